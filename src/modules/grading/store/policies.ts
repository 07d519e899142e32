/** SQL of policies of runs: appended, the highest version holds. */
import type { GradingPolicy } from '#modules/content/index.ts';
import { query } from '#platform/database.ts';

export interface PolicyRow {
  version: number;
  /** Null: the release decides. */
  policy: GradingPolicy | null;
  reason: string;
  madeBy: string | null;
  madeAt: Date;
}

/** First to last. */
export const listPolicies = (runId: string): Promise<PolicyRow[]> =>
  query<PolicyRow>(
    `select version, policy, reason, made_by as "madeBy", made_at as "madeAt" from grading.policy
     where run_id = $1 order by version`,
    [runId],
  );

/** False: `row.version` is not the next one. */
export async function addPolicy(runId: string, row: Omit<PolicyRow, 'madeAt'>): Promise<boolean> {
  const added = await query(
    `insert into grading.policy (run_id, version, policy, reason, made_by)
     select $1, $2, $3, $4, $5
     where (select coalesce(max(version), 0) from grading.policy where run_id = $1) = $2::int - 1 returning 1`,
    [runId, row.version, row.policy && JSON.stringify(row.policy), row.reason, row.madeBy],
  );
  return added.length > 0;
}
