/** What the staff pages of a run need: its rules and its releases, and people by their addresses. */
import { listPeopleByEmail } from '#modules/accounts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import {
  countCohorts,
  extendTime,
  extensionsAPage,
  getRunRules,
  type ListedExtension,
  listExtensions,
  listLearnersOf,
  type RunPolicy,
  type RunReleases,
  type RunRules,
  releasesOf,
  supposeRunPolicy,
  type Target,
} from '#modules/enrollment/index.ts';
import { type Comparison, compareRules } from '#modules/gradebook/index.ts';
import { getPolicies } from '#modules/grading/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { findByAddress, openRun, type Rights, rightsIn } from '#screens/teach/index.ts';
import type { ExtensionBody, GivenReport, RunParams } from '../schema.ts';

export interface TimesOfRun {
  run: Run;
  rights: Rights;
  rules: RunRules;
  releases: RunReleases;
}

export async function openTimes(call: Call, params: RunParams): Promise<TimesOfRun> {
  const run = await openRun(params);
  const [rules, releases] = await Promise.all([getRunRules(run), releasesOf(run)]);
  return { run, rights: rightsIn(call.actor, params), rules, releases };
}

/** What another policy of lateness would do to the grades of everybody. */
export async function compareTimes(call: Call, params: RunParams, policy: RunPolicy): Promise<Comparison> {
  const { run, releases } = await openTimes(call, params);
  const [supposed, policyOf] = await Promise.all([supposeRunPolicy(run, policy), getPolicies(run.id)]);
  return compareRules(run, releases, (release) => policyOf(release).policy, supposed, call.now);
}

export interface ExtensionsOfRun extends TimesOfRun {
  extensions: ListedExtension[];
  total: number;
  page: number;
  pages: number;
  /** The address that the list is narrowed to; '': everybody. */
  learner: string;
}

export async function openExtensions(
  call: Call,
  params: RunParams,
  { learner, page }: { learner: string; page: number },
): Promise<ExtensionsOfRun> {
  const times = await openTimes(call, params);
  const [person] = learner ? await listPeopleByEmail([learner.trim().toLowerCase()]) : [];
  const nobody = '00000000-0000-0000-0000-000000000000';
  const rows = await listExtensions(times.run.id, learner ? (person?.id ?? nobody) : null, page);
  const total = rows[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / extensionsAPage));
  return { ...times, extensions: rows.map(({ total: _, ...row }) => row), total, page, pages, learner };
}

export const openCohorts = async (call: Call, params: RunParams) => {
  const times = await openTimes(call, params);
  return { ...times, counts: await countCohorts(times.run.id) };
};

export async function giveExtension(
  call: Call,
  params: RunParams,
  body: ExtensionBody,
): Promise<GivenReport> {
  const { addresses, cohort, kind, key, by, until, attempts, reason } = body;
  const run = await openRun(params);
  const { learnerIds, missing } = await findByAddress(run, addresses);
  const members = cohort === '' ? [] : await listLearnersOf(run.id, cohort);
  const everybody = [...new Set([...learnerIds, ...members])];
  const target: Target = { kind, key };
  await extendTime(call, run, everybody, { ...target, by, until, attempts, reason: reason.trim() });
  return { given: everybody.length, missing };
}
