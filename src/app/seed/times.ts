/** Dates of the demo run: some near, one just over, an extension, an accommodation, a cohort that meets later. */
import type { Run } from '#modules/catalog/index.ts';
import {
  accommodate,
  assignCohort,
  changeDates,
  extendTime,
  getRunRules,
  makeCohort,
  type Target,
} from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { systemCall } from '../commands/shared.ts';

interface Learners {
  extended: string;
  accommodated: string;
  evening: readonly string[];
}

/** The last minute of a day, so many days from now. */
const endOfDay = (now: Date, days: number): string =>
  `${new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)}T23:59`;

const section = (key: string): Target => ({ kind: 'section', key });
const unit = (key: string): Target => ({ kind: 'unit', key });

/** Nothing graded is late by it: the dates in the past are those of practice. */
export async function seedTimes(teacher: Call, run: Run, learners: Learners): Promise<void> {
  const { now } = teacher;
  const set = (target: Target, dates: Parameters<typeof changeDates>[3], cohort = '') =>
    changeDates(teacher, run, { ...target, cohort }, dates);
  await set(unit('map-projections'), { due: endOfDay(now, -2), lateUntil: endOfDay(now, 5) });
  await set(section('longitude'), { due: endOfDay(now, 3), lateUntil: endOfDay(now, 10) });
  await set(section('reckoning'), { due: endOfDay(now, 10), lateUntil: endOfDay(now, 17) });
  await set(section('satellites'), { due: endOfDay(now, 17) });

  const { cohorts } = await getRunRules(run);
  if (!cohorts.some(({ key }) => key === 'evening'))
    await makeCohort(teacher, run, { key: 'evening', title: 'Evening class' });
  await assignCohort(teacher, run, learners.evening, 'evening');
  await set(section('longitude'), { due: endOfDay(now, 5), lateUntil: endOfDay(now, 12) }, 'evening');

  const ill = {
    ...unit('map-projections'),
    by: 'P4D',
    until: null,
    attempts: 1,
    reason: 'Ill for three days',
  };
  await extendTime(teacher, run, [learners.extended], ill);
  const site = { organization: '', timeFactor: 1.5, laterBy: 'P2D', validUntil: null };
  await accommodate(systemCall('seed'), learners.accommodated, site, 'Reads with a screen reader');
}
