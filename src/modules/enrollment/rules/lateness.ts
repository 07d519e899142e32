/** What the moments of an activity mean at one instant. */
import { addDuration, roughLength } from '#lib/wall-time.ts';
import type { Lateness, Moments, Phase } from '../schema.ts';

/** After this nothing is taken. */
export const endOf = ({ lateUntil, closesAt }: Pick<Moments, 'lateUntil' | 'closesAt'>): Date | null =>
  closesAt ?? lateUntil;

type Bounds = Pick<Moments, 'opensAt' | 'dueAt' | 'lateUntil' | 'closesAt'>;

export function phaseOf(moments: Bounds, now: Date): Phase {
  const { opensAt, dueAt, lateUntil } = moments;
  const end = endOf(moments);
  if (opensAt && now < opensAt) return 'not-open';
  // The instant of a deadline still belongs to it.
  if (end && now > end) return 'closed';
  if (lateUntil && now > lateUntil) return 'practice';
  return dueAt && now > dueAt ? 'late' : 'open';
}

const onTime: Lateness = { late: false, periods: 0, factor: 1 };

/** Periods begun between two instants, on the clock of a zone: a day is a day, also one of 23 hours. */
function periodsBegun(from: Date, until: Date, per: string, zone: string): number {
  let periods = Math.max(1, Math.floor((until.getTime() - from.getTime()) / roughLength(per)) - 1);
  while (periods > 1 && addDuration(from, per, zone, periods - 1) >= until) periods -= 1;
  while (addDuration(from, per, zone, periods) < until) periods += 1;
  return periods;
}

/** How late something is that arrived at this instant, and what that costs. */
export function latenessOf(
  { dueAt, lateUntil, late, zone }: Pick<Moments, 'dueAt' | 'lateUntil' | 'late' | 'zone'>,
  receivedAt: Date,
): Lateness {
  const counts = !lateUntil || receivedAt <= lateUntil;
  if (!dueAt || receivedAt <= dueAt) return counts ? onTime : { late: true, periods: 0, factor: 0 };
  const graceEnd = late?.grace ? addDuration(dueAt, late.grace, zone) : dueAt;
  if (receivedAt <= graceEnd) return onTime;
  if (!late) return { late: true, periods: 0, factor: counts ? 1 : 0 };
  const periods = periodsBegun(dueAt, receivedAt, late.per, zone);
  const kept = Math.max(late.floor, 100 - late.percent * periods) / 100;
  return { late: true, periods, factor: counts ? kept : 0 };
}
