/** That a course published a release, and from which files. */
import { db, query } from '#platform/database.ts';
import type { FileFacts, FileTree, Publication } from '../schema.ts';

/** Numbers the release within its course. Again with equal content: the old number stays, the newer source is kept. */
export async function addPublication(
  publication: Omit<Publication, 'number'> & { source: FileTree },
): Promise<{ number: number; created: boolean }> {
  const { courseId, releaseId, revision, source, notes, createdAt, createdBy } = publication;
  // Two publications of a course at once would take the same number.
  await query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [courseId]);
  const [row] = await query<{ number: number; created: boolean }>(
    `insert into content.publication (course_id, number, release_id, source, notes, created_at, created_by, revision)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from content.publication where course_id = $1
     on conflict (course_id, release_id) do update set source = excluded.source, revision = excluded.revision
     returning number, (xmax = 0) as created`,
    [courseId, releaseId, JSON.stringify(Object.fromEntries(source)), notes, createdAt, createdBy, revision],
  );
  if (!row) throw new Error('a publication was not written');
  return row;
}

export const listPublications = (courseId: string): Promise<Publication[]> =>
  db()
    .selectFrom('content.publication')
    .select([
      'course_id as courseId',
      'number',
      'release_id as releaseId',
      'revision',
      'notes',
      'created_at as createdAt',
      'created_by as createdBy',
    ])
    .where('course_id', '=', courseId)
    .orderBy('number', 'desc')
    .execute();

export async function findSource(releaseId: string): Promise<FileTree | null> {
  const row = await db()
    .selectFrom('content.publication')
    .select('source')
    .where('release_id', '=', releaseId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? new Map(Object.entries(row.source as unknown as Record<string, FileFacts>)) : null;
}

export async function findPublishedFiles(courseId: string, number: number): Promise<FileTree | null> {
  const row = await db()
    .selectFrom('content.publication')
    .select('source')
    .where('course_id', '=', courseId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? new Map(Object.entries(row.source as unknown as Record<string, FileFacts>)) : null;
}
