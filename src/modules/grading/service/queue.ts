/** What is handed in for machines to judge, tried before, or tried again by staff. */
import type { Received } from '#modules/attempts/index.ts';
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { type Activity, activityTypeOf, judgedBy } from '#modules/content/contract.ts';
import { afterCommit, transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { checkInput } from '#platform/input.ts';
import { takeTry } from '#platform/rate-limit.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { refusals } from '../schema.ts';
import { addWaiting, type GradingKey, retryStuck } from '../store/queue.ts';
import { putTrial } from '../store/trials.ts';
import { graderOf } from './machine.ts';
import { wakeWorker } from './worker.ts';

/** Listens to `onReceived`: stands in the transaction that stores the submission. */
export async function queueForMachine({ activity, submission }: Received): Promise<void> {
  if (judgedBy(activity) !== 'machine') return;
  const { id: submissionId, learnerId, runId, activityKey, attempt, answer } = submission;
  const grader = graderOf(activity, answer, learnerId);
  await addWaiting({ learnerId, submissionId, runId, activityKey, attempt, grader });
  afterCommit(wakeWorker);
}

/** One every three seconds is more than anybody reads. */
const trialLimit = { points: 20, seconds: 60 };

/** Runs an answer on the visible tests; it counts nowhere. The caller has checked that the learner is enrolled. */
export async function tryOut(call: Call, run: Run, activity: Activity, given: unknown): Promise<void> {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  const type = activityTypeOf(activity.type);
  if (!type.trial?.isOffered(activity.settings) || !type.answer || activity.exam)
    throw new Refusal(refusals['nothing-to-try']);
  if (given === null || given === undefined) throw new Refusal(refusals['nothing-typed']);
  const answer = checkInput(type.answer, given, 'json');
  await takeTry('grading.trial', [call.actor.id], trialLimit);
  const of = { learnerId: call.actor.id, runId: run.id, activityKey: activity.key };
  await putTrial({ ...of, releaseId: run.releaseId, answer });
  wakeWorker();
}

/** Tries stuck gradings of a run again, all or these; how many there were. */
export async function retryGradings(
  call: Call,
  run: Run,
  keys: readonly GradingKey[] | null,
): Promise<number> {
  const count = await transaction(async () => {
    const retried = await retryStuck(run, keys);
    if (retried > 0) await record(call, 'grading.retried', `run:${run.id}`, { count: retried });
    return retried;
  });
  if (count > 0) wakeWorker();
  return count;
}
