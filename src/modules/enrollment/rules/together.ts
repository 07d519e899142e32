/** Times of everybody at once. */
import type { DatedActivity } from './chain.ts';
import { momentsOf, type Times } from './moments.ts';

/** When an activity is due for the last learner of the run; null: it is never due. */
export function lastDueOf({ release, rules }: Omit<Times, 'learner'>, activity: DatedActivity): Date | null {
  const plain = { learnerId: '', enrolledAt: rules.lastEnrolledAt, extensions: [], accommodations: [] };
  const everybody = [
    { ...plain, cohort: null },
    ...rules.cohorts.map(({ key }) => ({ ...plain, cohort: key })),
    ...rules.exceptions,
  ];
  let last: Date | null = null;
  for (const learner of everybody) {
    const { dueAt } = momentsOf({ release, rules, learner }, activity);
    if (dueAt && (!last || dueAt > last)) last = dueAt;
  }
  return last;
}
