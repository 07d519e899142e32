/** What is wrong with what staff want to set; codes, not texts. */
import { instantOf, isDuration, isWallTime, roughLength } from '#lib/wall-time.ts';
import type { ActivityDates, LatePolicy } from '#modules/content/contract.ts';
import type { OutlineSection, OutlineUnit, Release } from '#modules/content/index.ts';
import type { FieldProblem } from '#platform/refusal.ts';
import type { Accommodation, Extension, Fairness, Target } from '../schema.ts';

const order = ['opens', 'due', 'lateUntil', 'closes'] as const satisfies readonly (keyof ActivityDates)[];

/** Empty fields say nothing. */
export const withoutEmpty = (dates: ActivityDates): ActivityDates =>
  Object.fromEntries(
    order.flatMap((name) => {
      const text = dates[name]?.trim();
      return text ? [[name, text]] : [];
    }),
  );

export function datesProblems(dates: ActivityDates, zone: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  let before: Date | null = null;
  for (const name of order) {
    const text = dates[name];
    if (text === undefined || text === 'none' || isDuration(text)) continue;
    if (!isWallTime(text)) {
      problems.push({ path: name, message: 'not-a-time' });
      continue;
    }
    const at: Date = instantOf(text, zone, name === 'opens' ? 'first' : 'last');
    if (before && at < before) problems.push({ path: name, message: 'out-of-order' });
    before = at;
  }
  return problems;
}

export function lateProblems({ percent, per, grace, floor }: LatePolicy): FieldProblem[] {
  const share = (value: number) => value >= 0 && value <= 100;
  const wrong = [
    !share(percent) && { path: 'percent', message: 'not-a-share' },
    !share(floor) && { path: 'floor', message: 'not-a-share' },
    !(isDuration(per) && roughLength(per) > 0) && { path: 'per', message: 'not-a-duration' },
    grace !== null && !isDuration(grace) && { path: 'grace', message: 'not-a-duration' },
  ];
  return wrong.filter((problem) => problem !== false);
}

export function fairnessProblems({ windowHours, minimumMinutes }: Partial<Fairness>): FieldProblem[] {
  const within = (value: number | undefined, from: number, to: number) =>
    value === undefined || (Number.isInteger(value) && value >= from && value <= to);
  return [
    ...(within(windowHours, 0, 72) ? [] : [{ path: 'windowHours', message: 'out-of-range' }]),
    ...(within(minimumMinutes, 1, 1440) ? [] : [{ path: 'minimumMinutes', message: 'out-of-range' }]),
  ];
}

/** An extension gives something: a length above nothing, a moment, or attempts; never less than there was. */
export function extensionProblems({ by, until, attempts }: Extension): FieldProblem[] {
  if (by !== null && !(isDuration(by) && roughLength(by) > 0))
    return [{ path: 'by', message: 'not-a-duration' }];
  if (until !== null && !isWallTime(until)) return [{ path: 'until', message: 'not-a-time' }];
  if (by !== null && until !== null) return [{ path: 'until', message: 'one-of-two' }];
  if (!Number.isInteger(attempts) || attempts < 0 || attempts > 1000)
    return [{ path: 'attempts', message: 'out-of-range' }];
  return by === null && until === null && attempts === 0 ? [{ path: 'by', message: 'required' }] : [];
}

/** A day is over when it is over everywhere. */
const isOver = (day: string, now: Date) => Date.parse(`${day}T23:59:59-12:00`) < now.getTime();

export function accommodationProblems(
  { timeFactor, laterBy, validUntil }: Accommodation,
  now: Date,
): FieldProblem[] {
  if (!(timeFactor >= 1 && timeFactor <= 5)) return [{ path: 'timeFactor', message: 'out-of-range' }];
  if (laterBy !== null && !(isDuration(laterBy) && roughLength(laterBy) > 0))
    return [{ path: 'laterBy', message: 'not-a-duration' }];
  if (validUntil !== null && !isWallTime(`${validUntil}T00:00`))
    return [{ path: 'validUntil', message: 'not-a-time' }];
  if (validUntil !== null && isOver(validUntil, now)) return [{ path: 'validUntil', message: 'day-over' }];
  return timeFactor === 1 && laterBy === null
    ? [{ path: 'timeFactor', message: 'accommodates-nothing' }]
    : [];
}

/** Whether a release has what a date is to be written at. */
export function hasTarget(release: Pick<Release, 'outline' | 'activities'>, { kind, key }: Target): boolean {
  if (kind === 'run') return key === '';
  if (kind === 'activity') return release.activities.some((activity) => activity.key === key);
  const inside = (nodes: readonly (OutlineSection | OutlineUnit)[]): boolean =>
    nodes.some(
      (node) =>
        (node.kind === kind && node.key === key) || (node.kind === 'section' && inside(node.children)),
    );
  return inside(release.outline);
}
