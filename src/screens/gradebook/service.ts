/** What the pages of the gradebook need, from the modules that know it. */
import { listPeopleByIds } from '#modules/accounts/index.ts';
import { getRun, type Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { getRelease } from '#modules/content/index.ts';
import { getRunRules } from '#modules/enrollment/index.ts';
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
  course: ReadyRelease;
}

export async function openRun(params: RunParams): Promise<OpenRun> {
  const run = await getRun(params.organization, params.course, params.run);
  return { run, course: readyRelease(await getRelease(run.releaseId)) };
}

export async function openPage(call: Call, params: RunParams, query: GradebookQuery) {
  const { run, course } = await openRun(params);
  const search = { ...query, q: query.q.trim() };
  const [page, rules] = await Promise.all([
    openGradebook(run, course.release, search, call.now),
    getRunRules(run),
  ]);
  return {
    ...{ run, course, query: search, rights: rightsIn(call.actor, params) },
    ...page,
    cohorts: rules.cohorts.map(({ key, title }) => ({ key, title })),
    groups: columnsOf(course.release, query.category),
  };
}

/** Names of people by their id; who is not known keeps the id. */
export async function namesOf(ids: readonly (string | null)[]): Promise<(id: string) => string> {
  const people = await listPeopleByIds([...new Set(ids.flatMap((id) => id ?? []))]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

export async function openLearner(call: Call, params: RunParams & { learner: string }) {
  const { run, course } = await openRun(params);
  const [person] = await listPeopleByIds([uuidOf(params.learner)]);
  if (!person) throw new Refusal(commonRefusals['not-found']);
  return { run, course, person, ...(await getCourseGrade(person.id, run, course.release, 'all', call.now)) };
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
  const { run, course } = await openRun(params);
  const activity = course.activities.get(params.activity);
  if (!activity) throw new Refusal(commonRefusals['not-found']);
  const learnerId = uuidOf(params.learner);
  const explanation = await explain(learnerId, run, course.release, activity, 'all', call.now);
  const authors = [...explanation.overrides, ...explanation.gradings].map(({ madeBy }) => madeBy);
  const people = await listPeopleByIds([...new Set([learnerId, ...authors.flatMap((id) => id ?? [])])]);
  const learner = people.find(({ id }) => id === learnerId);
  if (!learner) throw new Refusal(commonRefusals['not-found']);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return { run, course, learner, activity, explanation, nameOf: (id) => names.get(id) ?? id };
}
