/** Small exports for tests, and the way from one to what learners would get. */
import { choice } from '#activities/choice/index.ts';
import { match } from '#activities/match/index.ts';
import { numeric } from '#activities/numeric/index.ts';
import { order } from '#activities/order/index.ts';
import { poll } from '#activities/poll/index.ts';
import { textAnswerType } from '#activities/text-answer/index.ts';
import { unsupported } from '#activities/unsupported/index.ts';
import { video } from '#activities/video/index.ts';
import type { ActivityType, ActivityTypes } from '#modules/content/contract.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import type { FidelityItem } from '../fidelity.ts';
import { type Imported, importOlx } from './index.ts';

const kinds = [
  choice,
  match,
  numeric,
  order,
  poll,
  textAnswerType,
  unsupported,
  video,
] as unknown as ActivityType[];
export const activityTypes: ActivityTypes = new Map(kinds.map((kind) => [kind.name, kind]));

export const textOf = (files: Imported['files'], path: string): string =>
  new TextDecoder().decode(files.get(path));

export const compile = ({ files }: Pick<Imported, 'files'>) =>
  compileCourse(memorySource(files), activityTypes);

/** An export of one unit that holds `xml`, and other files beside it. */
export async function importUnit(xml: string, files: Record<string, string> = {}) {
  const imported = await importOlx(
    memorySource(
      new Map(
        Object.entries({
          'course.xml': '<course url_name="r" org="O" course="C"/>',
          'course/r.xml': `<course display_name="Course"><chapter url_name="c" display_name="C"><sequential url_name="s" display_name="S"><vertical url_name="v" display_name="V">${xml}</vertical></sequential></chapter></course>`,
          ...files,
        }),
      ),
    ),
  );
  const unit = textOf(imported.files, 'units/c/v.md').split('---\n\n').slice(1).join('---\n\n').trim();
  const item = (kind: string): FidelityItem | undefined =>
    imported.report.items.find((one) => one.kind === kind);
  const notes = (kind: string): string[] => item(kind)?.notes.map(({ code }) => code) ?? [];
  return { ...imported, unit, item, notes };
}
