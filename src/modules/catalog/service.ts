/** Use cases of the catalog. What every page asks for is kept in memory until news comes. */
import { timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { canonicalJson } from '#lib/canonical-json.ts';
import { keptFor } from '#lib/kept-for.ts';
import { isZone } from '#lib/wall-time.ts';
import { type AuditedCall, record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import { onNews, publishNews } from '#platform/news.ts';
import { dropPages } from '#platform/page-cache.ts';
import { Refusal } from '#platform/refusal.ts';
import { runProblems, withoutEmpty } from './rules.ts';
import {
  type Course,
  type CourseKind,
  type CourseList,
  type CourseSearch,
  keyPattern,
  type Organization,
  type Run,
  type RunSettings,
  refusals,
} from './schema.ts';
import * as runs from './store/runs.ts';
import * as store from './store.ts';

const kept = keptFor<object>(10_000, 5_000);

onNews('catalog', () => {
  kept.clear();
  dropPages('catalog');
});

/** What is not there is not kept: a scan of addresses would drive out what is. */
async function keep<T extends object>(key: string, load: () => Promise<T | null>): Promise<T | null> {
  const known = kept.get(key);
  if (known) return known as T;
  const found = await load();
  if (found) kept.set(key, found);
  return found;
}

export const findRun = (organization: string, course: string, run: string): Promise<Run | null> =>
  keep(`run ${organization}/${course}/${run}`, () => runs.findRun(organization, course, run));

export async function getRun(organization: string, course: string, run: string): Promise<Run> {
  const found = await findRun(organization, course, run);
  if (!found) throw new Refusal(refusals['run-not-found']);
  return found;
}

export async function getCourse(organization: string, course: string): Promise<Course> {
  const found = await store.findCourse(organization, course);
  if (!found) throw new Refusal(refusals['course-not-found']);
  return found;
}

/** A course keeps its id, so nothing has to tell this memory of news. */
const ids = new LRUCache<string, string>({ max: 10_000 });

/** A course as it is now, and what is found by its id: in one round trip, once the id is in memory. */
export async function getCourseWith<T>(
  organization: string,
  course: string,
  load: (id: string) => Promise<T>,
): Promise<[Course, T]> {
  const path = `${organization}/${course}`;
  const known = ids.get(path);
  const [found, early] = await Promise.all([getCourse(organization, course), known && load(known)]);
  ids.set(path, found.id);
  return [found, known === found.id ? (early as T) : await load(found.id)];
}

/** Those that exist, in no order; of those in memory nothing is asked. */
export async function listRuns(ids: readonly string[]): Promise<Run[]> {
  const known = ids.flatMap((id) => (kept.get(`run-id ${id}`) as Run | undefined) ?? []);
  const missing = ids.filter((id) => !known.some((run) => run.id === id));
  const loaded = missing.length > 0 ? await runs.listRunsById(missing) : [];
  for (const run of loaded) kept.set(`run-id ${run.id}`, run);
  return [...known, ...loaded];
}

/** A course with its runs, as its page shows it. */
export async function getOffer(
  organization: string,
  course: string,
): Promise<{ course: Course; runs: Run[] }> {
  const offer = await keep(`offer ${organization}/${course}`, async () => {
    const found = await store.findCourse(organization, course);
    return found && { course: found, runs: await runs.listRunsOfCourse(found.id) };
  });
  if (!offer) throw new Refusal(refusals['course-not-found']);
  return offer;
}

export async function searchCourses(search: CourseSearch): Promise<CourseList> {
  const list = await keep(`search ${canonicalJson(search)}`, async () => {
    const [{ courses, total }, facets] = await Promise.all([
      store.searchCourses(search),
      store.countFacets(search),
    ]);
    const pages = Math.max(1, Math.ceil(total / store.pageSize));
    return { courses, total, facets, page: search.page ?? 1, pages };
  });
  if (!list) throw new Error('a search always gives a list');
  return list;
}

function checkKey(key: string): void {
  if (!new RegExp(keyPattern).test(key)) throw new Refusal(refusals['bad-key'], { values: { key } });
}

export async function saveOrganization(key: string, name: string, about = ''): Promise<Organization> {
  checkKey(key);
  return store.upsertOrganization(key, name, about);
}

/** Makes an organization; its key is free, or this is refused. */
export async function addOrganization(
  call: AuditedCall,
  { key, name }: Pick<Organization, 'key' | 'name'>,
): Promise<void> {
  checkKey(key);
  await transaction(async () => {
    const id = await store.insertOrganization(key, name);
    if (id === null) throw new Refusal(refusals['key-taken'], { values: { key } });
    await record(call, 'catalog.add-organization', `organization:${id}`, { key });
    await publishNews('catalog');
  });
}

/** For who names an organization (`nova`) or a course (`nova/algebra`) by hand: a role must not wait for one that comes. */
export async function refuseUnknownPlace(target: string): Promise<void> {
  const [organization = '', course] = target.split('/');
  const found =
    course === undefined
      ? await store.findOrganization(organization)
      : await store.findCourse(organization, course);
  if (!found)
    throw new Refusal(refusals['place-not-found'], {
      values: { target },
      fields: [{ path: 'target', message: 'place-not-found' }],
    });
}

/** The id of the course with this key, made where it is missing. */
export async function ensureCourse(
  organization: Organization,
  key: string,
  title: string,
  kind: CourseKind = 'course',
): Promise<string> {
  checkKey(key);
  return store.upsertCourse(organization.id, key, title, kind);
}

/** Shows a release to learners: the course's entry and its runs move to it at once, and pilots end. */
export async function showRelease(
  courseId: string,
  releaseId: string,
  facts: store.CourseFacts,
): Promise<void> {
  await store.setCourseRelease(courseId, releaseId, facts);
  await runs.setRunsRelease(courseId, releaseId);
  await publishNews('catalog');
}

/** Shows a release to one cohort of a run, or to nobody any more. */
export async function pilotRelease(runId: string, pilot: Run['pilot']): Promise<void> {
  await runs.setRunPilot(runId, pilot);
  await publishNews('catalog');
}

export async function saveRun(
  courseId: string,
  key: string,
  releaseId: string,
  settings: RunSettings,
): Promise<void> {
  checkKey(key);
  if (settings.zone !== undefined && !isZone(settings.zone))
    throw new Refusal(refusals['bad-zone'], { values: { zone: settings.zone } });
  await runs.upsertRun(courseId, key, releaseId, settings);
  await publishNews('catalog');
}

/** Makes a run; its key is free, or this is refused. Gives its id. */
export async function addRun(
  call: AuditedCall,
  course: Pick<Course, 'id'>,
  { key, releaseId, settings }: { key: string; releaseId: string; settings: RunSettings },
): Promise<string> {
  checkKey(key);
  const problems = runProblems(settings);
  if (problems.length > 0) throw new Refusal(refusals['bad-run-settings'], { fields: problems });
  return transaction(async () => {
    const id = await runs.insertRun(course.id, key, releaseId, settings);
    if (id === null) throw new Refusal(refusals['key-taken'], { values: { key } });
    await record(call, 'catalog.add-run', `run:${id}`, { course: course.id, key });
    await publishNews('catalog');
    return id;
  });
}

/** Changes what is named; the release that the run shows stays. */
export async function changeRun(
  call: AuditedCall,
  run: Pick<Run, 'id'>,
  changes: RunSettings,
): Promise<Required<RunSettings>> {
  return transaction(async () => {
    const before = await runs.findRunSettings(run.id);
    if (!before) throw new Refusal(refusals['run-not-found']);
    const settings = { ...before, ...withoutEmpty(changes) };
    const problems = runProblems(settings);
    if (problems.length > 0) throw new Refusal(refusals['bad-run-settings'], { fields: problems });
    await runs.updateRun(run.id, settings);
    // The key is a secret: the log says that it changed, not what it is.
    await record(call, 'catalog.change-run', `run:${run.id}`, { changed: Object.keys(changes) });
    await publishNews('catalog');
    return settings;
  });
}

/** Compares in constant time: the key is a secret that many may try. */
export async function isEnrollmentKey(runId: string, given: string): Promise<boolean> {
  const wanted = await runs.findEnrollmentKey(runId);
  if (wanted === null) return true;
  const [a, b] = [Buffer.from(wanted.trim()), Buffer.from(given.trim())];
  return a.length === b.length && timingSafeEqual(a, b);
}
