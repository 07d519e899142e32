/**
 * SQL of the queue: gradings that machines make. A *claim* gives one to a worker under a name that no other claim has;
 * only that name may renew the lease and write the result. All times are of the database's clock.
 */
import type { Run } from '#modules/catalog/index.ts';
import type { Judgement } from '#modules/content/contract.ts';
import { query } from '#platform/database.ts';
import {
  lastLoss,
  lastTry,
  leaseSeconds,
  suspectLosses,
  suspectPatience,
  unstableFrom,
} from '../rules/queue.ts';

/** Which grading: the key of its row. */
export interface GradingKey {
  learnerId: string;
  submissionId: string;
  number: number;
}

export interface NewWaiting {
  learnerId: string;
  submissionId: string;
  runId: string;
  activityKey: string;
  attempt: number;
  grader: string;
}

/** The first grading of a submission, in the transaction that stores it; it ends the trials before it. */
export async function addWaiting(row: NewWaiting): Promise<void> {
  await query(
    `with tried as (delete from grading.trial where learner_id = $1 and run_id = $3 and activity_key = $4)
     insert into grading.grading (learner_id, submission_id, number, run_id, activity_key, attempt, source, state, grader)
     values ($1, $2, 1, $3, $4, $5, 'machine', 'waiting', $6)`,
    [row.learnerId, row.submissionId, row.runId, row.activityKey, row.attempt, row.grader],
  );
}

/** A grading that this worker holds, with what it judges. */
export interface Claimed extends GradingKey {
  /** Name of the claim. */
  worker: string;
  state: 'running' | 'needs-staff';
  runId: string;
  activityKey: string;
  attempt: number;
  releaseId: string;
  answer: unknown;
  grader: string;
  losses: number;
}

/**
 * The grading that has waited longest, also one whose worker is dead or whose service never called back. A learner has
 * one running at a time, so that nobody's many answers hold up the others. `alone`: nothing else runs in this worker, so
 * it may take one that is suspected of killing workers; where none is idle for a while, a busy one takes it. One that failed once too often is handed to staff on the way.
 */
export async function claimGrading(worker: string, alone: boolean): Promise<Claimed | null> {
  const [row] = await query<Claimed>(
    `with due as (
       select g.learner_id, g.submission_id, g.number, g.grader,
         g.tries + (g.state = 'pending')::int as tries, g.losses + (g.state = 'running')::int as losses
       from grading.grading g left join grading.grader b on b.name = g.grader
       where g.state in ('waiting', 'running', 'pending')
         and case g.state when 'running' then g.lease_until < clock_timestamp()
             else coalesce(g.not_before, '-infinity') <= clock_timestamp() end
         and (b.closed_until is null or b.closed_until < clock_timestamp())
         and ($2 or g.losses + (g.state = 'running')::int < ${suspectLosses}
           or coalesce(g.lease_until, g.created_at) < clock_timestamp() - interval '${suspectPatience} s')
         and not exists (select 1 from grading.grading o
           where o.learner_id = g.learner_id and o.state = 'running' and o.lease_until >= clock_timestamp())
       order by g.created_at limit 1 for update of g skip locked),
     probing as (update grading.grader b set closed_until = clock_timestamp() + interval '30 s'
       from due where b.name = due.grader and b.failures >= ${unstableFrom})
     update grading.grading g set
       state = case when due.tries >= ${lastTry} or due.losses >= ${lastLoss} then 'needs-staff' else 'running' end,
       tries = due.tries, losses = due.losses, worker = $1, not_before = null,
       lease_until = clock_timestamp() + interval '${leaseSeconds} s'
     from due join attempts.submission s on s.learner_id = due.learner_id and s.id = due.submission_id
     where g.learner_id = due.learner_id and g.submission_id = due.submission_id and g.number = due.number
     returning g.learner_id as "learnerId", g.submission_id as "submissionId", g.number, g.worker, g.state,
       g.run_id as "runId", g.activity_key as "activityKey", g.attempt, coalesce(g.release_id, s.release_id) as "releaseId",
       s.answer, coalesce(g.grader, '') as grader, g.losses`,
    [worker, alone],
  );
  return row ?? null;
}

/** Renews the leases of these claims; the names of those that still hold. */
export async function renewLeases(workers: readonly string[]): Promise<Set<string>> {
  const rows = await query<{ worker: string }>(
    `update grading.grading set lease_until = clock_timestamp() + interval '${leaseSeconds} s'
     where state = 'running' and worker = any($1) returning worker`,
    [workers],
  );
  return new Set(rows.map(({ worker }) => worker));
}

/** Gives a claim back unharmed; false: it holds no more. */
export async function releaseClaim(
  { learnerId, submissionId, number }: GradingKey,
  worker: string,
): Promise<boolean> {
  const rows = await query(
    `update grading.grading set state = 'waiting', worker = null, lease_until = null
     where learner_id = $1 and submission_id = $2 and number = $3 and state = 'running' and worker = $4 returning 1`,
    [learnerId, submissionId, number, worker],
  );
  return rows.length > 0;
}

/** Which results count: those of the claim, or of whoever was asked to call back. */
export type Fence = { worker: string } | 'called-back';

const holds = `learner_id = $1 and submission_id = $2 and number = $3
  and case when $4::text is null then state in ('waiting', 'running', 'pending', 'needs-staff')
      else state = 'running' and worker = $4 end`;
const fenced = ({ learnerId, submissionId, number }: GradingKey, fence: Fence) => [
  learnerId,
  submissionId,
  number,
  fence === 'called-back' ? null : fence.worker,
];

/** The grading, locked, if a result for it still counts. Inside a transaction. */
export async function lockForResult(
  key: GradingKey,
  fence: Fence,
): Promise<{ runId: string; activityKey: string; releaseId: string; grader: string } | null> {
  const [row] = await query<{ runId: string; activityKey: string; releaseId: string; grader: string }>(
    `select g.run_id as "runId", g.activity_key as "activityKey", coalesce(g.grader, '') as grader,
       coalesce(g.release_id, (select s.release_id from attempts.submission s
         where s.learner_id = g.learner_id and s.id = g.submission_id)) as "releaseId"
     from grading.grading g where ${holds} for update`,
    fenced(key, fence),
  );
  return row ?? null;
}

/** Notes that a result came too late, on the grading that it was for. */
export async function countRefused({ learnerId, submissionId, number }: GradingKey): Promise<void> {
  await query(
    `update grading.grading set refused = refused + 1
     where learner_id = $1 and submission_id = $2 and number = $3`,
    [learnerId, submissionId, number],
  );
}

/** The locked grading is judged and counts from now on. */
export async function saveJudged(
  { learnerId, submissionId, number }: GradingKey,
  judgement: Judgement,
  released: boolean,
): Promise<void> {
  const key = [learnerId, submissionId];
  await query(
    `update grading.grading set current = false where learner_id = $1 and submission_id = $2 and current`,
    key,
  );
  await query(
    `update grading.grading set state = 'judged', current = true, score = $4, judgement = $5,
       judged_at = clock_timestamp(), released_at = case when $6 then clock_timestamp() end,
       worker = null, lease_until = null, not_before = null, failure = null
     where learner_id = $1 and submission_id = $2 and number = $3`,
    [...key, number, judgement.score, JSON.stringify(judgement), released],
  );
}

/** The locked grading: the answer could not be judged. */
export async function saveRejected(
  { learnerId, submissionId, number }: GradingKey,
  judgement: Judgement,
): Promise<void> {
  await query(
    `update grading.grading set state = 'rejected', judgement = $4, worker = null, lease_until = null, not_before = null
     where learner_id = $1 and submission_id = $2 and number = $3`,
    [learnerId, submissionId, number, JSON.stringify(judgement)],
  );
}

/** Somebody will call back until then; false: the claim holds no more. */
export async function savePending(key: GradingKey, fence: Fence, until: Date): Promise<boolean> {
  const rows = await query(
    `update grading.grading set state = 'pending', not_before = $5, worker = null, lease_until = null
     where ${holds} returning 1`,
    [...fenced(key, fence), until],
  );
  return rows.length > 0;
}

export interface Failure {
  /** For staff: what went wrong. */
  text: string;
  /** Seconds until it is tried again; null: never by itself. */
  again: number | null;
  /** The failure is the grading's own, not that of a grader known to be out of order. */
  counts: boolean;
}

/** A system failure; the state that it leads to, or null where the claim holds no more. */
export async function saveFailure(
  key: GradingKey,
  fence: Fence,
  failure: Failure,
): Promise<'waiting' | 'needs-staff' | null> {
  const [row] = await query<{ state: 'waiting' | 'needs-staff' }>(
    `update grading.grading set failure = $5, tries = tries + $6::int, worker = null, lease_until = null,
       not_before = clock_timestamp() + $7::int * interval '1 s',
       state = case when $7::int is null or tries + $6::int >= ${lastTry} then 'needs-staff' else 'waiting' end
     where ${holds} returning state`,
    [...fenced(key, fence), failure.text, failure.counts ? 1 : 0, failure.again],
  );
  return row?.state ?? null;
}

/** System failures so far. */
export async function countTries({ learnerId, submissionId, number }: GradingKey): Promise<number> {
  const [row] = await query<{ tries: number }>(
    `select tries from grading.grading where learner_id = $1 and submission_id = $2 and number = $3`,
    [learnerId, submissionId, number],
  );
  return row?.tries ?? 0;
}

/** Tries again what staff were asked to look at, by the release that its learner meets now; how many there were. */
export async function retryStuck(
  run: Pick<Run, 'id' | 'releaseId' | 'pilot'>,
  keys: readonly GradingKey[] | null,
): Promise<number> {
  const rows = await query(
    `update grading.grading g set state = 'waiting', tries = 0, losses = 0, worker = null, release_id = case when exists (
         select from enrollment.enrollment e where e.run_id = $1 and e.learner_id = g.learner_id and e.cohort = $6)
         then $7 else $2 end, lease_until = null, not_before = null
     where run_id = $1 and state = 'needs-staff' and ($3::uuid[] is null or (learner_id, submission_id, number) in
       (select * from unnest($3::uuid[], $4::uuid[], $5::int[]))) returning 1`,
    [
      run.id,
      run.releaseId,
      keys?.map((key) => key.learnerId) ?? null,
      keys?.map((key) => key.submissionId) ?? null,
      keys?.map((key) => key.number) ?? null,
      run.pilot?.cohort ?? null,
      run.pilot?.releaseId ?? null,
    ],
  );
  return rows.length;
}

/** A grading that machines could not make. */
export interface StuckGrading extends GradingKey {
  activityKey: string;
  attempt: number;
  receivedAt: Date;
  grader: string;
  failure: string | null;
  tries: number;
  losses: number;
}

/** What staff of a run are asked to look at, oldest first. */
export const listStuck = (runId: string, limit: number): Promise<StuckGrading[]> =>
  query<StuckGrading>(
    `select learner_id as "learnerId", submission_id as "submissionId", number, activity_key as "activityKey", attempt,
       created_at as "receivedAt", coalesce(grader, '') as grader, failure, tries, losses
     from grading.grading where run_id = $1 and state = 'needs-staff' order by created_at limit $2`,
    [runId, limit],
  );

/** How many of each run staff are asked to look at; a run without any is not in it. */
export async function countStuck(runIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await query<{ runId: string; count: number }>(
    `select run_id as "runId", count(*) as count from grading.grading
     where run_id = any($1::uuid[]) and state = 'needs-staff' group by run_id`,
    [runIds],
  );
  return new Map(rows.map(({ runId, count }) => [runId, count]));
}
