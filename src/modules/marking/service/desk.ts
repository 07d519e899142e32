/** The desk as a list, and what is done to many of its tasks at once. */
import type { Submission } from '#modules/attempts/index.ts';
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { releaseHeld } from '#modules/grading/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { aliasOf } from '../rules/alias.ts';
import type { Marker } from '../rules/part.ts';
import { type Policy, refusals } from '../schema.ts';
import * as policies from '../store/policies.ts';
import * as tasks from '../store/tasks.ts';
import { takeUp } from './allot.ts';

/** What somebody wants to see of the desk. */
export type DeskFilter = Omit<tasks.TaskFilter, 'runId' | 'viewer'>;

export const filterFor = (run: Run, viewer: Marker, filter: DeskFilter): tasks.TaskFilter => ({
  ...filter,
  runId: run.id,
  viewer: viewer.teaches ? null : viewer.id,
});

export interface DeskLine extends tasks.TaskLine {
  hidden: boolean;
}

export interface DeskList extends tasks.TaskCounts {
  lines: DeskLine[];
}

/** Names of learners only where they may be known. */
export async function listDesk(filter: tasks.TaskFilter, page: number): Promise<DeskList> {
  const [lines, counts] = await Promise.all([tasks.listTasks(filter, page), tasks.countTasks(filter)]);
  return {
    ...counts,
    lines: lines.map((line) => {
      const hidden = line.anonymous && line.state !== 'done';
      const name = hidden ? aliasOf(line.learnerId, line.runId, line.activityKey) : line.name;
      return { ...line, name, hidden };
    }),
  };
}

export interface BulkOrder {
  run: Run;
  viewer: Marker;
  /** Ids of tasks. */
  ids: readonly string[];
}

/** Learners whose grades were released, each with where they read them. */
export interface ReleasedNews {
  course: string;
  letters: { learnerId: string; path: string }[];
}

/** What goes out with a release: where learners read, and the job that tells them. */
export interface Telling {
  /** Null: others handed it in with them, and it lies on the desk under another's name. */
  path(submissionId: string | null): string;
  enqueue(news: ReleasedNews): Promise<void>;
}

const lettersAJob = 100;

type Released = Awaited<ReturnType<typeof releaseHeld>>;

async function tell(run: Run, released: Released, { path, enqueue }: Telling): Promise<void> {
  const onDesk = await tasks.listOnDesk(released);
  for (let from = 0; from < released.length; from += lettersAJob) {
    const some = released.slice(from, from + lettersAJob);
    const letters = some.map(({ learnerId, submissionId }) => ({
      learnerId,
      path: path(onDesk.has(submissionId) ? submissionId : null),
    }));
    await enqueue({ course: run.courseTitle, letters });
  }
}

/** Lets learners see the grades of these tasks, or all that is held of an activity; how many it were. */
export async function releaseTasks(
  call: Call,
  { run, ids }: Omit<BulkOrder, 'viewer'>,
  telling: Telling,
): Promise<{ released: number }> {
  return transaction(async () => {
    const chosen = await tasks.listTasksById(run.id, ids);
    const released: Released = [];
    for (const [activityKey, some] of Map.groupBy(chosen, (task) => task.activityKey)) {
      const learnerIds = some.map(({ learnerId }) => learnerId);
      released.push(...(await releaseHeld(run.id, activityKey, learnerIds)));
    }
    await record(call, 'marking.released', `run:${run.id}`, { released: released.length });
    await tell(run, released, telling);
    return { released: released.length };
  });
}

export async function releaseActivity(
  call: Call,
  { run, activityKey }: { run: Run; activityKey: string },
  telling: Telling,
): Promise<{ released: number }> {
  return transaction(async () => {
    const released = await releaseHeld(run.id, activityKey, null);
    const details = { activity: activityKey, released: released.length };
    await record(call, 'marking.released', `run:${run.id}`, details);
    await tell(run, released, telling);
    return { released: released.length };
  });
}

/** Gives tasks to one marker, whatever the rule of allotment says. */
export async function giveTasks(
  call: Call,
  { run, ids, markerId }: Omit<BulkOrder, 'viewer'> & { markerId: string },
): Promise<{ given: number }> {
  return transaction(async () => {
    const chosen = await tasks.listTasksById(run.id, ids);
    await policies.saveMarkers(
      run.id,
      chosen.map(({ id }) => ({ id, markerId, secondId: null })),
    );
    await record(call, 'marking.allotted', `run:${run.id}`, { marker: markerId, tasks: chosen.length });
    return { given: chosen.length };
  });
}

export async function changePolicy(
  call: Call,
  { run, activityKey, policy }: { run: Run; activityKey: string; policy: Policy },
): Promise<void> {
  await transaction(async () => {
    await policies.savePolicy(run.id, activityKey, policy);
    await record(call, 'marking.policy', `run:${run.id}`, { activity: activityKey, ...policy });
  });
}

/** How the activities of one run are marked, for another; who marks what is not taken along. */
export async function copyPolicies(call: Call, from: Pick<Run, 'id'>, toRunId: string): Promise<void> {
  const found = await policies.listPolicies(from.id);
  if (found.size === 0) return;
  await transaction(async () => {
    for (const [activityKey, policy] of found)
      await policies.savePolicy(toRunId, activityKey, { ...policy, allotment: null });
    await record(call, 'marking.copy-policies', `run:${toRunId}`, { from: from.id });
  });
}

/** Puts something on the desk that no rule would bring there; gives its task's id. */
export async function markOnDemand(
  submission: Pick<Submission, 'id' | 'learnerId' | 'runId' | 'activityKey' | 'attempt' | 'receivedAt'>,
): Promise<string> {
  const { id: submissionId, learnerId, runId, activityKey, attempt, receivedAt } = submission;
  await takeUp({ submissionId, learnerId, runId, activityKey, attempt, receivedAt });
  const found = await tasks.findTaskOf(learnerId, submissionId);
  if (!found) throw new Refusal(refusals['task-not-found']);
  return found.task.id;
}

/** The first task that waits for this person; null: none does. */
export async function findNextTask(
  run: Run,
  viewer: Marker,
  activity: string | null,
): Promise<string | null> {
  const filter = { activity, state: 'to-mark' as const, cohort: null };
  const mine = await tasks.findFirst({ ...filter, runId: run.id, viewer: viewer.id, marker: null });
  if (mine || !viewer.teaches) return mine;
  return tasks.findFirst({ ...filter, runId: run.id, viewer: null, marker: 'none' });
}
