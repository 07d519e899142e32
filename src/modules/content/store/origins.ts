/** What drafts took from other courses, and which drafts hold a file: kept with each revision, so that it can be asked. */
import { query } from '#platform/database.ts';
import type { SourceOrigin } from '../schema.ts';

interface OriginRow extends Pick<SourceOrigin, 'path' | 'kind' | 'key'> {
  courseId: string;
  course: string;
  fromKey: string;
  release: number;
}

const columns = `course_id as "courseId", path, kind, key, from_course as course, from_key as "fromKey",
  from_release as release`;

/** An origin with the course that names it. */
export interface Use extends SourceOrigin {
  courseId: string;
}

const useOf = ({ course, fromKey, release, ...row }: OriginRow): Use => ({
  ...row,
  from: { course, key: fromKey, release },
});

/** The origins of these files become those that are given. */
export async function setOrigins(
  courseId: string,
  paths: readonly string[],
  origins: readonly SourceOrigin[],
): Promise<void> {
  const rows = origins.map(({ from, ...origin }) => ({
    ...origin,
    ...from,
    from_key: from.key,
    key: origin.key,
  }));
  await query('delete from content.origin where course_id = $1 and path = any($2)', [courseId, [...paths]]);
  if (rows.length === 0) return;
  await query(
    `insert into content.origin (course_id, path, kind, key, from_course, from_key, from_release)
     select $1, path, kind, key, course, from_key, release
     from jsonb_to_recordset($2::jsonb)
       as given (path text, kind text, key text, course text, from_key text, release integer)
     on conflict do nothing`,
    [courseId, JSON.stringify(rows)],
  );
}

export async function listOrigins(courseId: string): Promise<Use[]> {
  const rows = await query<OriginRow>(
    `select ${columns} from content.origin where course_id = $1 order by path, kind, key`,
    [courseId],
  );
  return rows.map(useOf);
}

/** What was taken from a course (`org/key`), wherever it is now. */
export async function listUses(course: string): Promise<Use[]> {
  const rows = await query<OriginRow>(
    `select ${columns} from content.origin where from_course = $1 order by from_key, course_id, path, key`,
    [course],
  );
  return rows.map(useOf);
}

/** Where these bytes stand in drafts of other courses, at most 200 places. */
export const listFileUses = (
  courseId: string,
): Promise<{ courseId: string; path: string; sha256: string }[]> =>
  query(
    `select course_id as "courseId", path, sha256 from content.draft_file
     where course_id <> $1
       and sha256 in (select sha256 from content.draft_file where course_id = $1 and path like 'assets/%')
     order by course_id, path limit 200`,
    [courseId],
  );
