/** What a degraded service does to a deadline: the time that was lost before it is given back after it. */

import type { Degraded, Fairness, RunRules } from '../schema.ts';
import type { DatedActivity } from './chain.ts';

const minute = 60_000;
const hour = 60 * minute;

export const defaultFairness: Fairness = { windowHours: 4, minimumMinutes: 15 };

/** Whether a service is one that this activity needs. */
export function concerns({ service, runId }: Degraded, activity: DatedActivity, run: string): boolean {
  if (runId !== null && runId !== run) return false;
  return (
    service === 'platform' ||
    service === activity.type ||
    (service === 'machine' && activity.judgedBy === 'machine')
  );
}

/** Degraded milliseconds between two instants; periods that overlap count once. */
export function degradedBetween(periods: readonly Degraded[], from: number, until: number): number {
  let [sum, seen] = [0, from];
  for (const period of [...periods].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const start = Math.max(seen, period.from.getTime());
    const end = Math.min(until, period.until.getTime());
    if (end > start) sum += end - start;
    seen = Math.max(seen, end);
  }
  return sum;
}

/**
 * The deadline as it stands after everything that was degraded in its last hours: moved by the lost time, rounded up to
 * hours. What is lost between the old and the new deadline counts too, so a long outage never ends after the deadline.
 */
export function afterOutages(
  deadline: Date,
  periods: readonly Degraded[],
  { windowHours, minimumMinutes }: Fairness,
) {
  const due = deadline.getTime();
  const from = due - windowHours * hour;
  const near = periods.filter((period) => period.until.getTime() > from);
  if (windowHours === 0 || near.length === 0 || degradedBetween(near, from, due) < minimumMinutes * minute)
    return deadline;
  let moved = due;
  for (;;) {
    const lost = degradedBetween(near, from, moved);
    const next = due + Math.ceil(lost / hour) * hour;
    if (next <= moved) return new Date(moved);
    moved = next;
  }
}

/** Periods of the rules that concern an activity. */
export const outagesOf = (rules: Pick<RunRules, 'degraded' | 'runId'>, activity: DatedActivity): Degraded[] =>
  rules.degraded.filter((period) => concerns(period, activity, rules.runId));
