/** From the address of a unit to its file in the draft. */
import { getCourse } from '#modules/catalog/index.ts';
import { readDraft } from '#modules/content/index.ts';
import { findUnitFile } from '#screens/studio/editor/index.ts';
import type { UnitParams } from '../schema.ts';

export async function fileOfUnit({ organization, course, unit }: UnitParams) {
  const { id } = await getCourse(organization, course);
  const { file } = await findUnitFile(await readDraft(id), unit);
  return { courseId: id, path: file };
}
