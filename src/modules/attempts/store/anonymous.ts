/** SQL of anonymous answers: written without learner and time, readable in groups. */
import { query } from '#platform/database.ts';

/** Fewer answers together could be told apart by who answered when. */
export const smallestGroup = 5;

/** In the transaction of the submission. Answers of one activity come one after another, so that groups are counted right. */
export async function addAnonymousAnswer(runId: string, activityKey: string, answer: unknown): Promise<void> {
  await query(`select pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 18))`, [runId, activityKey]);
  await query('insert into attempts.anonymous_answer (run_id, activity_key, answer) values ($1, $2, $3)', [
    runId,
    activityKey,
    JSON.stringify(answer),
  ]);
  // Written anew together: neither place nor transaction of a row tells any longer whose it is.
  await query(
    `update attempts.anonymous_answer set readable = true
     where run_id = $1 and activity_key = $2 and not readable
       and (select count(*) from attempts.anonymous_answer
            where run_id = $1 and activity_key = $2 and not readable) >= $3`,
    [runId, activityKey, smallestGroup],
  );
}

export interface AnonymousAnswers {
  /** In the order of their random ids. */
  answers: unknown[];
  /** That wait for their group to be complete. */
  held: number;
}

export async function listAnonymousAnswers(runId: string, activityKey: string): Promise<AnonymousAnswers> {
  const rows = await query<{ answer: unknown; readable: boolean }>(
    `select case when readable then answer end as answer, readable from attempts.anonymous_answer
     where run_id = $1 and activity_key = $2 order by id`,
    [runId, activityKey],
  );
  return {
    answers: rows.filter(({ readable }) => readable).map(({ answer }) => answer),
    held: rows.filter(({ readable }) => !readable).length,
  };
}

/** The newest answer of each learner; for kinds that nobody judges. */
export async function listNewestAnswers(runId: string, activityKey: string): Promise<unknown[]> {
  const rows = await query<{ answer: unknown }>(
    `select answer from (
       select distinct on (learner_id) answer, id from attempts.submission
       where run_id = $1 and activity_key = $2 and score is null order by learner_id, attempt desc) newest
     order by md5(id::text)`,
    [runId, activityKey],
  );
  return rows.map(({ answer }) => answer);
}
