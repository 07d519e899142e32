/** SQL of reviews. */
import { isUuid } from '#lib/uuid.ts';
import { query } from '#platform/database.ts';
import type { Rating, ReviewKind, StoredReview } from '../schema.ts';

const columns = `id, run_id as "runId", activity_key as "activityKey", work_id as "workId", sample_id as "sampleId", kind,
  reviewer_id as "reviewerId", state, version, marks, points, score, comment, lapses_at as "lapsesAt", done_at as "doneAt",
  rating`;

export const listReviews = (runId: string, activityKey: string): Promise<StoredReview[]> =>
  query<StoredReview>(
    `select ${columns} from peers.review where run_id = $1 and activity_key = $2 order by begun_at, id`,
    [runId, activityKey],
  );

export const listReviewsBy = (
  runId: string,
  activityKey: string,
  reviewerId: string,
): Promise<StoredReview[]> =>
  query<StoredReview>(
    `select ${columns} from peers.review
     where run_id = $1 and activity_key = $2 and reviewer_id = $3 order by begun_at, id`,
    [runId, activityKey, reviewerId],
  );

export const listReviewsOf = (workId: string): Promise<StoredReview[]> =>
  query<StoredReview>(`select ${columns} from peers.review where work_id = $1 order by begun_at, id`, [
    workId,
  ]);

export async function findReview(id: string): Promise<StoredReview | null> {
  if (!isUuid(id)) return null;
  const [row] = await query<StoredReview>(`select ${columns} from peers.review where id = $1`, [id]);
  return row ?? null;
}

export interface NewReview {
  runId: string;
  activityKey: string;
  /** A work, or a sample. */
  workId: string | null;
  sampleId: string | null;
  kind: ReviewKind;
  reviewerId: string | null;
  lapsesAt: Date | null;
}

/** Null: this person has had this one, or holds another. A review that lapsed for them stays lapsed. */
export async function addReview(review: NewReview): Promise<string | null> {
  const [row] = await query<{ id: string }>(
    `insert into peers.review (run_id, activity_key, work_id, sample_id, kind, reviewer_id, lapses_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [
      review.runId,
      review.activityKey,
      review.workId,
      review.sampleId,
      review.kind,
      review.reviewerId,
      review.lapsesAt,
    ],
  );
  return row?.id ?? null;
}

export type ReviewContent = Pick<StoredReview, 'marks' | 'points' | 'score' | 'comment'>;

/** The new version; null: it was saved from elsewhere since, or is no longer open. A staff review is taken by who saves it. */
export async function saveReview(
  review: Pick<StoredReview, 'id' | 'version'>,
  content: ReviewContent,
  options: { done: boolean; reviewerId: string },
): Promise<number | null> {
  const [row] = await query<{ version: number }>(
    `update peers.review set marks = $3, points = $4, score = $5, comment = $6, version = version + 1,
       reviewer_id = coalesce(reviewer_id, $8),
       state = case when $7 then 'done' else state end, done_at = case when $7 then clock_timestamp() end
     where id = $1 and version = $2 and state = 'open' returning version`,
    [
      review.id,
      review.version,
      JSON.stringify(content.marks),
      content.points,
      content.score,
      content.comment,
      options.done,
      options.reviewerId,
    ],
  );
  return row?.version ?? null;
}

/** Works that nobody has finished reading in time go to somebody else. */
export const lapseReviews = (runId: string, activityKey: string, now: Date): Promise<unknown> =>
  query(
    `update peers.review set state = 'lapsed'
     where run_id = $1 and activity_key = $2 and state = 'open' and lapses_at <= $3`,
    [runId, activityKey, now],
  );

export const saveRating = (id: string, rating: Rating): Promise<unknown> =>
  query('update peers.review set rating = $2, rated_at = clock_timestamp() where id = $1', [id, rating]);

/** False: it is not done, or left out already. */
export async function excludeReview(id: string, by: string, reason: string): Promise<boolean> {
  const rows = await query(
    `update peers.review set state = 'excluded', excluded_by = $2, excluded_reason = $3
     where id = $1 and state = 'done' returning 1`,
    [id, by, reason],
  );
  return rows.length > 0;
}

/** Whether this person reads, or has read, the submission that holds the file. */
export async function isReviewing(
  reviewerId: string,
  file: { id: string; learnerId: string; runId: string; activityKey: string },
): Promise<boolean> {
  const rows = await query(
    `select from peers.review r
     join peers.work w on w.id = r.work_id
     join attempts.submission s on s.learner_id = w.learner_id and s.id = w.submission_id
     where r.reviewer_id = $1 and r.run_id = $2 and r.activity_key = $3 and r.state in ('open', 'done')
       and w.learner_id = $4 and s.answer::text like '%' || $5 || '%' limit 1`,
    [reviewerId, file.runId, file.activityKey, file.learnerId, file.id],
  );
  return rows.length > 0;
}
