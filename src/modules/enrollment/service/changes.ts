/**
 * What staff set about times. The caller has checked that they may; nobody may give anything to themselves, however many
 * others they give it to as well.
 */
import { type AuditAction, record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { ActivityDates, LatePolicy } from '#modules/content/contract.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { type FieldProblem, Refusal } from '#platform/refusal.ts';
import * as rules from '../rules/changes.ts';
import {
  type Accommodation,
  type Cohort,
  type Extension,
  type Fairness,
  type RunRules,
  refusals,
  type Target,
} from '../schema.ts';
import * as store from '../store/changes.ts';
import { releasesOf } from './pilot.ts';
import { announceTimes, fairnessOf, getRunRules } from './times.ts';

/** As the table has it; a key stands in addresses. */
const cohortKey = /^[a-z0-9][a-z0-9-]{0,62}$/;

const giverOf = ({ actor }: Call): string =>
  actor.kind === 'person' ? actor.id : actor.kind === 'system' ? actor.name : '';

function refuseProblems(fields: FieldProblem[]): void {
  if (fields.length > 0) throw new Refusal(refusals['bad-dates'], { fields });
}

function refuseOneself(call: Call, learnerIds: readonly string[]): void {
  if (learnerIds.includes(giverOf(call))) throw new Refusal(refusals['not-for-oneself']);
}

async function requireTarget(run: Run, target: Target): Promise<void> {
  const { main, pilot } = await releasesOf(run);
  if (!rules.hasTarget(main, target) && !(pilot && rules.hasTarget(pilot.release, target)))
    throw new Refusal(refusals['no-such-target']);
}

/** Writes, audits and tells every process, in one transaction. */
function change(
  call: Call,
  run: Pick<Run, 'id'>,
  action: AuditAction,
  details: Record<string, unknown>,
  write: () => Promise<unknown>,
): Promise<void> {
  return transaction(async () => {
    await write();
    await record(call, action, `run:${run.id}`, details);
    await announceTimes(run.id);
  });
}

/** Sets all dates of a target for a run, or for one of its cohorts; empty ones leave it to the course. */
export async function changeDates(
  call: Call,
  run: Run,
  { cohort, ...target }: Target & { cohort: string },
  given: ActivityDates,
): Promise<void> {
  await requireTarget(run, target);
  const dates = rules.withoutEmpty(given);
  refuseProblems(rules.datesProblems(dates, run.zone));
  await change(call, run, 'enrollment.change-dates', { cohort, ...target, dates }, () =>
    store.saveDates(run.id, cohort, target, dates),
  );
}

/** Null: as the course and the site say. */
export type RunPolicy = { late: LatePolicy | null } & { [K in keyof Fairness]: number | null };

function refusePolicy({ late, windowHours, minimumMinutes }: RunPolicy): void {
  refuseProblems([
    ...(late ? rules.lateProblems(late) : []),
    ...rules.fairnessProblems({ windowHours: windowHours ?? 0, minimumMinutes: minimumMinutes ?? 1 }),
  ]);
}

/** The rules of a run as this policy would make them. */
export async function supposeRunPolicy(run: Run, policy: RunPolicy): Promise<RunRules> {
  refusePolicy(policy);
  const { late, windowHours, minimumMinutes } = policy;
  return { ...(await getRunRules(run)), late, fairness: fairnessOf({ windowHours, minimumMinutes }) };
}

/** What being late costs in a run, and when outages move deadlines; null leaves it to the course and the site. */
export async function changeRunPolicy(call: Call, run: Run, policy: RunPolicy): Promise<void> {
  const { late, windowHours, minimumMinutes } = policy;
  refusePolicy(policy);
  await change(call, run, 'enrollment.change-policy', policy, () =>
    store.savePolicy(run.id, late, windowHours, minimumMinutes),
  );
}

/** More time or attempts for these learners; it replaces what they had at that target. */
export async function extendTime(
  call: Call,
  run: Run,
  learnerIds: readonly string[],
  extension: Extension,
): Promise<void> {
  if (learnerIds.length === 0) throw new Refusal(refusals['nobody-chosen']);
  refuseOneself(call, learnerIds);
  refuseProblems(rules.extensionProblems(extension));
  await requireTarget(run, extension);
  await change(call, run, 'enrollment.extend', { learners: learnerIds, ...extension }, () =>
    store.saveExtensions(run.id, learnerIds, extension, giverOf(call)),
  );
}

export async function withdrawExtension(
  call: Call,
  run: Run,
  learnerId: string,
  target: Target,
): Promise<void> {
  await change(call, run, 'enrollment.withdraw-extension', { learner: learnerId, ...target }, async () => {
    if (!(await store.removeExtension(run.id, learnerId, target)))
      throw new Refusal(refusals['extension-not-found']);
  });
}

export async function makeCohort(call: Call, run: Run, cohort: Cohort): Promise<void> {
  if (!cohortKey.test(cohort.key)) throw new Refusal(refusals['bad-key'], { values: { key: cohort.key } });
  await change(call, run, 'enrollment.make-cohort', { ...cohort }, async () => {
    if (!(await store.addCohort(run.id, cohort))) throw new Refusal(refusals['cohort-taken']);
  });
}

/** Its members have the run's own dates again. */
export const dissolveCohort = (call: Call, run: Run, key: string): Promise<void> =>
  change(call, run, 'enrollment.dissolve-cohort', { key }, () => store.removeCohort(run.id, key));

export async function assignCohort(
  call: Call,
  run: Run,
  learnerIds: readonly string[],
  cohort: string | null,
): Promise<void> {
  if (learnerIds.length === 0) throw new Refusal(refusals['nobody-chosen']);
  refuseOneself(call, learnerIds);
  if (cohort !== null && !(await store.hasCohort(run.id, cohort)))
    throw new Refusal(refusals['cohort-not-found']);
  await change(call, run, 'enrollment.assign-cohort', { learners: learnerIds, cohort }, () =>
    store.saveCohort(run.id, learnerIds, cohort),
  );
}

/** What holds for a learner in all courses of an organization; the note is for those who give it. */
export async function accommodate(
  call: Call,
  learnerId: string,
  accommodation: Accommodation,
  note: string,
): Promise<void> {
  refuseOneself(call, [learnerId]);
  refuseProblems(rules.accommodationProblems(accommodation, new Date()));
  const { organization, timeFactor, laterBy, validUntil } = accommodation;
  await transaction(async () => {
    await store.saveAccommodation(learnerId, accommodation, note, giverOf(call));
    const details = { organization, timeFactor, laterBy, validUntil };
    await record(call, 'enrollment.accommodate', `person:${learnerId}`, details);
    await announceTimes('*');
  });
}

export async function endAccommodation(call: Call, learnerId: string, organization: string): Promise<void> {
  await transaction(async () => {
    if (!(await store.removeAccommodation(learnerId, organization)))
      throw new Refusal(refusals['accommodation-not-found']);
    await record(call, 'enrollment.end-accommodation', `person:${learnerId}`, { organization });
    await announceTimes('*');
  });
}
