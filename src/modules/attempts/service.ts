/** Use cases of the ledger. A submission is acknowledged only after its commit, and the same id is one submission. */

import { translateTo } from '#lib/messages.ts';
import { isUuid } from '#lib/uuid.ts';
import type { Run } from '#modules/catalog/index.ts';
import { type Activity, activityTypeOf, judgedBy } from '#modules/content/contract.ts';
import { getRelease, isDrawn } from '#modules/content/index.ts';
import {
  getRunRules,
  groupOf,
  lastDueOf,
  lockGroup,
  momentsOf,
  refusalOfGroup,
} from '#modules/enrollment/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { failpoint } from '#platform/failpoint.ts';
import { checkInput } from '#platform/input.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { makeSubmission, type NewSubmission } from './rules/making.ts';
import { hashAnswer, hashSignature, isSigned, receiptOf } from './rules/receipt.ts';
import { resultShown } from './rules/reveal.ts';
import { seedFor } from './rules/seed.ts';
import { attemptsLeft, refusalToSubmit } from './rules/submitting.ts';
import { type Receipt, refusals, type Submission, type SubmitResult } from './schema.ts';
import { addForOthers } from './service/joint.ts';
import { releasedOf } from './service/releasing.ts';
import { requireOwnFiles } from './service/uploads.ts';
import { addAnonymousAnswer } from './store/anonymous.ts';
import * as store from './store.ts';

export interface SubmitInput {
  run: Run;
  activity: Activity;
  /** Made by the client before the first send. */
  id: string;
  /** In the shape of the activity's type. */
  answer: unknown;
}

function learnerOf(call: Call): string {
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return call.actor.id;
}

/** As a program sends what a form leaves out: no option of a list, no row of a table. */
const isNothing = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && Object.keys(given).length === 0;

/** The answer in its type's shape; throws where it is none. */
function readAnswer(activity: Activity, given: unknown): unknown {
  const type = activityTypeOf(activity.type);
  if (!type.answer) throw new Refusal(refusals['activity-not-found']);
  if (given === null || given === undefined || isNothing(given))
    throw new Refusal(refusals['nothing-answered']);
  return checkInput(type.answer, given, 'json');
}

/** Throws where an answer cannot be judged, which costs no attempt. */
function refuseUnreadable(call: Call, activity: Activity, answer: unknown, seed: number): void {
  const type = activityTypeOf(activity.type);
  const problem = type.refuse?.(answer, activity.settings, translateTo(call.locale), seed);
  if (problem)
    throw new Refusal(refusals['answer-not-understood'], { fields: [{ path: 'answer', message: problem }] });
}

/** The ledger then keeps that somebody answered; what they answered is stored apart. */
const isAnonymous = ({ type, settings }: Activity): boolean =>
  activityTypeOf(type).anonymous?.(settings) ?? false;

/** A submission that is still to be judged, at the moment it arrives. */
export interface Received {
  call: Call;
  run: Run;
  activity: Activity;
  submission: Submission;
}
type ReceivedListener = (received: Received) => Promise<void>;
const listeners: ReceivedListener[] = [];

/** Who judges hears of it in the transaction that stores it: no submission without its judging, and none twice. */
export function onReceived(listener: ReceivedListener): void {
  if (!listeners.includes(listener)) listeners.push(listener);
}

/** For whoever hands in by `attempts.append`: called in the same transaction for each row that no rule judged. */
export async function tellReceived(received: Received): Promise<void> {
  for (const listener of listeners) await listener(received);
}

/** Two calls at the same moment both believe to be attempt n; one wins, the other decides again. */
const placeTaken = new Error('another submission took the place');
const maximumTries = 8;

export async function submit(call: Call, input: SubmitInput): Promise<SubmitResult> {
  const learnerId = learnerOf(call);
  const answer = readAnswer(input.activity, input.answer);
  const attempt = () => tryToSubmit(call, learnerId, input, answer);
  for (let tries = 1; ; tries += 1) {
    try {
      return await (input.activity.group ? whileTogether(input, learnerId, attempt) : attempt());
    } catch (error) {
      if (error !== placeTaken) throw error;
      if (tries === maximumTries) throw new Refusal(commonRefusals.overloaded, { retryAfter: 1 });
    }
  }
}

/** Of two members who hand in at once, one waits and then meets what the other has done. */
const whileTogether = <T>(
  { run, activity }: SubmitInput,
  learnerId: string,
  work: () => Promise<T>,
): Promise<T> =>
  transaction(async () => {
    await lockGroup(run, activity, learnerId);
    return work();
  });

/** The submission, and all that hears of it, in one commit. */
async function keep(
  call: Call,
  { run, activity }: SubmitInput,
  row: NewSubmission,
  { answer, seed }: { answer: unknown; seed: number },
) {
  const add = async () => {
    if (!(await store.addSubmission({ ...row, requestId: call.requestId }))) throw placeTaken;
    if (activity.group) await addForOthers(call, run, activity, row, seed);
  };
  failpoint('attempts.before-commit');
  if (judgedBy(activity) === 'rule') await add();
  else
    await transaction(async () => {
      await add();
      if (isAnonymous(activity)) await addAnonymousAnswer(run.id, activity.key, answer);
      await tellReceived({ call, run, activity, submission: row });
    });
  failpoint('attempts.after-commit');
}

async function tryToSubmit(
  call: Call,
  learnerId: string,
  input: SubmitInput,
  answer: unknown,
): Promise<SubmitResult> {
  const { run, activity, id } = input;
  const [state, rules, release, released] = await Promise.all([
    store.getSubmitState({ learnerId, runId: run.id, activityKey: activity.key, id }),
    getRunRules(run),
    getRelease(run.releaseId),
    releasedOf(run.id, [activity]),
  ]);
  const attempts = (state.last?.attempt ?? 0) - state.returned;
  const moments = momentsOf({ release, rules, learner: state.times }, activity);
  const shown = (result: SubmitResult, used: number) =>
    resultShown(result, activity, {
      ...{ now: state.now, moments, attempts: used, left: attemptsLeft(moments, used) },
      ...{ bestScore: result.bestScore, released: released.has(activity.key) },
      lastDue: () => lastDueOf({ release, rules }, activity),
    });
  const kept = isAnonymous(activity) ? {} : answer;
  if (state.same)
    return shown(repeat(learnerId, id, run.id, activity.key, hashAnswer(kept), state.same), attempts);

  const enrolled = state.enrollment === 'active';
  const refused = refusalToSubmit(run, activity, moments, { enrolled, attempts, now: state.now });
  const alone = refused ?? refusalOfGroup(state.times, activity);
  if (alone) throw new Refusal(alone);
  if (!isDrawn(release, activity, learnerId)) throw new Refusal(refusals['activity-not-found']);

  const { last, now: receivedAt } = state;
  const attempt = (last?.attempt ?? 0) + 1;
  const seed = seedFor(activity, learnerId, attempt);
  refuseUnreadable(call, activity, answer, seed);
  const members = groupOf(state.times, activity)?.members.map(({ times }) => times.learnerId);
  await requireOwnFiles(members ?? [learnerId], run.id, activity, answer);
  const of = { id, learnerId, runId: run.id, releaseId: run.releaseId, activity };
  const row = makeSubmission({ ...of, answer: kept, receivedAt, seed, attempt, last }, call.locale);
  await keep(call, input, row, { answer, seed });
  const { score, bestScore, judgement } = row;
  const receipt = receiptOf(row, row.signature);
  return shown({ receipt, score, bestScore, judgement, repeated: false }, attempts + 1);
}

/** The id came before: the same answer gets the same receipt, another one is refused. */
function repeat(
  learnerId: string,
  id: string,
  runId: string,
  activityKey: string,
  answerSha256: Buffer,
  same: store.SameSubmission,
): SubmitResult {
  if (same.runId !== runId || same.activityKey !== activityKey || !same.answerSha256.equals(answerSha256))
    throw new Refusal(refusals['submission-id-reused']);
  const { signature, score, bestScore, judgement } = same;
  return {
    receipt: receiptOf({ ...same, id, learnerId }, signature),
    score,
    bestScore,
    judgement,
    repeated: true,
  };
}

/** Keeps what is typed; nothing typed removes the draft. */
export async function saveDraft(call: Call, run: Run, activity: Activity, given: unknown): Promise<void> {
  const learnerId = learnerOf(call);
  const type = activityTypeOf(activity.type);
  if (!type.answer) throw new Refusal(refusals['activity-not-found']);
  if (given === null || given === undefined) return store.dropDraft(learnerId, run.id, activity.key);
  if (activity.exam) throw new Refusal(refusals['only-in-exam']);
  // Nothing of an anonymous answer may stand beside its learner's name, not even until it is handed in.
  if (isAnonymous(activity)) return;
  const answer = checkInput(type.answer, given, 'json');
  if (!(await store.saveDraft(learnerId, run.id, activity.key, answer)))
    throw new Refusal(refusals['not-enrolled']);
}

export interface CheckedReceipt {
  submission: Submission;
  receipt: Receipt;
  /** The signature fits the text. */
  signed: boolean;
  /** What is stored still has the hash that was signed. */
  intact: boolean;
  /** The receipt before it is there and unchanged. */
  chained: boolean;
}

/** Opens a receipt of one's own and checks it against what is stored. */
export async function checkReceipt(call: Call, id: string): Promise<CheckedReceipt> {
  const learnerId = learnerOf(call);
  const attempts = isUuid(id) ? await store.listBeside(learnerId, id) : [];
  const row = attempts.find((one) => one.id === id);
  if (!row) throw new Refusal(refusals['receipt-not-found']);
  const before = attempts.findLast((other) => other.attempt < row.attempt);
  const expected = before ? hashSignature(before.signature) : null;
  return {
    submission: row,
    receipt: receiptOf(row, row.signature),
    signed: isSigned(row, row.signature),
    intact: hashAnswer(row.answer).equals(row.answerSha256),
    chained: expected ? (row.previousSha256?.equals(expected) ?? false) : !row.previousSha256,
  };
}
