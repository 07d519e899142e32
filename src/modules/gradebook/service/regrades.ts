/** Regrading as a proposal: judged in the shadow, looked at, applied or not, taken back in one step. */
import { isUuid } from '#lib/uuid.ts';
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { getRelease } from '#modules/content/index.ts';
import type { RunReleases } from '#modules/enrollment/index.ts';
import { getPolicies } from '#modules/grading/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { withScores } from '../rules/regrade.ts';
import { type Comparison, type Regrade, type RegradeLine, type RegradeState, refusals } from '../schema.ts';
import * as store from '../store/regrades.ts';
import { compareRun, type PolicyOf } from './comparing.ts';

/** The roof gives what brings the work on its way: the job stands above this file. */
type Enqueue = (id: string) => Promise<void>;

export interface NewRegrade {
  activityKey: string;
  releaseId: string;
  reason: string;
}

export async function startRegrade(
  call: Call,
  run: Run,
  input: NewRegrade,
  enqueue: Enqueue,
): Promise<Regrade> {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  const madeBy = call.actor.id;
  const release = await getRelease(input.releaseId);
  if (!release.activities.some(({ key }) => key === input.activityKey))
    throw new Refusal(commonRefusals['invalid-input'], {
      fields: [{ path: 'activity', message: 'unknown' }],
    });
  return transaction(async () => {
    const regrade = await store.addRegrade({ ...input, runId: run.id, madeBy });
    await record(call, 'gradebook.regrade-proposed', `run:${run.id}`, { regrade: regrade.id, ...input });
    await enqueue(regrade.id);
    return regrade;
  });
}

export async function getRegrade(run: Run, id: string): Promise<Regrade> {
  const found = isUuid(id) ? await store.findRegrade(id) : null;
  if (!found || found.runId !== run.id) throw new Refusal(refusals['regrade-not-found']);
  return found;
}

/** What there is to see of a proposal: its lines, and what applying all of them or only raises would do. */
export async function openRegrade(
  run: Run,
  releases: RunReleases,
  id: string,
  now: Date,
): Promise<
  { regrade: Regrade; lines: RegradeLine[]; all: Comparison; raises: Comparison } | { regrade: Regrade }
> {
  const regrade = await getRegrade(run, id);
  if (regrade.state !== 'ready') return { regrade };
  const [lines, policyOf] = await Promise.all([store.listLines(id), getPolicies(run.id)]);
  const grading: PolicyOf = (release) => policyOf(release).policy;
  const ofLearner = Map.groupBy(lines, ({ learnerId }) => learnerId);
  const compare = (onlyRaises: boolean) =>
    compareRun(
      run,
      releases,
      {
        before: { grading, facts: (_, facts) => facts },
        after: {
          grading,
          facts: (learnerId, facts) =>
            withScores(facts, regrade.activityKey, ofLearner.get(learnerId) ?? [], onlyRaises),
        },
      },
      now,
    );
  const [all, raises] = await Promise.all([compare(false), compare(true)]);
  return { regrade, lines, all, raises };
}

async function step(
  call: Call,
  run: Run,
  id: string,
  move: { from: readonly RegradeState[]; to: 'stopped' | 'applying' | 'undoing' },
  chosen: { onlyRaises: boolean; notify: boolean } | null = null,
): Promise<void> {
  await getRegrade(run, id);
  if (!(await store.moveRegrade(id, move.from, move.to, chosen)))
    throw new Refusal(refusals['regrade-not-ready']);
  await record(call, `gradebook.regrade-${move.to}`, `run:${run.id}`, { regrade: id, ...chosen });
}

/** Stops judging in the shadow; what was judged is thrown away with the proposal. */
export const stopRegrade = (call: Call, run: Run, id: string): Promise<void> =>
  transaction(() => step(call, run, id, { from: ['judging', 'ready'], to: 'stopped' }));

export const applyRegrade = (
  call: Call,
  run: Run,
  id: string,
  chosen: { onlyRaises: boolean; notify: boolean },
  enqueue: Enqueue,
): Promise<void> =>
  transaction(async () => {
    await step(call, run, id, { from: ['ready'], to: 'applying' }, chosen);
    await enqueue(id);
  });

/** Takes back what applying wrote, where nobody has judged since. */
export const undoRegrade = (call: Call, run: Run, id: string, enqueue: Enqueue): Promise<void> =>
  transaction(async () => {
    await step(call, run, id, { from: ['applied'], to: 'undoing' });
    await enqueue(id);
  });
