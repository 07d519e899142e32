/** Links that show a draft. */
import { query } from '#platform/database.ts';
import type { Preview } from '../schema.ts';

const columns = `id, course_id as "courseId", note, made_by as "madeBy", made_at as "madeAt",
  expires_at as "expiresAt", revoked_at as "revokedAt"`;

export async function addPreview(
  preview: Pick<Preview, 'courseId' | 'note' | 'madeBy' | 'madeAt' | 'expiresAt'>,
): Promise<Preview> {
  const { courseId, note, madeBy, madeAt, expiresAt } = preview;
  const [row] = await query<Preview>(
    `insert into authoring.preview (course_id, note, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5)
     returning ${columns}`,
    [courseId, note, madeBy, madeAt, expiresAt],
  );
  if (!row) throw new Error('a preview link was not written');
  return row;
}

/** Newest first. */
export const listPreviews = (courseId: string): Promise<Preview[]> =>
  query<Preview>(
    `select ${columns} from authoring.preview where course_id = $1 order by made_at desc limit 50`,
    [courseId],
  );

export async function findPreview(id: string): Promise<Preview | null> {
  const [row] = await query<Preview>(`select ${columns} from authoring.preview where id = $1`, [id]);
  return row ?? null;
}

/** False: the course has no such link that still opens. */
export async function revokePreview(courseId: string, id: string, at: Date): Promise<boolean> {
  const rows = await query(
    `update authoring.preview set revoked_at = $3
     where course_id = $1 and id = $2 and revoked_at is null returning 1`,
    [courseId, id, at],
  );
  return rows.length > 0;
}
