/** SQL of works, samples and appeals. */
import { isUuid } from '#lib/uuid.ts';
import { query } from '#platform/database.ts';
import type { Appeal, Sample, StoredWork } from '../schema.ts';

const columns = `id, learner_id as "learnerId", submission_id as "submissionId", run_id as "runId",
  activity_key as "activityKey", attempt, received_at as "receivedAt", review_by as "reviewBy", state`;

export type NewWork = Omit<StoredWork, 'id' | 'state'>;

/**
 * The newest work of an author is the one that is read, unless somebody has begun to read an earlier one: then that stays,
 * and the new one is kept beside it.
 */
export async function addWork(work: NewWork): Promise<void> {
  await query(
    `with unread as (
       update peers.work w set state = 'older'
       where run_id = $3 and activity_key = $4 and learner_id = $1 and state = 'open'
         and not exists (select 1 from peers.review r where r.work_id = w.id and r.state <> 'lapsed' and r.kind <> 'self')
       returning 1),
     read as (
       select 1 from peers.work where run_id = $3 and activity_key = $4 and learner_id = $1 and state <> 'older')
     insert into peers.work (learner_id, submission_id, run_id, activity_key, attempt, received_at, review_by, state)
     values ($1, $2, $3, $4, $5, $6, $7,
       case when exists (select 1 from read) and not exists (select 1 from unread) then 'older' else 'open' end)
     on conflict do nothing`,
    [
      work.learnerId,
      work.submissionId,
      work.runId,
      work.activityKey,
      work.attempt,
      work.receivedAt,
      work.reviewBy,
    ],
  );
}

/** Works that are read, of one activity. */
export const listWorks = (runId: string, activityKey: string): Promise<StoredWork[]> =>
  query<StoredWork>(
    `select ${columns} from peers.work where run_id = $1 and activity_key = $2 and state <> 'older' order by received_at, id`,
    [runId, activityKey],
  );

export async function findWork(id: string): Promise<StoredWork | null> {
  if (!isUuid(id)) return null;
  const [row] = await query<StoredWork>(`select ${columns} from peers.work where id = $1`, [id]);
  return row ?? null;
}

/** What a review judges; null: a sample. */
export async function findWorkOfReview(reviewId: string): Promise<StoredWork | null> {
  if (!isUuid(reviewId)) return null;
  const [row] = await query<StoredWork>(
    `select ${columns} from peers.work where id = (select work_id from peers.review where id = $1)`,
    [reviewId],
  );
  return row ?? null;
}

export async function findOwnWork(
  runId: string,
  activityKey: string,
  learnerId: string,
): Promise<StoredWork | null> {
  const [row] = await query<StoredWork>(
    `select ${columns} from peers.work
     where run_id = $1 and activity_key = $2 and learner_id = $3 and state <> 'older'`,
    [runId, activityKey, learnerId],
  );
  return row ?? null;
}

export interface OwnReviewing {
  runId: string;
  activityKey: string;
  reviewBy: Date;
  /** Finished reviews of others' work. */
  written: number;
}

/** Where this person's work is to be reviewed by a moment to come, and how much they have reviewed there. */
export const listReviewing = (learnerId: string, now: Date): Promise<OwnReviewing[]> =>
  query<OwnReviewing>(
    `select w.run_id as "runId", w.activity_key as "activityKey", w.review_by as "reviewBy",
       (select count(*)::int from peers.review r where r.run_id = w.run_id and r.activity_key = w.activity_key
          and r.reviewer_id = w.learner_id and r.kind = 'peer' and r.state = 'done') as written
     from peers.work w where w.learner_id = $1 and w.state <> 'older' and w.review_by > $2`,
    [learnerId, now],
  );

/** Only one at a time shares out the works of an activity, so that loads are counted right. */
export const lockPool = (runId: string, activityKey: string): Promise<unknown> =>
  query(`select pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 25))`, [runId, activityKey]);

/** Activities with works that wait, for the round of the clock. */
export const listPools = (): Promise<{ runId: string; activityKey: string }[]> =>
  query(
    `select distinct run_id as "runId", activity_key as "activityKey" from peers.work where state = 'open'`,
  );

export const saveSettled = (id: string): Promise<unknown> =>
  query(`update peers.work set state = 'settled' where id = $1 and state = 'open'`, [id]);

const sampleColumns = 'id, title, answer, marks, points, score, comment';

export const listSamples = (runId: string, activityKey: string): Promise<Sample[]> =>
  query<Sample>(
    `select ${sampleColumns} from peers.sample
     where run_id = $1 and activity_key = $2 and removed_at is null order by made_at, id`,
    [runId, activityKey],
  );

export async function findSample(id: string): Promise<Sample | null> {
  if (!isUuid(id)) return null;
  const [row] = await query<Sample>(`select ${sampleColumns} from peers.sample where id = $1`, [id]);
  return row ?? null;
}

export type NewSample = Omit<Sample, 'id'> & { runId: string; activityKey: string; madeBy: string };

export async function addSample(sample: NewSample): Promise<void> {
  await query(
    `insert into peers.sample (run_id, activity_key, title, answer, marks, points, score, comment, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      sample.runId,
      sample.activityKey,
      sample.title,
      JSON.stringify(sample.answer),
      JSON.stringify(sample.marks),
      sample.points,
      sample.score,
      sample.comment,
      sample.madeBy,
    ],
  );
}

export async function removeSample(runId: string, id: string): Promise<void> {
  if (!isUuid(id)) return;
  await query(
    'update peers.sample set removed_at = clock_timestamp() where run_id = $1 and id = $2 and removed_at is null',
    [runId, id],
  );
}

const appealColumns = `work_id as "workId", reason, made_at as "madeAt", answer, answered_at as "answeredAt"`;

export async function findAppeal(workId: string): Promise<Appeal | null> {
  const [row] = await query<Appeal>(`select ${appealColumns} from peers.appeal where work_id = $1`, [workId]);
  return row ?? null;
}

/** Of all works of an activity. */
export const listAppeals = (runId: string, activityKey: string): Promise<Appeal[]> =>
  query<Appeal>(
    `select ${appealColumns} from peers.appeal
     where work_id in (select id from peers.work where run_id = $1 and activity_key = $2) order by made_at`,
    [runId, activityKey],
  );

/** False: there is one already. */
export async function addAppeal(work: StoredWork, reason: string): Promise<boolean> {
  const rows = await query(
    'insert into peers.appeal (work_id, run_id, reason) values ($1, $2, $3) on conflict do nothing returning 1',
    [work.id, work.runId, reason],
  );
  return rows.length > 0;
}

export const saveAppealAnswer = (workId: string, answer: string, by: string): Promise<unknown> =>
  query(
    `update peers.appeal set answer = $2, answered_by = $3, answered_at = clock_timestamp()
     where work_id = $1 and answered_at is null`,
    [workId, answer, by],
  );
