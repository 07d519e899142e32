/** Decisions about runs and their settings. */
import { instantOf, isWallTime, isZone } from '#lib/wall-time.ts';
import type { FieldProblem } from '#platform/refusal.ts';
import type { Run, RunSettings } from './schema.ts';

/** How addresses of pages name a run. */
export const paramsOf = ({ organizationKey, courseKey, key }: Run) => ({
  organization: organizationKey,
  course: courseKey,
  run: key,
});

/** A field, and the one that must come before it. */
const orders = [
  { field: 'endsAt', after: 'startsAt', message: 'not-after-start' },
  { field: 'enrollmentClosesAt', after: 'enrollmentOpensAt', message: 'not-after-opening' },
  // Who comes when the run is over finds it closed: such a window never opens.
  { field: 'endsAt', after: 'enrollmentOpensAt', message: 'not-after-opening' },
] as const;

const timeFields = ['startsAt', 'endsAt', 'enrollmentOpensAt', 'enrollmentClosesAt'] as const;

/** An empty field means that there is no bound and no key. */
export function withoutEmpty(changes: RunSettings): RunSettings {
  const given = Object.entries(changes).map(([name, value]) => [
    name,
    value === '' && name !== 'zone' ? null : value,
  ]);
  return Object.fromEntries(given);
}

/** What is wrong with the settings of a run, field by field; codes, not texts. */
export function runProblems(settings: RunSettings): FieldProblem[] {
  const { zone = 'UTC' } = settings;
  if (!isZone(zone)) return [{ path: 'zone', message: 'unknown-zone' }];
  const broken = timeFields.filter((field) => settings[field] && !isWallTime(settings[field]));
  if (broken.length > 0) return broken.map((path) => ({ path, message: 'not-a-time' }));
  // Compared as instants: where a clock is put back, a later reading can be the earlier moment.
  const at = (field: (typeof timeFields)[number]) => {
    const wallTime = settings[field];
    return wallTime ? instantOf(wallTime, zone).getTime() : null;
  };
  const problems = new Map<string, FieldProblem>();
  for (const { field, after, message } of orders) {
    const [first, second] = [at(after), at(field)];
    if (first !== null && second !== null && second <= first && !problems.has(field))
      problems.set(field, { path: field, message });
  }
  return [...problems.values()];
}
