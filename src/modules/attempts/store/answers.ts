/** Answers as they were handed in, for whoever is about to change what judges them. */
import { query } from '#platform/database.ts';

export interface GivenAnswer {
  learnerId: string;
  attempt: number;
  answer: unknown;
}

/** Of an activity in these runs, by learner; at most so many. Not those that this release judged already. */
export const listGivenAnswers = (
  runIds: readonly string[],
  activityKey: string,
  releaseId: string,
  limit: number,
): Promise<GivenAnswer[]> =>
  query<GivenAnswer>(
    `select learner_id as "learnerId", attempt, answer from attempts.submission
     where learner_id in (select learner_id from enrollment.enrollment where run_id = any($1))
       and run_id = any($1) and activity_key = $2 and release_id <> $3
     order by learner_id, attempt limit $4`,
    [runIds, activityKey, releaseId, limit],
  );
