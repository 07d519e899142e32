/** What learners send: answers, drafts, files and trials, each for an activity of a unit that they may see. */
import {
  attemptRefusals,
  type BeginUpload,
  type BegunUpload,
  beginUpload,
  keepFile,
  type Receipt,
  type SubmitResult,
  saveDraft,
  submit,
} from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import {
  type Activity,
  type AnswerFile,
  activityTypeOf,
  type FormFields,
} from '#modules/content/contract.ts';
import { findActivity, isDrawn } from '#modules/content/index.ts';
import { tryOut, watch } from '#modules/grading/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import type { AnswerInput, FilesInput } from '../schema.ts';
import { openRun, type RunParams } from './reading.ts';

export interface AnswerParams extends RunParams {
  unit: string;
  activity: string;
}

async function openActivity(call: Call, params: AnswerParams): Promise<{ run: Run; activity: Activity }> {
  const { run, original } = await openRun(call, params);
  const activity = findActivity(original, params.activity);
  const learnerId = call.actor.kind === 'person' ? call.actor.id : '';
  const isThere = activity?.unitKey === params.unit && isDrawn(original, activity, learnerId);
  if (!activity || !isThere) throw new Refusal(attemptRefusals['activity-not-found']);
  return { run, activity };
}

/** Form fields are named `<activity>.<field>`, since a page holds many forms. */
function answerOf(activity: Activity, input: AnswerInput): unknown {
  if (input.answer !== undefined) return input.answer;
  const prefix = `${activity.key}.`;
  const fields: FormFields = {};
  for (const [name, values] of Object.entries(input.fields ?? {}))
    if (name.startsWith(prefix)) fields[name.slice(prefix.length)] = values;
  return activityTypeOf(activity.type).fromForm?.(fields, activity.settings) ?? null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Made by the client before the first send. */
function submissionIdOf(call: Call): string {
  const id = call.idempotencyKey?.toLowerCase() ?? '';
  if (!uuid.test(id)) throw new Refusal(attemptRefusals['submission-id-missing']);
  return id;
}

/** Hands in. The idempotency key is the submission's id, made before the first send. */
export async function submitAnswer(
  call: Call,
  params: AnswerParams,
  input: AnswerInput,
): Promise<SubmitResult> {
  const { run, activity } = await openActivity(call, params);
  const id = submissionIdOf(call);
  return submit(call, { run, activity, id, answer: answerOf(activity, input) });
}

/**
 * A form with a file: the file is kept first, in the draft, so that nothing of it is lost whatever else is wrong; then
 * the answer is handed in, unless only the file was to be added.
 */
export async function sendFile(
  call: Call,
  params: AnswerParams,
  input: FilesInput,
): Promise<{ file: AnswerFile | null; receipt: Receipt | null }> {
  const { run, activity } = await openActivity(call, params);
  const file = call.upload ? await keepFile(call, run, activity, call.upload) : null;
  const { intent, ...form } = input;
  const fields = { ...form.fields };
  const name = `${activity.key}.file`;
  if (file) fields[name] = [...(fields[name] ?? []), JSON.stringify(file)];
  const answer = answerOf(activity, { ...form, fields });
  if (file || intent === 'keep') await saveDraft(call, run, activity, answer);
  if (intent === 'keep') return { file, receipt: null };
  const { receipt } = await submit(call, { run, activity, id: submissionIdOf(call), answer });
  return { file, receipt };
}

/** Makes room for a file that comes in pieces. */
export async function announceFile(
  call: Call,
  params: AnswerParams,
  input: BeginUpload,
): Promise<BegunUpload> {
  const { run, activity } = await openActivity(call, params);
  return beginUpload(call, { run, activity, ...input });
}

/** Runs what is typed on the visible tests; it is kept as a draft too, since the page shows it again. */
export async function tryAnswer(call: Call, params: AnswerParams, input: AnswerInput): Promise<void> {
  const { run, activity } = await openActivity(call, params);
  const answer = answerOf(activity, input);
  await saveDraft(call, run, activity, answer);
  await tryOut(call, run, activity, answer);
}

/** A stream of news about the judging of one's own answer. */
export async function watchAnswer(
  call: Call,
  params: AnswerParams,
  seen: string,
): Promise<NodeJS.ReadableStream> {
  const { run, activity } = await openActivity(call, params);
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  return watch({ learnerId: call.actor.id, runId: run.id, activityKey: activity.key }, seen);
}

export async function keepDraft(call: Call, params: AnswerParams, input: AnswerInput): Promise<void> {
  const { run, activity } = await openActivity(call, params);
  await saveDraft(call, run, activity, answerOf(activity, input));
}
