/** What the authors of a course may not change. */
import { query } from '#platform/database.ts';
import type { DraftLock } from '../schema.ts';

export async function findLock(courseId: string): Promise<DraftLock | null> {
  const [row] = await query<DraftLock>('select holder, parts from content.lock where course_id = $1', [
    courseId,
  ]);
  return row ?? null;
}

/** No parts: nothing is locked any more. */
export async function setLock(courseId: string, { holder, parts }: DraftLock): Promise<void> {
  if (parts.length === 0) {
    await query('delete from content.lock where course_id = $1', [courseId]);
    return;
  }
  await query(
    `insert into content.lock (course_id, holder, parts) values ($1, $2, $3)
     on conflict (course_id) do update set holder = excluded.holder, parts = excluded.parts`,
    [courseId, holder, [...parts]],
  );
}
