/** Comparing the works of an activity: asked for, done apart from the program, kept until the next time. */
import { record } from '#modules/audit/index.ts';
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import { type Activity, activityTypeOf } from '#modules/content/contract.ts';
import { findActivity } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import { outsideTransaction, transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { refusals, type WorkFiles } from '../schema.ts';
import * as store from '../store.ts';
import { compareApart, TooLarge } from './apart.ts';

/** The roof gives what brings the work on its way: the job stands above this file. */
type Enqueue = (id: string) => Promise<void>;

const batchSize = 200;

export const isComparable = ({ type, settings }: Activity): boolean =>
  activityTypeOf(type).compare?.isOffered(settings) ?? false;

const textsOf = ({ type }: Activity, answer: unknown): WorkFiles =>
  activityTypeOf(type).compare?.texts(answer) ?? {};

/** Where one is under way already, that is the one. */
export async function startComparison(
  call: Call,
  run: Run,
  activity: Activity,
  enqueue: Enqueue,
): Promise<void> {
  const { actor } = call;
  if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  if (!isComparable(activity)) throw new Refusal(refusals['not-comparable']);
  await transaction(async () => {
    const id = await store.addComparison(run.id, activity.key, actor.id);
    if (!id) return;
    await record(call, 'similarity.compared', `run:${run.id}`, { activity: activity.key });
    await enqueue(id);
  });
}

/** Compares at once and waits for it: for programs that have no jobs. */
export async function compareNow(run: Run, activity: Activity): Promise<void> {
  const id = await store.addComparison(run.id, activity.key, null);
  if (id) await workOn(id);
}

/** Compares again what has changed since it was compared. */
export async function compareChanged(enqueue: Enqueue): Promise<void> {
  for (const { runId, activityKey } of await store.listChanged()) {
    const id = await store.addComparison(runId, activityKey, null);
    if (id) await enqueue(id);
  }
}

interface WorkName {
  learnerId: string;
  submissionId: string;
}

/** Texts of a batch at a time; `names` says afterwards whose they were. */
async function* batchesOf(runId: string, activity: Activity, names: WorkName[]): AsyncGenerator<WorkFiles[]> {
  for (;;) {
    const after = names.at(-1)?.learnerId ?? null;
    const rows = await store.listWorks(runId, activity.key, after, batchSize);
    if (rows.length === 0) return;
    names.push(...rows.map(({ learnerId, submissionId }) => ({ learnerId, submissionId })));
    yield rows.map(({ answer }) => textsOf(activity, answer));
  }
}

async function workOn(id: string): Promise<void> {
  const comparison = await store.findComparison(id);
  if (!comparison || comparison.state === 'ready') return;
  const [run] = await listRunsById([comparison.runId]);
  const activity = run && findActivity((await releasesOf(run)).whole, comparison.activityKey);
  const compare = activity && activityTypeOf(activity.type).compare;
  if (!activity || !compare) return store.failComparison(id);
  await store.beginComparison(id);
  const names: WorkName[] = [];
  const task = { language: compare.language(activity.settings), given: compare.given(activity.settings) };
  try {
    const findings = await compareApart(task, batchesOf(comparison.runId, activity, names), (done) =>
      store.noteRead(id, done),
    );
    await transaction(async () => {
      await store.settleComparison(id, names, findings);
      await store.dropOlder(id);
    });
  } catch (error) {
    // Whoever waits is told; what was a mishap is tried again all the same.
    await store.failComparison(id);
    if (!(error instanceof TooLarge)) throw error;
  }
}

/** Progress is seen while it goes on, so that nothing of it waits for the job's commit. Twice is once. */
export const workOnComparison = (id: string): Promise<void> => outsideTransaction(() => workOn(id));
