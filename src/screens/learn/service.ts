/** What the pages of a run need, loaded in at most two round trips. */
import { may } from '#modules/access/index.ts';
import {
  attemptRefusals,
  type BeginUpload,
  type BegunUpload,
  beginUpload,
  keepFile,
  listPollAnswers,
  type Receipt,
  releasedOf,
  type SubmitResult,
  saveDraft,
  submit,
} from '#modules/attempts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import {
  type Activity,
  type AnswerFile,
  activityTypeOf,
  type FormFields,
  type ServedForm,
  serveForm,
} from '#modules/content/contract.ts';
import { findActivity, getRelease, isDrawn, type Release, type Unit } from '#modules/content/index.ts';
import { getRunRules, type LearnerTimes, lastDueOf, runFor, type Times } from '#modules/enrollment/index.ts';
import {
  getRunState,
  getUnitState,
  markDone,
  notePosition,
  type RunState,
  tryOut,
  type UnitState,
  watch,
} from '#modules/grading/index.ts';
import type { Actor } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { keepChoice, readingFor } from '#screens/languages/index.ts';
import {
  drawnUnit,
  dueOf,
  type LinkedWork,
  type ReadyRelease,
  type RevealContext,
  readyRelease,
  withoutQuestions,
} from './rules.ts';
import type { AnswerInput, FilesInput } from './schema.ts';

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}

export interface OpenRun {
  run: Run;
  /** In the language of whoever reads. */
  course: ReadyRelease;
  /** As it was written: what is handed in belongs to it. */
  original: Release;
}

const readerOf = ({ actor }: Call): string | null => (actor.kind === 'person' ? actor.id : null);

/** Anonymous readers have no state, so an open run costs them no SQL once its entry and release are in memory. */
export async function openRun(call: Call, params: RunParams): Promise<OpenRun> {
  const found = await getRun(params.organization, params.course, params.run);
  const run = await runFor(found, readerOf(call));
  const original = await getRelease(run.releaseId);
  return { run, course: readyRelease(readingFor(call, params, original)), original };
}

export const isStaffOf = (actor: Actor, run: Run): boolean =>
  may(actor, 'course.view-as-staff', { course: `${run.organizationKey}/${run.courseKey}` });

/** Who may read: learners of the run, its staff, and anybody where it is open. */
export function requireReading(actor: Actor, run: Run, enrollment: string | null): void {
  if (run.open || enrollment === 'active' || isStaffOf(actor, run)) return;
  throw new Refusal(
    actor.kind === 'anonymous' ? commonRefusals['sign-in-required'] : attemptRefusals['not-enrolled'],
  );
}

export interface OpenUnit extends OpenRun {
  unit: Unit;
  /** Null: an anonymous reader. */
  state: UnitState | null;
  enrolled: boolean;
  /** What decides the dates of whoever reads. */
  times: Times;
  /** Somebody of the staff looks as this learner: nothing can be changed, and nothing is noted. */
  watched: boolean;
  tallies: Map<string, Record<string, number>>;
  reveals: RevealContext;
  /** Of activities whose controls a service draws. */
  forms: Map<string, ServedForm>;
}

export async function openUnit(
  call: Call,
  params: RunParams & { unit: string },
  watched = false,
): Promise<OpenUnit> {
  const { run, course, original } = await openRun(call, params);
  const found = course.units.get(params.unit);
  const learnerId = call.actor.kind === 'person' ? call.actor.id : '';
  const unit = found && drawnUnit(course, withoutQuestions(found), learnerId);
  const keys = unit?.blocks.flatMap((block) => (block.kind === 'activity' ? [block.key] : [])) ?? [];
  const state = call.actor.kind === 'person' ? await getUnitState(call.actor.id, run.id, keys) : null;
  requireReading(call.actor, run, state?.enrollment ?? null);
  // Only now: who may not read must not learn which units there are.
  if (!unit) throw new Refusal(commonRefusals['not-found']);
  const enrolled = state?.enrollment === 'active';
  if (!watched) await keepChoice(call, params, original);
  if (enrolled && !watched && call.actor.kind === 'person')
    notePosition({ learnerId: call.actor.id, runId: run.id, unitKey: unit.key, seenAt: call.now });
  const times = await timesOf(run, course, state?.times ?? null);
  const forms = await formsOf(call, run, course, keys, state);
  return {
    run,
    course,
    original,
    unit,
    state,
    enrolled,
    times,
    watched,
    forms,
    tallies: await tallyPolls(run, course, state),
    reveals: await revealsAt(times, course.release.activities, call.now),
  };
}

/** What decides, beside the learner's own work, whether scores, feedback and answers show. */
export const revealsAt = async (times: Times, activities: Activity[], now: Date): Promise<RevealContext> => ({
  now,
  lastDue: (activity) => lastDueOf(times, activity),
  released: await releasedOf(times.rules.runId, activities),
});

/** What services draw for this learner; those that do not answer soon are left out. */
async function formsOf(
  { actor, locale }: Call,
  run: Run,
  course: ReadyRelease,
  keys: string[],
  state: UnitState | null,
): Promise<Map<string, ServedForm>> {
  const forms = new Map<string, ServedForm>();
  const learnerId = actor.kind === 'person' ? actor.id : null;
  const ask = async (activity: Activity) => {
    const attempt = (state?.activities.get(activity.key)?.attempt ?? 0) + 1;
    const language = activity.language ?? locale;
    const form = await serveForm({ activity, runId: run.id, learnerId, attempt, locale: language });
    if (form) forms.set(activity.key, form);
  };
  const served = keys.flatMap((key) => {
    const activity = course.activities.get(key);
    return activity && activityTypeOf(activity.type).isServed?.(activity.settings) ? [activity] : [];
  });
  if (served.length > 0) await Promise.all(served.map(ask));
  return forms;
}

async function timesOf(run: Run, { release }: ReadyRelease, learner: LearnerTimes | null): Promise<Times> {
  return { release, rules: await getRunRules(run), learner };
}

/** Below this many answers shares could tell who chose what. */
const minimumGroup = 5;
const keptTallies = new Map<string, { tally: Record<string, number>; until: number }>();

/** Shares of the polls that this learner has answered; counted at most every ten seconds. */
async function tallyPolls(run: Run, course: ReadyRelease, state: UnitState | null) {
  const tallies = new Map<string, Record<string, number>>();
  for (const key of state?.activities.keys() ?? []) {
    const activity = course.activities.get(key);
    if (!activity || !activityTypeOf(activity.type).tallied) continue;
    const tally = await tallyOf(run, activity);
    if (Object.values(tally).reduce((sum, n) => sum + n, 0) >= minimumGroup) tallies.set(key, tally);
  }
  return tallies;
}

async function tallyOf(run: Run, activity: Activity): Promise<Record<string, number>> {
  const kept = keptTallies.get(`${run.id}/${activity.key}`);
  if (kept && kept.until > performance.now()) return kept.tally;
  const tally: Record<string, number> = {};
  for (const { answer, count } of await listPollAnswers(run.id, activity.key)) {
    for (const option of Array.isArray(answer) ? answer.map(String) : [])
      tally[option] = (tally[option] ?? 0) + count;
  }
  if (keptTallies.size > 1_000) keptTallies.clear();
  keptTallies.set(`${run.id}/${activity.key}`, { tally, until: performance.now() + 10_000 });
  return tally;
}

export async function openOutline(
  call: Call,
  params: RunParams,
): Promise<OpenRun & { state: RunState | null; enrolled: boolean; due: LinkedWork[] }> {
  const { run, course, original } = await openRun(call, params);
  const state = call.actor.kind === 'person' ? await getRunState(call.actor.id, run.id) : null;
  requireReading(call.actor, run, state?.enrollment ?? null);
  await keepChoice(call, params, original);
  const enrolled = state?.enrollment === 'active';
  const due =
    enrolled && state
      ? dueOf({ rules: await getRunRules(run), learner: state.times }, course, run, state.answered, call.now)
      : [];
  return { run, course, original, state, enrolled, due };
}

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

/** Marks the unit as done and says where to go on. */
export async function finishUnit(
  call: Call,
  params: RunParams & { unit: string },
): Promise<{ next: string | null }> {
  const { run, course } = await openRun(call, params);
  if (call.actor.kind !== 'person') throw new Refusal(commonRefusals['sign-in-required']);
  const at = course.order.findIndex(({ key }) => key === params.unit);
  if (at < 0) throw new Refusal(commonRefusals['not-found']);
  const { enrollment } = await getRunState(call.actor.id, run.id);
  if (enrollment !== 'active') throw new Refusal(attemptRefusals['not-enrolled']);
  await markDone(call.actor.id, run.id, params.unit);
  return { next: course.order[at + 1]?.key ?? null };
}
