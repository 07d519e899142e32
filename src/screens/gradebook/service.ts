/** What the pages of the gradebook need, from the modules that know it. */
import { listPeopleByIds, namesOfPeople } from '#modules/accounts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { getRunRules, type RunReleases, releasesOf } from '#modules/enrollment/index.ts';
import { type GradebookQuery, openGradebook } from '#modules/gradebook/index.ts';
import { type Explanation, explain, getCourseGrade } from '#modules/grading/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { readyRelease } from '#screens/learn/index.ts';
import { rightsIn } from '#screens/teach/index.ts';
import { columnsOf } from './rules/columns.ts';
import type { RunParams } from './schema.ts';

export type ReadyRelease = ReturnType<typeof readyRelease>;

export interface OpenRun {
  run: Run;
  releases: RunReleases;
  /** All that anybody in the run meets, for titles and lists. */
  course: ReadyRelease;
}

export async function openRun(params: RunParams): Promise<OpenRun> {
  const run = await getRun(params.organization, params.course, params.run);
  const releases = await releasesOf(run);
  return { run, releases, course: readyRelease(releases.whole) };
}

export async function openPage(call: Call, params: RunParams, query: GradebookQuery) {
  const { run, releases, course } = await openRun(params);
  const search = { ...query, q: query.q.trim() };
  const [page, rules] = await Promise.all([openGradebook(run, releases, search, call.now), getRunRules(run)]);
  return {
    ...{ run, course, query: search, rights: rightsIn(call.actor, params) },
    ...page,
    pilot: releases.pilot,
    cohorts: rules.cohorts.map(({ key, title }) => ({ key, title })),
    groups: columnsOf(releases, query.category),
  };
}

/** Names of people by their id; who is not known keeps the id. */
export async function namesOf(ids: readonly (string | null)[]): Promise<(id: string) => string> {
  const names = await namesOfPeople(ids.filter((id) => id !== null));
  return (id) => names.get(id) ?? id;
}

export async function openLearner(call: Call, params: RunParams & { learner: string }) {
  const { run, releases } = await openRun(params);
  const [person] = await listPeopleByIds([uuidOf(params.learner)]);
  if (!person) throw new Refusal(commonRefusals['not-found']);
  const release = releases.of(person.id);
  const graded = await getCourseGrade(person.id, run, release, 'all', call.now);
  return { run, course: readyRelease(release), person, ...graded };
}

export interface OpenCell extends OpenRun {
  learner: { id: string; name: string };
  activity: Activity;
  explanation: Explanation;
  nameOf(id: string): string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function uuidOf(text: string): string {
  if (!uuid.test(text)) throw new Refusal(commonRefusals['not-found']);
  return text;
}

export async function openCell(
  call: Call,
  params: RunParams & { learner: string; activity: string },
): Promise<OpenCell> {
  const { run, releases } = await openRun(params);
  const learnerId = uuidOf(params.learner);
  const course = readyRelease(releases.of(learnerId));
  const activity = course.activities.get(params.activity);
  if (!activity) throw new Refusal(commonRefusals['not-found']);
  const explanation = await explain(learnerId, run, course.release, activity, 'all', call.now);
  const authors = [...explanation.overrides, ...explanation.gradings].map(({ madeBy }) => madeBy);
  const names = await namesOfPeople([learnerId, ...authors.filter((id) => id !== null)]);
  const name = names.get(learnerId);
  if (name === undefined) throw new Refusal(commonRefusals['not-found']);
  const learner = { id: learnerId, name };
  return { run, releases, course, learner, activity, explanation, nameOf: (id) => names.get(id) ?? id };
}
