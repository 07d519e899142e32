/** All SQL of the ledger. Written statements, since handing in is the hottest write of the house. */
import type { Judgement } from '#modules/content/contract.ts';
import { type LearnerTimes, type LearnerTimesRow, learnerTimesOf } from '#modules/enrollment/index.ts';
import { inBatches, inputsOf } from '#platform/batch.ts';
import { query } from '#platform/database.ts';
import type { LastAttempt, NewSubmission } from './rules/making.ts';
import type { Submission } from './schema.ts';

/** What the decision to accept needs, read in one round trip. */
export interface SubmitState {
  /** The database's clock: the time of receipt. */
  now: Date;
  enrollment: string | null;
  /** What the learner has of their own; null: never enrolled. */
  times: LearnerTimes | null;
  /** Of this activity; null: nothing was handed in yet. */
  last: LastAttempt | null;
  /** Attempts at this activity that were given back. */
  returned: number;
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
  times: LearnerTimesRow | null;
  lastAttempt: number | null;
  lastBest: number | null;
  lastSignature: Buffer | null;
  returned: number;
}

interface SubmitStateOf {
  learnerId: string;
  runId: string;
  activityKey: string;
  id: string;
}

const readSubmitStates = inBatches(
  (of: SubmitStateOf[]) =>
    query<SubmitStateRow>(
      // Milliseconds: what the receipt shows must be what is stored.
      `select date_trunc('milliseconds', clock_timestamp()) as now,
              own.state as enrollment, own.times,
              last.attempt as "lastAttempt", last.best_score as "lastBest", last.signature as "lastSignature",
              (select count(*) from attempts.returned r where r.learner_id = q.learner and r.run_id = q.run
               and r.activity_key = q.activity) as returned,
              same.run_id as "runId", same.activity_key as "activityKey", same.attempt,
              same.answer_sha256 as "answerSha256", same.received_at as "receivedAt", same.score,
              same.best_score as "bestScore", same.judgement, same.previous_sha256 as "previousSha256", same.signature
       from ${inputsOf('uuid', 'uuid', 'text', 'uuid')} as q(learner, run, activity, id, place)
       left join enrollment.learner_times own on own.learner_id = q.learner and own.run_id = q.run
       left join lateral (
         select attempt, best_score, signature from attempts.submission
         where learner_id = q.learner and run_id = q.run and activity_key = q.activity
         order by attempt desc limit 1) last on true
       left join attempts.submission same on same.learner_id = q.learner and same.id = q.id
       order by q.place`,
      [of.map((q) => q.learnerId), of.map((q) => q.runId), of.map((q) => q.activityKey), of.map((q) => q.id)],
    ),
  { most: 32, atOnce: 3 },
);

export async function getSubmitState(of: SubmitStateOf): Promise<SubmitState> {
  const row = await readSubmitStates(of);
  const { now, enrollment, times, lastAttempt, lastBest, lastSignature, returned, ...same } = row;
  return {
    now,
    enrollment,
    times: times && learnerTimesOf(times),
    returned,
    last:
      lastAttempt !== null && lastSignature
        ? { attempt: lastAttempt, bestScore: lastBest, signature: lastSignature }
        : null,
    same: same.signature ? same : null,
  };
}

/** With the request that brought it. */
type SentSubmission = NewSubmission & { requestId: string };

const jsonOrNull = (value: unknown) => (value === null ? null : JSON.stringify(value));

const sentTypes = [
  ...['uuid', 'uuid', 'uuid', 'text', 'int', 'text', 'text', 'bytea', 'timestamptz', 'float8', 'float8'],
  ...['text', 'bytea', 'bytea', 'text'],
];

/**
 * Submissions, their audit entries and the end of their drafts: one statement, one commit. False: another took the place
 * or the id, and nothing was written.
 */
const addSubmissions = inBatches(
  async (rows: SentSubmission[]): Promise<boolean[]> => {
    const column = <Value>(of: (row: SentSubmission) => Value) => rows.map(of);
    const added = await query<{ place: number }>(
      `with given as (
         select * from ${inputsOf(...sentTypes)} as g(learner_id, id, run_id, activity_key, attempt, release_id, answer, answer_sha256,
           received_at, score, best_score, judgement, previous_sha256, signature, request_id, place)),
       -- The same id may come twice in a batch: the first is stored, and only the first may say so.
       firsts as (select distinct on (learner_id, id) * from given order by learner_id, id, place),
       added as (
         insert into attempts.submission (learner_id, id, run_id, activity_key, attempt, release_id, answer,
           answer_sha256, received_at, score, best_score, judgement, previous_sha256, signature)
         select learner_id, id, run_id, activity_key, attempt, release_id, answer::jsonb, answer_sha256, received_at,
           score, best_score, judgement::jsonb, previous_sha256, signature
         from firsts on conflict do nothing returning learner_id, id, run_id, activity_key, attempt),
       typed as (
         delete from attempts.draft d using added a
         where d.learner_id = a.learner_id and d.run_id = a.run_id and d.activity_key = a.activity_key)
       select g.place, audit.record('person', a.learner_id::text, 'submission.received', 'submission:' || a.id,
         jsonb_build_object('activity', a.activity_key, 'attempt', a.attempt), g.request_id)
       from added a join firsts g using (learner_id, id)`,
      [
        column((row) => row.learnerId),
        column((row) => row.id),
        column((row) => row.runId),
        column((row) => row.activityKey),
        column((row) => row.attempt),
        column((row) => row.releaseId),
        column((row) => JSON.stringify(row.answer)),
        column((row) => row.answerSha256),
        column((row) => row.receivedAt),
        column((row) => row.score),
        column((row) => row.bestScore),
        column((row) => jsonOrNull(row.judgement)),
        column((row) => row.previousSha256),
        column((row) => row.signature),
        column((row) => row.requestId),
      ],
    );
    const places = new Set(added.map(({ place }) => place));
    return rows.map((_, at) => places.has(at + 1));
  },
  { most: 32, atOnce: 3 },
);

export const addSubmission = (row: SentSubmission): Promise<boolean> => addSubmissions(row);

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

/** The submission could not be judged: it stays, and its attempt is not counted, for nobody of a group. Twice is once. */
export async function giveBack({
  learnerId,
  submissionId,
  runId,
  activityKey,
}: ReturnedAttempt): Promise<void> {
  await query(
    `insert into attempts.returned (learner_id, submission_id, run_id, activity_key)
     select $1::uuid, $2::uuid, $3::uuid, $4
     union select f.learner_id, f.submission_id, $3, $4 from attempts.joint_submission own
       join attempts.joint_submission f on f.sent_id = own.sent_id
       where own.learner_id = $1 and own.submission_id = $2
     on conflict do nothing`,
    [learnerId, submissionId, runId, activityKey],
  );
}

export interface ReturnedAttempt {
  learnerId: string;
  submissionId: string;
  runId: string;
  activityKey: string;
}

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

/** A learner's answers to the activity that this one of theirs is for. */
export const listBeside = (learnerId: string, id: string): Promise<LedgerRow[]> =>
  query<LedgerRow>(
    `select ${columns} from attempts.submission
     where learner_id = $1 and (run_id, activity_key) =
       (select run_id, activity_key from attempts.submission where learner_id = $1 and id = $2)
     order by attempt`,
    [learnerId, id],
  );

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
