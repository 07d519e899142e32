/** How much was handed in, for whoever is about to change what it was handed in to. */
import { query } from '#platform/database.ts';

export interface HandedIn {
  activityKey: string;
  learners: number;
  submissions: number;
}

/** Of the activities that anything was handed in to, in these runs; found by learner, as the ledger is kept. */
export const countHandedIn = (
  runIds: readonly string[],
  activityKeys: readonly string[],
): Promise<HandedIn[]> =>
  query<HandedIn>(
    `select activity_key as "activityKey", count(distinct learner_id)::int as learners, count(*)::int as submissions
     from attempts.submission
     where learner_id in (select learner_id from enrollment.enrollment where run_id = any($1))
       and run_id = any($1) and activity_key = any($2)
     group by activity_key order by activity_key`,
    [runIds, activityKeys],
  );
