/** How the grades of a run are made: by its release, or as its staff decided since. Kept in memory until news comes. */
import { LRUCache } from 'lru-cache';
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { GradingPolicy, Release } from '#modules/content/index.ts';
import { transaction, violatedKey } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { onNews, publishNews } from '#platform/news.ts';
import { Refusal } from '#platform/refusal.ts';
import { policyFor } from '../rules/grade.ts';
import { type PolicyVersion, refusals } from '../schema.ts';
import { addPolicy, listPolicies, type PolicyRow } from '../store/policies.ts';

/** News may be late by a broken connection: what is kept is asked for again after this long. */
const kept = new LRUCache<string, PolicyRow[]>({
  max: 2_000,
  ttl: 10_000,
  fetchMethod: (runId) => listPolicies(runId),
});
onNews('grading-policy', () => kept.clear());

const rowsOf = async (runId: string): Promise<PolicyRow[]> => (await kept.fetch(runId)) ?? [];

const versionOf = (release: Release, row: PolicyRow | undefined): PolicyVersion =>
  row
    ? { ...row, policy: policyFor(release.grading, row.policy) }
    : { version: 0, policy: release.grading, reason: null, madeBy: null, madeAt: null };

/** The policy that holds, for each release of the run: what staff decided, else what the release says. */
export async function getPolicies(runId: string): Promise<(release: Release) => PolicyVersion> {
  const decided = (await rowsOf(runId)).at(-1);
  return (release) => versionOf(release, decided);
}

export const getPolicy = async (runId: string, release: Release): Promise<PolicyVersion> =>
  (await getPolicies(runId))(release);

/** All versions, newest first; the release's own is the last. */
export async function listPolicyVersions(runId: string, release: Release): Promise<PolicyVersion[]> {
  const rows = await listPolicies(runId);
  return [undefined, ...rows].map((row) => versionOf(release, row)).reverse();
}

/** The policy of one run as the first of another; nothing where the release decides. The caller has checked who may. */
export async function copyPolicy(call: Call, from: Run, to: Pick<Run, 'id'>, reason: string): Promise<void> {
  const policy = (await listPolicies(from.id)).at(-1)?.policy;
  if (policy) await changePolicy(call, to, { after: 0, policy, reason });
}

export interface NewPolicy {
  /** The version that whoever changes it has seen. */
  after: number;
  /** Null: as the release says. */
  policy: GradingPolicy | null;
  reason: string;
}

/** Writes the next version. The caller has checked who may. */
export async function changePolicy(call: Call, run: Pick<Run, 'id'>, change: NewPolicy): Promise<void> {
  const version = change.after + 1;
  const madeBy = call.actor.kind === 'person' ? call.actor.id : null;
  try {
    await transaction(async () => {
      const added = await addPolicy(run.id, {
        version,
        policy: change.policy,
        reason: change.reason,
        madeBy,
      });
      if (!added) throw new Refusal(refusals['policy-changed']);
      await record(call, 'grading.policy-changed', `run:${run.id}`, { version, reason: change.reason });
      await publishNews('grading-policy');
    });
  } catch (error) {
    if (violatedKey(error) !== null) throw new Refusal(refusals['policy-changed']);
    throw error;
  }
}
