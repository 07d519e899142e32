/** Drafts: a row a course, a row a file, and a row for each revision that led here. */
import { sql } from 'kysely';
import { db, query } from '#platform/database.ts';
import type { Draft, DraftChanges, DraftState, FileTree, Revision } from '../schema.ts';

/** Makes the draft where there is none, and keeps others from changing it until the transaction ends. */
export async function lockDraft(courseId: string, at: Date, by: string): Promise<number> {
  await query(
    `insert into content.draft (course_id, updated_at, updated_by) values ($1, $2, $3) on conflict do nothing`,
    [courseId, at, by],
  );
  const [row] = await query<{ revision: number }>(
    'select revision from content.draft where course_id = $1 for update',
    [courseId],
  );
  if (!row) throw new Error('a draft was not made');
  return row.revision;
}

export async function listFiles(courseId: string): Promise<FileTree> {
  const files = await db()
    .selectFrom('content.draft_file')
    .select(['path', 'sha256', 'size'])
    .where('course_id', '=', courseId)
    .orderBy(sql`path collate "C"`)
    .execute();
  return new Map(files.map(({ path, ...facts }) => [path, facts]));
}

/** Writes the revision and what it changes; the draft is locked. */
export async function addRevision(revision: Revision): Promise<void> {
  const { courseId, number, changes, note, origin, createdAt, createdBy, alsoBy } = revision;
  const rows = Object.entries(changes).map(([path, { after }]) => ({ path, ...after }));
  await query(
    `with revision as (
       insert into content.revision (course_id, number, changes, note, origin, created_at, created_by, also_by)
       values ($1, $2, $3, $4, $5, $6, $7, $9)
     ), draft as (
       update content.draft set revision = $2, updated_at = $6, updated_by = $7 where course_id = $1
     ), file as (
       select * from jsonb_to_recordset($8::jsonb) as file (path text, sha256 text, size bigint)
     ), gone as (
       delete from content.draft_file
       where course_id = $1 and path in (select path from file where sha256 is null)
     )
     insert into content.draft_file (course_id, path, sha256, size)
     select $1, path, sha256, size from file where sha256 is not null
     on conflict (course_id, path) do update set sha256 = excluded.sha256, size = excluded.size`,
    [
      ...[courseId, number, JSON.stringify(changes), note, origin, createdAt, createdBy],
      ...[JSON.stringify(rows), alsoBy],
    ],
  );
}

/** The row and its files in one statement: they are of one revision. */
export async function findDraft(courseId: string): Promise<Draft | null> {
  const [draft] = await query<Omit<Draft, 'files'> & { files: [string, string, number][] }>(
    `select course_id as "courseId", revision, updated_at as "updatedAt", updated_by as "updatedBy",
       coalesce((select json_agg(json_build_array(f.path, f.sha256, f.size) order by f.path collate "C")
         from content.draft_file f where f.course_id = d.course_id), '[]') as files
     from content.draft d where course_id = $1`,
    [courseId],
  );
  if (!draft) return null;
  return { ...draft, files: new Map(draft.files.map(([path, sha256, size]) => [path, { sha256, size }])) };
}

/** Of each course that has a draft; `releaseId` is what learners see of it. */
export const listDraftStates = (
  courses: readonly { id: string; releaseId: string | null }[],
): Promise<DraftState[]> =>
  query<DraftState>(
    `select d.course_id as "courseId", d.revision, d.updated_at as "updatedAt", d.updated_by as "updatedBy",
       (select max(p.revision) from content.publication p
        where p.course_id = d.course_id and p.release_id = shown.release_id) as "releasedRevision"
     from unnest($1::uuid[], $2::text[]) as shown(course_id, release_id)
     join content.draft d on d.course_id = shown.course_id`,
    [courses.map(({ id }) => id), courses.map(({ releaseId }) => releaseId)],
  );

/** What changed after a revision, newest first. */
export async function listChangesAfter(courseId: string, revision: number): Promise<DraftChanges[]> {
  const rows = await query<{ changes: DraftChanges }>(
    'select changes from content.revision where course_id = $1 and number > $2 order by number desc',
    [courseId, revision],
  );
  return rows.map(({ changes }) => changes);
}

/** Newest first; those before a number, where it is given. */
export const listRevisions = (courseId: string, limit: number, before?: number): Promise<Revision[]> =>
  query<Revision>(
    `select course_id as "courseId", number, changes, note, origin, created_at as "createdAt",
       created_by as "createdBy", also_by as "alsoBy"
     from content.revision where course_id = $1 and ($3::integer is null or number < $3)
     order by number desc limit $2`,
    [courseId, limit, before ?? null],
  );
