/** Opening a task: who may, what they may see, and under which name the learner stands there. */

import { isUuid } from '#lib/uuid.ts';
import { may, mayAnywhere } from '#modules/access/index.ts';
import type { StoredFile } from '#modules/attempts/index.ts';
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import { type Activity, activityTypeOf } from '#modules/content/contract.ts';
import { findActivity, getRelease } from '#modules/content/index.ts';
import { runFor } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { aliasOf } from '../rules/alias.ts';
import { deskStateOf, type Marker, mayOpen, partFor, visibleParts } from '../rules/part.ts';
import {
  type DeskState,
  type Mark,
  type Part,
  type Pin,
  refusals,
  type ShownAnswer,
  type Task,
} from '../schema.ts';
import { findTask, isAllotted, type WholeTask } from '../store/tasks.ts';

export interface OpenTask extends WholeTask {
  activity: Activity;
  state: DeskState;
  /** The part that the viewer writes; null: none. */
  part: Part | null;
  /** The learner's name, or what stands for it. */
  name: string;
  hidden: boolean;
  answer: ShownAnswer;
}

/** As the run shows it to its learner now: a rubric may have been mended; else as it was when the answer came. */
export async function activityOf(
  run: Run,
  { learnerId, activityKey }: Pick<Task, 'learnerId' | 'activityKey'>,
  releaseId: string,
): Promise<Activity> {
  const own = await runFor(run, learnerId);
  const now = findActivity(await getRelease(own.releaseId), activityKey);
  const then = now ?? findActivity(await getRelease(releaseId), activityKey);
  if (!then) throw new Refusal(refusals['task-not-found']);
  return then;
}

/** An answer as lines that comments can be pinned to, and files. */
export function showAnswer(activity: Activity, answer: unknown): ShownAnswer {
  const type = activityTypeOf(activity.type);
  const text = type.describe?.(answer, activity.settings) ?? JSON.stringify(answer, null, 2);
  return { lines: text ? text.split('\n') : [], files: type.files?.(answer) ?? [] };
}

/** Throws where there is no such task, or none that this person may know of. */
export async function getTask(run: Run, id: string, viewer: Marker): Promise<OpenTask> {
  const found = isUuid(id) ? await findTask(run.id, id) : null;
  if (!found || !mayOpen(found.task, viewer)) throw new Refusal(refusals['task-not-found']);
  const { task, policy, submission, grading } = found;
  const activity = await activityOf(run, task, submission.releaseId);
  const part = partFor(task, policy, found.marks, viewer);
  const parts = visibleParts(found.marks, part);
  const seen = <Thing extends Mark | Pin>(things: Thing[]) =>
    things.filter((thing) => parts.includes(thing.part) || thing.markerId === viewer.id);
  const hidden = policy.anonymous && !grading?.releasedAt;
  const alias = aliasOf(task.learnerId, task.runId, task.activityKey);
  return {
    ...found,
    marks: seen(found.marks),
    pins: seen(found.pins),
    names: hidden ? { ...found.names, [task.learnerId]: alias } : found.names,
    activity,
    state: deskStateOf(task.state, grading?.releasedAt ?? null),
    part,
    name: hidden ? alias : found.learnerName,
    learnerName: hidden ? alias : found.learnerName,
    hidden,
    answer: showAnswer(activity, submission.answer),
  };
}

/** Markers read the files of what is allotted to them, as long as they may mark there. */
export async function readAsMarker({ actor }: Call, file: StoredFile): Promise<boolean> {
  if (actor.kind !== 'person' || !mayAnywhere(actor, 'course.mark')) return false;
  const [run] = await listRunsById([file.runId]);
  const place = run && { course: `${run.organizationKey}/${run.courseKey}` };
  return Boolean(place) && may(actor, 'course.mark', place) && isAllotted(file, actor.id);
}
