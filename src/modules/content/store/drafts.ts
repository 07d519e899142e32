/** Drafts: one row a course, and one a file. */
import { sql } from 'kysely';
import { db, query } from '#platform/database.ts';
import type { Draft, FileTree } from '../schema.ts';

export async function replaceDraft(draft: Omit<Draft, 'files'> & { files: FileTree }): Promise<void> {
  const { courseId, sourceHash, updatedAt, updatedBy, files } = draft;
  await query(
    `insert into content.draft (course_id, source_hash, updated_at, updated_by) values ($1, $2, $3, $4)
     on conflict (course_id) do update set source_hash = excluded.source_hash, updated_at = excluded.updated_at,
       updated_by = excluded.updated_by`,
    [courseId, sourceHash, updatedAt, updatedBy],
  );
  await query('delete from content.draft_file where course_id = $1', [courseId]);
  await query(
    `insert into content.draft_file (course_id, path, sha256, size)
     select $1, path, sha256, size from jsonb_to_recordset($2::jsonb) as file (path text, sha256 text, size bigint)`,
    [courseId, JSON.stringify([...files].map(([path, facts]) => ({ path, ...facts })))],
  );
}

export async function findDraft(courseId: string): Promise<Draft | null> {
  const draft = await db()
    .selectFrom('content.draft')
    .selectAll()
    .where('course_id', '=', courseId)
    .executeTakeFirst();
  if (!draft) return null;
  const files = await db()
    .selectFrom('content.draft_file')
    .select(['path', 'sha256', 'size'])
    .where('course_id', '=', courseId)
    .orderBy(sql`path collate "C"`)
    .execute();
  return {
    courseId,
    sourceHash: draft.source_hash,
    updatedAt: draft.updated_at,
    updatedBy: draft.updated_by,
    files: new Map(files.map(({ path, ...facts }) => [path, facts])),
  };
}
