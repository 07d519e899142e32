/** What learner and staff say to each other about a submission. A mail goes out once, until it is followed. */
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import type { Marker } from '../rules/part.ts';
import { refusals, type Task } from '../schema.ts';
import { findTaskOf } from '../store/tasks.ts';
import { addMessage } from '../store/threads.ts';
import { type Letter, post } from './letters.ts';
import { getTask } from './open.ts';

function textOf(body: string): string {
  const text = body.trim();
  if (!text)
    throw new Refusal(refusals['message-empty'], { fields: [{ path: 'body', message: 'required' }] });
  return text;
}

interface Said {
  task: Task;
  by: string;
  byStaff: boolean;
  body: string;
  regrade: boolean;
  letter: Letter;
}

async function say(call: Call, { task, by, byStaff, body, regrade, letter }: Said): Promise<void> {
  await transaction(async () => {
    const mails = await addMessage({ task, authorId: by, byStaff, body, regrade });
    if (mails) await post(letter);
    const action = regrade ? 'marking.regrade-asked' : 'marking.message';
    await record(call, action, `submission:${task.submissionId}`, { learner: task.learnerId, byStaff });
  });
}

export interface StaffMessage {
  run: Run;
  taskId: string;
  viewer: Marker;
  body: string;
  /** Where the learner reads it. */
  path(submissionId: string): string;
}

export async function sayAsStaff(call: Call, order: StaffMessage): Promise<void> {
  const { task } = await getTask(order.run, order.taskId, order.viewer);
  const letter = {
    to: task.learnerId,
    course: order.run.courseTitle,
    path: order.path(task.submissionId),
    about: 'learner' as const,
  };
  const body = textOf(order.body);
  await say(call, { task, by: order.viewer.id, byStaff: true, body, regrade: false, letter });
}

export interface LearnerMessage {
  submissionId: string;
  course: string;
  body: string;
  /** Asks that the grade be looked at again. */
  regrade: boolean;
  /** Where staff read it. */
  path(task: Task): string;
}

export async function sayAsLearner(call: Call, order: LearnerMessage): Promise<void> {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  const found = await findTaskOf(call.actor.id, order.submissionId);
  if (!found) throw new Refusal(refusals['task-not-found']);
  const { task, grading, marks } = found;
  if (order.regrade && !grading?.releasedAt) throw new Refusal(refusals['regrade-too-early']);
  const letter = {
    to: grading?.madeBy ?? marks[0]?.markerId ?? task.markerId,
    course: order.course,
    path: order.path(task),
    about: 'staff' as const,
  };
  const body = textOf(order.body);
  await say(call, { task, by: call.actor.id, byStaff: false, body, regrade: order.regrade, letter });
}
