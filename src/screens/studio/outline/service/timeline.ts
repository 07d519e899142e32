/** The dates of a draft in order, and changing those of one section, unit or activity. */
import { setAttributes } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { type DatedThing, type Timeline, timelineOf } from '../rules/timeline.ts';
import { type CourseParams, type DatesBody, refusals } from '../schema.ts';
import { changeItem, checkFields } from './change-outline.ts';
import { editCourse, readFile } from './edit-course.ts';
import { isKind, noteOf, readCourse } from './opened.ts';
import { linesOf, type OpenOutline, openOutline, refOf, type SectionLine, unitsIn } from './outline.ts';

export interface OpenTimeline extends OpenOutline {
  things: DatedThing[];
  timeline: Timeline;
}

const thingsIn = (sections: readonly SectionLine[]): DatedThing[] =>
  [...linesOf(sections)].flatMap(({ item }) => [
    { item: refOf(item), title: item.title, dates: item.dates },
    ...(item.kind === 'unit' ? item.activities : []).map(({ key, title, dates }) => ({
      ...{ item: `activity:${key}`, title: title ?? key, dates },
    })),
  ]);

export async function openTimeline(call: Call, params: CourseParams): Promise<OpenTimeline> {
  const open = await openOutline(call, params);
  const things = thingsIn(open.sections ?? []);
  return { ...open, things, timeline: timelineOf(things) };
}

const changeActivity = (call: Call, params: CourseParams, key: string, dates: Omit<DatesBody, 'item'>) =>
  editCourse(call, params, async (open) => {
    const { outline } = await readCourse(open);
    checkFields(outline, dates);
    const unit = unitsIn(outline.sections ?? []).find(({ activities }) =>
      activities.some((activity) => activity.key === key),
    );
    if (!unit) throw new Refusal(refusals['outline-item-gone']);
    const content = setAttributes(await readFile(open, unit.file), isKind, new Set([key]), dates);
    return {
      edits: [{ path: unit.file, content }],
      note: noteOf(call, 'outline.note-dates', { title: unit.title }),
      result: { item: `activity:${key}` },
    };
  });

export const changeDates = (
  call: Call,
  params: CourseParams,
  { item, ...dates }: DatesBody,
): Promise<{ item: string }> =>
  item.startsWith('activity:')
    ? changeActivity(call, params, item.slice('activity:'.length), dates)
    : changeItem(call, params, item, dates);
