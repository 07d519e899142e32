/** Saving a mark: as a draft, or finished, from which a grading comes when nobody else is to mark. */
import type { Run } from '#modules/catalog/index.ts';
import { grade } from '#modules/grading/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { Refusal } from '#platform/refusal.ts';
import { judgementOf, readMark } from '../rules/mark.ts';
import { type Marker, stateOf } from '../rules/part.ts';
import { type Mark, type MarkInput, type Part, refusals, type TaskState } from '../schema.ts';
import { finishPins, lockTask, saveMark } from '../store/marks.ts';
import { findTask, saveTaskState, type WholeTask } from '../store/tasks.ts';
import { settleThread } from '../store/threads.ts';
import { getTask, type OpenTask } from './open.ts';

export interface Saved {
  version: number;
  state: TaskState;
  /** The learner sees what came of it. */
  released: boolean;
}

/** The mark that counts once nobody is waited for. */
const countingOf = (marks: readonly Mark[]): Mark | undefined =>
  marks.find(({ part }) => part === 'agreed') ?? marks.find(({ part }) => part === 'first') ?? marks[0];

function checkFinished(part: Part, mark: Pick<Mark, 'score' | 'reason'>): void {
  if (mark.score === null)
    throw new Refusal(refusals['mark-incomplete'], {
      fields: [{ path: 'marks', message: 'mark-incomplete' }],
    });
  if (part === 'agreed' && !mark.reason)
    throw new Refusal(refusals['mark-reason-missing'], { fields: [{ path: 'reason', message: 'required' }] });
}

async function gradeBy(
  call: Call,
  open: OpenTask,
  { task, policy, marks, grading }: WholeTask,
): Promise<boolean> {
  const mark = countingOf(marks);
  if (!mark) throw new Error('a marked task has a mark');
  const { submissionId: id, learnerId, runId, activityKey, attempt } = task;
  // Who has seen a grade sees what it was corrected to.
  const released = policy.atOnce || Boolean(grading?.releasedAt);
  await grade(call, {
    submission: { id, learnerId, runId, activityKey, attempt },
    source: 'staff',
    judgement: judgementOf(open.activity, mark),
    ...(mark.reason && { reason: mark.reason }),
    released,
  });
  await finishPins(task);
  await settleThread(task);
  return released;
}

export interface MarkOrder {
  run: Run;
  taskId: string;
  viewer: Marker;
  input: MarkInput;
  state: 'draft' | 'done';
}

/** Refused where somebody else has saved since the version that this began from: nothing is written then. */
export async function saveMarkOf(
  call: Call,
  { run, taskId, viewer, input, state }: MarkOrder,
): Promise<Saved> {
  const open = await getTask(run, taskId, viewer);
  const { task, part, activity } = open;
  if (!part) throw new Refusal(refusals['mark-not-yours']);
  const read = readMark(activity, input);
  const [comment, reason] = [input.comment.trim(), input.reason.trim()];
  if (state === 'done') checkFinished(part, { ...read, reason });
  return transaction(async () => {
    await lockTask(task);
    const mark = { ...read, part, markerId: viewer.id, state, version: input.version, comment, reason };
    const version = await saveMark(task, mark);
    if (version === null) throw new Refusal(refusals['mark-changed']);
    const now = await findTask(run.id, task.id);
    if (!now) throw new Error('a locked task is there');
    const next = stateOf(now.policy, now.marks);
    const taken = {
      first: part === 'first' ? viewer.id : null,
      second: part === 'second' ? viewer.id : null,
    };
    await saveTaskState(task, next, taken);
    const graded = state === 'done' && next === 'marked';
    return { version, state: next, released: graded && (await gradeBy(call, open, now)) };
  });
}
