/** What a release does to work that was handed in under another one: activity by activity, found by their keys. */
import { isDeepStrictEqual } from 'node:util';
import { type Activity, type ActivityDates, activityTypeOf } from '#modules/content/contract.ts';
import type { OutlineSection, OutlineUnit, Release } from '#modules/content/index.ts';
import type { WorkChange } from '../schema.ts';

/** The nearest word counts: of the activity before its unit before the sections around it. */
function datesOf({ outline, activities }: Release): Map<string, ActivityDates> {
  const ofUnit = new Map<string, ActivityDates>();
  const walk = (node: OutlineSection | OutlineUnit, above: ActivityDates): void => {
    const dates = { ...above, ...node.dates };
    if (node.kind === 'unit') ofUnit.set(node.key, dates);
    else for (const child of node.children) walk(child, dates);
  };
  for (const section of outline) walk(section, {});
  return new Map(activities.map(({ key, unitKey, dates }) => [key, { ...ofUnit.get(unitKey), ...dates }]));
}

/** All that decides about the points of an answer. */
const judgedWith = ({ type, settings, judgedBy, rubric, peers }: Activity) => ({
  ...{ type, settings, judgedBy, rubric, peers },
});

const dateText = (dates: ActivityDates | undefined): string =>
  Object.entries(dates ?? {})
    .map(([name, written]) => `${name} ${written}`)
    .join(', ');

function changesOf(
  before: Activity,
  after: Activity | undefined,
  dates: { before: ActivityDates | undefined; after: ActivityDates | undefined },
): Pick<WorkChange, 'kind' | 'before' | 'after'>[] {
  if (!after) return [{ kind: 'removed', before: null, after: null }];
  const number = (value: number | null) => (value === null ? null : String(value));
  const candidates: [WorkChange['kind'], boolean, string | null, string | null][] = [
    ['points', before.points !== after.points, number(before.points), number(after.points)],
    ['judging', !isDeepStrictEqual(judgedWith(before), judgedWith(after)), null, null],
    ['attempts', before.attempts !== after.attempts, number(before.attempts), number(after.attempts)],
    ['dates', !isDeepStrictEqual(dates.before, dates.after), dateText(dates.before), dateText(dates.after)],
  ];
  return candidates.flatMap(([kind, differs, a, b]) => (differs ? [{ kind, before: a, after: b }] : []));
}

/** Changes of activities that something can be handed in to, in the order of the older release. */
export function changesToWork(before: Release, after: Release): WorkChange[] {
  const now = new Map(after.activities.map((activity) => [activity.key, activity]));
  const titles = new Map(before.units.map(({ key, title }) => [key, title]));
  const dates = { before: datesOf(before), after: datesOf(after) };
  return before.activities
    .filter(({ type }) => activityTypeOf(type).answer !== null)
    .flatMap((activity) => {
      const { key, title, unitKey } = activity;
      const own = { before: dates.before.get(key), after: dates.after.get(key) };
      return changesOf(activity, now.get(key), own).map((change) => ({
        ...change,
        ...{ activityKey: key, title: title ?? titles.get(unitKey) ?? key },
      }));
    });
}
