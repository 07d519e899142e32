/** Who was asked, what they said, and where somebody must be. */
import { query } from '#platform/database.ts';
import type { Review, Verdict } from '../schema.ts';

const columns = `id, course_id as "courseId", revision, reviewer_id as "reviewerId", message, asked_by as "askedBy",
  asked_at as "askedAt", verdict, comment, decided_at as "decidedAt"`;

/** Asked again about the same revision: what they said is open again. */
export async function askReview(
  review: Pick<Review, 'courseId' | 'revision' | 'reviewerId' | 'message' | 'askedBy' | 'askedAt'>,
): Promise<Review> {
  const { courseId, revision, reviewerId, message, askedBy, askedAt } = review;
  const [row] = await query<Review>(
    `insert into authoring.review (course_id, revision, reviewer_id, message, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (course_id, revision, reviewer_id) do update
     set message = excluded.message, asked_by = excluded.asked_by, asked_at = excluded.asked_at,
       verdict = null, comment = '', decided_at = null
     returning ${columns}`,
    [courseId, revision, reviewerId, message, askedBy, askedAt],
  );
  if (!row) throw new Error('a review was not written');
  return row;
}

/** Newest first. */
export const listReviews = (courseId: string): Promise<Review[]> =>
  query<Review>(
    `select ${columns} from authoring.review where course_id = $1 order by asked_at desc, id desc limit 100`,
    [courseId],
  );

export async function findReview(courseId: string, id: string): Promise<Review | null> {
  const [row] = await query<Review>(
    `select ${columns} from authoring.review where course_id = $1 and id = $2`,
    [courseId, id],
  );
  return row ?? null;
}

export async function decideReview(id: string, verdict: Verdict, comment: string, at: Date): Promise<void> {
  await query(`update authoring.review set verdict = $2, comment = $3, decided_at = $4 where id = $1`, [
    id,
    verdict,
    comment,
    at,
  ]);
}

/** Which of these places ask for an approval. */
export async function listApprovalRules(targets: readonly string[]): Promise<string[]> {
  const rows = await query<{ target: string }>(
    'select target from authoring.approval_rule where target = any($1)',
    [targets],
  );
  return rows.map(({ target }) => target);
}

export async function setApprovalRule(target: string, wanted: boolean, by: string, at: Date): Promise<void> {
  if (wanted)
    await query(
      `insert into authoring.approval_rule (target, set_by, set_at) values ($1, $2, $3) on conflict do nothing`,
      [target, by, at],
    );
  else await query('delete from authoring.approval_rule where target = $1', [target]);
}
