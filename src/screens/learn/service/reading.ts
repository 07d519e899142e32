/** What the pages of a run need, loaded in at most two round trips; where the learner is. */
import { may } from '#modules/access/index.ts';
import { attemptRefusals, listPollAnswers, releasedOf } from '#modules/attempts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import { type Activity, activityTypeOf, type ServedForm, serveForm } from '#modules/content/contract.ts';
import { getRelease, type Release, type Unit } from '#modules/content/index.ts';
import { getRunRules, type LearnerTimes, lastDueOf, runFor, type Times } from '#modules/enrollment/index.ts';
import {
  getRunState,
  getUnitState,
  markDone,
  notePosition,
  type RunState,
  type UnitState,
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
} from '../rules.ts';

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
