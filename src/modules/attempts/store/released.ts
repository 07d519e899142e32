/** SQL of what staff released to the learners of a run. */
import { query } from '#platform/database.ts';

export async function listReleased(runId: string): Promise<Set<string>> {
  const rows = await query<{ key: string }>(
    'select activity_key as key from attempts.released where run_id = $1',
    [runId],
  );
  return new Set(rows.map(({ key }) => key));
}

/** False: it was released before. */
export async function addReleased(runId: string, activityKey: string, by: string): Promise<boolean> {
  const added = await query(
    `insert into attempts.released (run_id, activity_key, released_by) values ($1, $2, $3)
     on conflict do nothing returning 1`,
    [runId, activityKey, by],
  );
  return added.length > 0;
}

export async function dropReleased(runId: string, activityKey: string): Promise<boolean> {
  const gone = await query(
    'delete from attempts.released where run_id = $1 and activity_key = $2 returning 1',
    [runId, activityKey],
  );
  return gone.length > 0;
}
