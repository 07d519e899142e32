/** All SQL of the ledger. Written statements, since handing in is the hottest write of the house. */
import type { Judgement } from '#modules/content/contract.ts';
import { query } from '#platform/database.ts';
import type { Submission } from './schema.ts';

/** What the decision to accept needs, read in one round trip. */
export interface SubmitState {
  /** The database's clock: the time of receipt. */
  now: Date;
  enrollment: string | null;
  /** Attempts so far in this activity. */
  attempts: number;
  bestScore: number | null;
  lastSignature: Buffer | null;
  /** The submission that already has this id. */
  same: SameSubmission | null;
}

export interface SameSubmission {
  runId: string;
  activityKey: string;
  attempt: number;
  answerSha256: Buffer;
  receivedAt: Date;
  score: number | null;
  bestScore: number | null;
  judgement: Judgement | null;
  previousSha256: Buffer | null;
  signature: Buffer;
}

interface SubmitStateRow extends SameSubmission {
  now: Date;
  enrollment: string | null;
  lastAttempt: number | null;
  lastBest: number | null;
  lastSignature: Buffer | null;
}

export async function getSubmitState(
  learnerId: string,
  runId: string,
  activityKey: string,
  id: string,
): Promise<SubmitState> {
  const [row] = await query<SubmitStateRow>(
    // Milliseconds: what the receipt shows must be what is stored.
    `select date_trunc('milliseconds', clock_timestamp()) as now,
            (select state from enrollment.enrollment where learner_id = $1 and run_id = $2) as enrollment,
            last.attempt as "lastAttempt", last.best_score as "lastBest", last.signature as "lastSignature",
            same.run_id as "runId", same.activity_key as "activityKey", same.attempt,
            same.answer_sha256 as "answerSha256", same.received_at as "receivedAt", same.score,
            same.best_score as "bestScore", same.judgement, same.previous_sha256 as "previousSha256", same.signature
     from (select 1) one
     left join lateral (
       select attempt, best_score, signature from attempts.submission
       where learner_id = $1 and run_id = $2 and activity_key = $3 order by attempt desc limit 1) last on true
     left join attempts.submission same on same.learner_id = $1 and same.id = $4`,
    [learnerId, runId, activityKey, id],
  );
  if (!row) throw new Error('a select without from gave no row');
  const { now, enrollment, lastAttempt, lastBest, lastSignature, ...same } = row;
  return {
    now,
    enrollment,
    attempts: lastAttempt ?? 0,
    bestScore: lastBest,
    lastSignature,
    same: same.signature ? same : null,
  };
}

export interface NewSubmission extends Submission {
  answerSha256: Buffer;
  previousSha256: Buffer | null;
  signature: Buffer;
  requestId: string;
}

/** The submission, its audit entry and the end of its draft: one statement, one commit. */
export async function addSubmission(row: NewSubmission): Promise<void> {
  await query(
    `with added as (
       insert into attempts.submission (learner_id, id, run_id, activity_key, attempt, release_id, answer, answer_sha256,
         received_at, score, best_score, judgement, previous_sha256, signature)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id),
     typed as (delete from attempts.draft where learner_id = $1 and run_id = $3 and activity_key = $4)
     select audit.record('person', $1::text, 'submission.received', 'submission:' || id,
       jsonb_build_object('activity', $4::text, 'attempt', $5::int), $15) from added`,
    [
      row.learnerId,
      row.id,
      row.runId,
      row.activityKey,
      row.attempt,
      row.releaseId,
      JSON.stringify(row.answer),
      row.answerSha256,
      row.receivedAt,
      row.score,
      row.bestScore,
      row.judgement === null ? null : JSON.stringify(row.judgement),
      row.previousSha256,
      row.signature,
      row.requestId,
    ],
  );
}

/** Keeps what a learner of the run types; false: they are none. Of two saves the last commit wins. */
export async function saveDraft(
  learnerId: string,
  runId: string,
  activityKey: string,
  answer: unknown,
): Promise<boolean> {
  const saved = await query(
    `insert into attempts.draft (learner_id, run_id, activity_key, answer)
     select $1, $2, $3, $4 where exists (
       select 1 from enrollment.enrollment where learner_id = $1 and run_id = $2 and state = 'active')
     on conflict (learner_id, run_id, activity_key) do update set answer = excluded.answer, saved_at = clock_timestamp()
     returning 1`,
    [learnerId, runId, activityKey, JSON.stringify(answer)],
  );
  return saved.length > 0;
}

export async function dropDraft(learnerId: string, runId: string, activityKey: string): Promise<void> {
  await query('delete from attempts.draft where learner_id = $1 and run_id = $2 and activity_key = $3', [
    learnerId,
    runId,
    activityKey,
  ]);
}

const columns = `id, learner_id as "learnerId", run_id as "runId", activity_key as "activityKey", attempt,
  release_id as "releaseId", answer, received_at as "receivedAt", score, best_score as "bestScore", judgement,
  answer_sha256 as "answerSha256", previous_sha256 as "previousSha256", signature`;

export type LedgerRow = Submission & {
  answerSha256: Buffer;
  previousSha256: Buffer | null;
  signature: Buffer;
};

/** All attempts of one learner at one activity, first to last. */
export const listSubmissions = (
  learnerId: string,
  runId: string,
  activityKey: string,
): Promise<LedgerRow[]> =>
  query<LedgerRow>(
    `select ${columns} from attempts.submission
     where learner_id = $1 and run_id = $2 and activity_key = $3 order by attempt`,
    [learnerId, runId, activityKey],
  );

export async function findSubmission(learnerId: string, id: string): Promise<LedgerRow | null> {
  const [row] = await query<LedgerRow>(
    `select ${columns} from attempts.submission where learner_id = $1 and id = $2`,
    [learnerId, id],
  );
  return row ?? null;
}

/** The newest row of every activity of a run for one learner. */
export const listLatest = (learnerId: string, runId: string): Promise<Submission[]> =>
  query<Submission>(
    `select distinct on (activity_key) ${columns} from attempts.submission
     where learner_id = $1 and run_id = $2 order by activity_key, attempt desc`,
    [learnerId, runId],
  );

/** How many learners chose what in a poll: the newest answer of each. */
export const listPollAnswers = (
  runId: string,
  activityKey: string,
): Promise<{ answer: unknown; count: number }[]> =>
  query(
    `select answer, count(*) as count from (
       select distinct on (learner_id) answer from attempts.submission
       where run_id = $1 and activity_key = $2 and score is null order by learner_id, attempt desc) newest
     group by answer`,
    [runId, activityKey],
  );
