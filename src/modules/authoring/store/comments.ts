/** Comments on blocks and what was replied. */
import { query } from '#platform/database.ts';
import type { Comment, Outcome } from '../schema/comments.ts';

const columns = `c.id, c.course_id as "courseId", c.unit_key as "unitKey", c.revision, c.line, c.block, c.body,
  c.replacement, c.made_by as "madeBy", c.made_at as "madeAt", c.outcome, c.settled_by as "settledBy",
  c.settled_at as "settledAt"`;

type Row = Omit<Comment, 'replies'> & {
  replies: { id: string; body: string; madeBy: string; madeAt: string }[];
};

const commentOf = (row: Row): Comment => ({
  ...row,
  replies: row.replies.map((reply) => ({ ...reply, madeAt: new Date(reply.madeAt) })),
});

const select = `select ${columns}, coalesce((
    select json_agg(json_build_object('id', r.id, 'body', r.body, 'madeBy', r.made_by, 'madeAt', r.made_at)
      order by r.made_at, r.id)
    from authoring.reply r where r.comment_id = c.id), '[]') as replies
  from authoring.comment c`;

export async function addComment(
  comment: Pick<
    Comment,
    'courseId' | 'unitKey' | 'revision' | 'line' | 'block' | 'body' | 'replacement' | 'madeBy' | 'madeAt'
  >,
): Promise<string> {
  const { courseId, unitKey, revision, line, block, body, replacement, madeBy, madeAt } = comment;
  const [row] = await query<{ id: string }>(
    `insert into authoring.comment
       (course_id, unit_key, revision, line, block, body, replacement, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [courseId, unitKey, revision, line, block, body, replacement, madeBy, madeAt],
  );
  if (!row) throw new Error('a comment was not written');
  return row.id;
}

/** Open ones first, then those settled last; at most 500. */
export async function listComments(
  courseId: string,
  { unit = null, open = false }: { unit?: string | null; open?: boolean } = {},
): Promise<Comment[]> {
  const rows = await query<Row>(
    `${select} where c.course_id = $1 and ($2::text is null or c.unit_key = $2) and (not $3 or c.outcome is null)
     order by c.outcome is not null, coalesce(c.settled_at, c.made_at) desc, c.id limit 500`,
    [courseId, unit, open],
  );
  return rows.map(commentOf);
}

/** Open comments by key of their unit. */
export async function countOpenComments(courseId: string): Promise<Map<string, number>> {
  const rows = await query<{ unit: string; count: number }>(
    `select unit_key as unit, count(*)::integer as count from authoring.comment
     where course_id = $1 and outcome is null group by unit_key`,
    [courseId],
  );
  return new Map(rows.map(({ unit, count }) => [unit, count]));
}

export async function findComment(courseId: string, id: string): Promise<Comment | null> {
  const [row] = await query<Row>(`${select} where c.course_id = $1 and c.id = $2`, [courseId, id]);
  return row ? commentOf(row) : null;
}

export async function addReply(commentId: string, body: string, by: string, at: Date): Promise<void> {
  await query('insert into authoring.reply (comment_id, body, made_by, made_at) values ($1, $2, $3, $4)', [
    commentId,
    body,
    by,
    at,
  ]);
}

/** False: somebody was faster. */
export async function settleComment(id: string, outcome: Outcome, by: string, at: Date): Promise<boolean> {
  const rows = await query(
    `update authoring.comment set outcome = $2, settled_by = $3, settled_at = $4
     where id = $1 and outcome is null returning id`,
    [id, outcome, by, at],
  );
  return rows.length > 0;
}
