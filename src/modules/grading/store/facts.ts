/** SQL of facts: what grades are made of, for many learners of a run in one round trip. */
import type { LearnerTimesRow } from '#modules/enrollment/index.ts';
import { query } from '#platform/database.ts';
import type { AttemptFact, GradingState, LateAttempt, Override } from '../schema.ts';

export interface AttemptRow {
  learnerId: string;
  activityKey: string;
  submissionId: string;
  attempt: number;
  /** Milliseconds: thousands of rows are read at once, and a number costs a tenth of a date. */
  receivedAt: number;
  /** Judged by rule when it was handed in. */
  ownScore: number | null;
  number: number | null;
  state: GradingState | null;
  score: number | null;
  released: boolean | null;
}

/** An attempt, what staff set, or what a learner has of their own about times. */
export interface FactRow extends AttemptRow {
  override: (Omit<Override, 'madeAt'> & { madeAt: string }) | null;
  times: LearnerTimesRow | null;
}

/**
 * The newest judgement of a submission: the current one, else what is under way or was refused. Judgements are read once
 * for a learner and not once for each of their submissions.
 */
export const listFactRows = (runId: string, learnerIds: readonly string[]): Promise<FactRow[]> =>
  query<FactRow>(
    `with judged as materialized (
       select distinct on (learner_id, submission_id) learner_id, submission_id, number, state, score, released_at
       from grading.grading where learner_id = any($2::uuid[]) and run_id = $1
       order by learner_id, submission_id, current desc, number desc)
     select s.learner_id as "learnerId", s.activity_key as "activityKey", s.id as "submissionId", s.attempt,
       (extract(epoch from s.received_at) * 1000)::float8 as "receivedAt", s.score as "ownScore", g.number, g.state, g.score,
       g.released_at is not null as released, null::json as override, null::json as times
     from attempts.submission s
     left join judged g on g.learner_id = s.learner_id and g.submission_id = s.id
     where s.run_id = $1 and s.learner_id = any($2::uuid[])
     union all
     select learner_id, activity_key, null, null, null, null, null, null, null, null, json_build_object('version', version,
       'points', points, 'excused', excused, 'comment', comment, 'reason', reason, 'madeBy', made_by, 'madeAt', made_at), null
     from (select distinct on (learner_id, activity_key) * from grading.override
       where run_id = $1 and learner_id = any($2::uuid[]) order by learner_id, activity_key, version desc) o
     union all
     select learner_id, '', null, null, null, null, null, null, null, null, null, times
     from enrollment.learner_times where run_id = $1 and learner_id = any($2::uuid[])
     order by attempt`,
    [runId, learnerIds],
  );

/** What a row of the ledger and its newest judgement say; what nobody judges has its points for being handed in. */
export function factOf(row: AttemptRow, unjudged: boolean, late: LateAttempt | null): AttemptFact {
  const { submissionId, attempt } = row;
  const of = { submissionId, attempt, receivedAt: new Date(row.receivedAt), late };
  if (row.state === 'judged')
    return { ...of, state: row.released ? 'judged' : 'held', score: row.score, grading: row.number };
  if (row.ownScore !== null) return { ...of, state: 'judged', score: row.ownScore, grading: null };
  if (row.state === 'rejected') return { ...of, state: 'rejected', score: null, grading: row.number };
  if (unjudged) return { ...of, state: 'judged', score: 1, grading: null };
  return { ...of, state: 'waiting', score: null, grading: row.number };
}
