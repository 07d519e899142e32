/** One section or unit, with what a page must say before it is changed or deleted. */
import { countHandedIn } from '#modules/attempts/index.ts';
import { listRunsOfCourse } from '#modules/catalog/index.ts';
import { refersTo } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import type { CourseParams } from '../schema.ts';
import { readFile } from './edit-course.ts';
import { openDraftWith } from './open-draft.ts';
import {
  getItem,
  linesOf,
  type OpenOutline,
  readOutline,
  type SectionLine,
  type UnitLine,
  unitsIn,
  unitsOf,
} from './outline.ts';

export interface OpenItem extends OpenOutline {
  item: SectionLine | UnitLine;
  above: SectionLine[];
  /** Where it may stand: sections that are not in it. */
  places: { section: SectionLine; depth: number }[];
  /** What learners have handed in to the activities in it, in all runs. */
  handedIn: { submissions: number; activities: number };
  /** Units elsewhere that link to one in it. */
  linkedFrom: UnitLine[];
}

async function linkingTo(open: OpenOutline, gone: readonly UnitLine[]): Promise<UnitLine[]> {
  const inside = new Set(gone.map(({ file }) => file));
  const others = unitsIn(open.sections ?? []).filter(
    ({ file }) => !inside.has(file) && open.draft.files.has(file),
  );
  const texts = await Promise.all(others.map(({ file }) => readFile(open, file)));
  return others.filter(({ file: from }, index) => {
    const text = texts[index] ?? '';
    return gone.some(({ key, file }) => text.includes(`(unit:${key})`) || refersTo(text, from, file));
  });
}

export async function openItem(call: Call, params: CourseParams, ref: string): Promise<OpenItem> {
  const [draft, runs] = await openDraftWith(call, params, 'course.edit', listRunsOfCourse);
  const { file: _, ...outline } = await readOutline(draft);
  const open = { ...draft, ...outline };
  const { item, above } = getItem(open.sections, ref);
  const units = unitsOf(item);
  const keys = units.flatMap(({ activities }) => activities.map(({ key }) => key));
  const counts =
    keys.length > 0
      ? await countHandedIn(
          runs.map(({ id }) => id),
          keys,
        )
      : [];
  return {
    ...open,
    item,
    above,
    places: [...linesOf(open.sections ?? [])].flatMap(({ item: section, above: around }) =>
      section.kind === 'section' && section !== item && !around.includes(item as SectionLine)
        ? [{ section, depth: around.length }]
        : [],
    ),
    handedIn: {
      submissions: counts.reduce((sum, { submissions }) => sum + submissions, 0),
      activities: counts.length,
    },
    linkedFrom: await linkingTo(open, units),
  };
}
