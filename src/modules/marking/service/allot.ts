/** Who marks what: when something comes in, and when staff share the work out. */
import type { Received } from '#modules/attempts/index.ts';
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { judgedBy } from '#modules/content/contract.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { allot } from '../rules/allot.ts';
import type { Allotment, Policy, Task } from '../schema.ts';
import * as store from '../store/policies.ts';
import { addTask } from '../store/tasks.ts';

type Submitted = Pick<
  Task,
  'learnerId' | 'submissionId' | 'runId' | 'activityKey' | 'attempt' | 'receivedAt'
>;
type Markers = Pick<Task, 'markerId' | 'secondId'>;

async function markersFor(submitted: Submitted, policy: Policy): Promise<Markers> {
  const { runId, activityKey, learnerId, submissionId: id } = submitted;
  const { allotment } = policy;
  if (!allotment) return { markerId: null, secondId: null };
  const [standing, cohort] = await Promise.all([
    store.readStanding(runId, activityKey),
    allotment.way === 'cohort' ? store.findCohort(runId, learnerId) : null,
  ]);
  const markerId = allot([{ id, learnerId, cohort, not: null }], allotment, standing).get(id) ?? null;
  const second =
    policy.second && allot([{ id, learnerId, cohort, not: markerId }], allotment, standing).get(id);
  return { markerId, secondId: second || null };
}

/** Puts a submission on the desk; whether it was not there yet. `replaces`: earlier ones that nobody began leave it. */
export async function takeUp(submitted: Submitted, options = { replaces: false }): Promise<boolean> {
  const policy = await store.findPolicy(submitted.runId, submitted.activityKey);
  return addTask({ ...submitted, ...(await markersFor(submitted, policy)) }, options);
}

/** In the transaction that stores the submission: nothing is handed in without lying on the desk. */
export async function takeIn({ activity, submission }: Received): Promise<void> {
  if (judgedBy(activity) !== 'staff') return;
  const { id: submissionId, learnerId, runId, activityKey, attempt, receivedAt } = submission;
  await takeUp({ submissionId, learnerId, runId, activityKey, attempt, receivedAt }, { replaces: true });
}

export interface AllotOrder {
  run: Run;
  activityKey: string;
  allotment: Allotment;
  only: 'unallotted' | 'all';
}

/** Shares out what nobody has begun; how many tasks got a marker. */
export async function allotTasks(
  call: Call,
  { run, activityKey, allotment, only }: AllotOrder,
): Promise<{ allotted: number }> {
  return transaction(async () => {
    const { second } = await store.findPolicy(run.id, activityKey);
    const tasks = await store.listUnbegun(run.id, activityKey, only);
    // What is shared out anew weighs on nobody yet.
    const standing = only === 'all' ? emptyStanding : await store.readStanding(run.id, activityKey);
    const open = (of: (task: store.OpenTask) => string | null) =>
      tasks.filter((task) => only === 'all' || of(task) === null).map((task) => ({ ...task, not: null }));
    const first = allot(
      open((task) => task.markerId),
      allotment,
      standing,
    );
    const markerOf = (task: store.OpenTask) => first.get(task.id) ?? task.markerId;
    const others = open((task) => task.secondId).map((task) => ({ ...task, not: markerOf(task) }));
    const seconds = second ? allot(others, allotment, standing) : new Map<string, string>();
    const chosen = tasks
      .map(({ id }) => ({ id, markerId: first.get(id) ?? null, secondId: seconds.get(id) ?? null }))
      .filter(({ markerId, secondId }) => markerId ?? secondId);
    await store.saveMarkers(run.id, chosen);
    await record(call, 'marking.allotted', `run:${run.id}`, { activity: activityKey, tasks: chosen.length });
    return { allotted: chosen.length };
  });
}

const emptyStanding = { load: new Map<string, number>(), ofLearner: new Map<string, string>() };
