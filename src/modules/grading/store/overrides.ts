/** SQL of overrides: appended, the highest version holds. */
import { query } from '#platform/database.ts';
import type { Override } from '../schema.ts';

const columns = 'version, points, excused, comment, reason, made_by as "madeBy", made_at as "madeAt"';

export interface NewOverride {
  learnerId: string;
  runId: string;
  activityKey: string;
  version: number;
  points: number | null;
  excused: boolean;
  comment: string | null;
  reason: string | null;
  madeBy: string | null;
}

/** The number of rows written: those whose `version` was the next one. */
export async function addOverrides(rows: readonly NewOverride[]): Promise<number> {
  const added = await query(
    `insert into grading.override (learner_id, run_id, activity_key, version, points, excused, comment, reason, made_by)
     select n.* from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::float8[], $6::bool[], $7::text[], $8::text[],
       $9::uuid[]) as n (learner_id, run_id, activity_key, version, points, excused, comment, reason, made_by)
     where (select coalesce(max(o.version), 0) from grading.override o where o.learner_id = n.learner_id
       and o.run_id = n.run_id and o.activity_key = n.activity_key) = n.version - 1 returning 1`,
    [
      rows.map((row) => row.learnerId),
      rows.map((row) => row.runId),
      rows.map((row) => row.activityKey),
      rows.map((row) => row.version),
      rows.map((row) => row.points),
      rows.map((row) => row.excused),
      rows.map((row) => row.comment),
      rows.map((row) => row.reason),
      rows.map((row) => row.madeBy),
    ],
  );
  return added.length;
}

/** First to last. */
export const listOverrides = (learnerId: string, runId: string, activityKey: string): Promise<Override[]> =>
  query<Override>(
    `select ${columns} from grading.override
     where learner_id = $1 and run_id = $2 and activity_key = $3 order by version`,
    [learnerId, runId, activityKey],
  );
