/** What a learner sees of the marking of their own submission: nothing of it before it is released. */
import { isUuid } from '#lib/uuid.ts';
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import type { Activity, Judgement } from '#modules/content/contract.ts';
import { runFor } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { type Message, type Pin, refusals, type ShownAnswer, type Task, type Thread } from '../schema.ts';
import { findTaskOf } from '../store/tasks.ts';
import { markRead } from '../store/threads.ts';
import { activityOf, showAnswer } from './open.ts';

/** Who wrote it is not said: markers may be unknown to learners. */
export type ShownPin = Pick<Pin, 'id' | 'anchor' | 'body'>;

export interface Feedback {
  run: Run;
  activity: Activity;
  task: Pick<Task, 'submissionId' | 'attempt' | 'receivedAt' | 'activityKey'>;
  answer: ShownAnswer;
  /** Somebody has marked it; what came of it may still be held back. */
  marked: boolean;
  /** Null: not released. */
  released: { judgement: Judgement; at: Date; pins: ShownPin[]; marker: string | null } | null;
  thread: Thread | null;
  messages: (Omit<Message, 'authorId'> & { author: string | null })[];
}

/** Opening it counts as having read what staff wrote. */
export async function openFeedback(call: Call, submissionId: string): Promise<Feedback> {
  const { actor } = call;
  if (actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  const found = isUuid(submissionId) ? await findTaskOf(actor.id, submissionId) : null;
  if (!found) throw new Refusal(refusals['task-not-found']);
  const { task, policy, submission, grading, pins, thread, names } = found;
  const [shown] = await listRunsById([task.runId]);
  if (!shown) throw new Refusal(refusals['task-not-found']);
  const run = await runFor(shown, actor.id);
  const activity = await activityOf(run, task, submission.releaseId);
  if (thread?.learnerUnread) await markRead(task, 'learner');
  const { releasedAt, judgement, madeBy } = grading ?? {};
  const nameOf = (id: string | null | undefined) => (id && policy.named ? (names[id] ?? null) : null);
  return {
    run,
    activity,
    // Whose desk it lies on is not for learners.
    task: {
      submissionId: task.submissionId,
      attempt: task.attempt,
      receivedAt: task.receivedAt,
      activityKey: task.activityKey,
    },
    answer: showAnswer(activity, submission.answer),
    marked: grading !== null,
    released:
      releasedAt && judgement
        ? {
            judgement,
            at: releasedAt,
            pins: pins.filter(({ done }) => done).map(({ id, anchor, body }) => ({ id, anchor, body })),
            marker: nameOf(madeBy),
          }
        : null,
    thread,
    messages: found.messages.map(({ authorId, ...message }) => ({
      ...message,
      author: message.byStaff ? nameOf(authorId) : actor.name,
    })),
  };
}
