/** Which release learners see: all runs of a course, or one cohort first. */
import { isUuid } from '#lib/uuid.ts';
import { record } from '#modules/audit/index.ts';
import {
  type Course,
  findCourseById,
  listRunsOfCourse,
  pilotRelease,
  type Run,
  type RunSettings,
  saveRun,
  showRelease,
} from '#modules/catalog/index.ts';
import {
  type Author,
  getRelease,
  listReleases,
  nameOf,
  type Publication,
  type Release,
  readSource,
  saveDraft,
} from '#modules/content/index.ts';
import { getRunRules } from '#modules/enrollment/index.ts';
import { transaction } from '#platform/database.ts';
import { publishNews } from '#platform/news.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { type Pilot, refusals } from '../schema.ts';
import * as store from '../store/pilots.ts';

function factsOf({ course }: Release) {
  const { title, summary, language, subject, level, pace, cover } = course;
  const languages = course.languages ?? [language];
  return { title, summary, language, languages, subject, level, pace, cover, license: course.license.id };
}

/** The run that is made where the course has none. */
export interface FirstRun {
  key: string;
  settings: RunSettings;
}

/** Every run shows it at once, and pilots end; learners on a page that they opened before go on: keys are stable. */
export async function showToAll(
  call: Author,
  courseId: string,
  release: Release,
  first: FirstRun = { key: 'open', settings: { open: true } },
): Promise<void> {
  await transaction(async () => {
    const runs = await listRunsOfCourse(courseId);
    const piloted = runs.filter(({ pilot }) => pilot);
    for (const same of [true, false]) {
      const ended = piloted.filter(({ pilot }) => (pilot?.releaseId === release.id) === same);
      const outcome = same ? 'everybody' : 'replaced';
      const ids = ended.map(({ id }) => id);
      if (ids.length > 0) await store.endPilots(ids, outcome, nameOf(call), call.now);
    }
    await showRelease(courseId, release.id, factsOf(release));
    const course = await findCourseById(courseId);
    if (runs.length === 0 && course?.kind === 'course')
      await saveRun(courseId, first.key, release.id, first.settings);
    await publishNews(`release:${release.id}`);
  });
}

export async function startPilot(call: Author, run: Run, cohort: string, releaseId: string): Promise<void> {
  const { cohorts } = await getRunRules(run);
  if (!cohorts.some(({ key }) => key === cohort)) throw new Refusal(refusals['pilot-cohort-unknown']);
  await transaction(async () => {
    await store.endPilots([run.id], 'replaced', nameOf(call), call.now);
    const facts = { courseId: run.courseId, runId: run.id, cohort, releaseId };
    await store.addPilot({ ...facts, startedBy: nameOf(call), startedAt: call.now });
    await pilotRelease(run.id, { releaseId, cohort });
    await record(call, 'authoring.start-pilot', `run:${run.id}`, { cohort, release: releaseId });
  });
}

/** Ends a pilot: everybody sees its release from now on, or nobody. */
export async function endPilot(
  call: Author,
  course: Pick<Course, 'id'>,
  id: string,
  outcome: 'everybody' | 'stopped',
): Promise<Pilot> {
  return transaction(async () => {
    const pilot = isUuid(id) ? await store.findPilot(course.id, id) : null;
    if (!pilot || pilot.outcome) throw new Refusal(refusals['pilot-not-found']);
    const { runId, releaseId } = pilot;
    if (outcome === 'everybody') await showToAll(call, course.id, await getRelease(releaseId));
    else {
      await store.endPilots([runId], 'stopped', nameOf(call), call.now);
      await pilotRelease(runId, null);
    }
    await record(call, 'authoring.end-pilot', `run:${runId}`, { outcome, release: releaseId });
    return pilot;
  });
}

export async function getPublication(courseId: string, number: number): Promise<Publication> {
  const found = (await listReleases(courseId)).find((publication) => publication.number === number);
  if (!found) throw new Refusal(commonRefusals['not-found']);
  return found;
}

/** Shows a release again that was published before. The draft stays as it is, unless it is to be as that release was. */
export async function showAgain(
  call: Author,
  course: Pick<Course, 'id'>,
  number: number,
  { alsoDraft, note }: { alsoDraft: boolean; note: string },
): Promise<void> {
  const { releaseId } = await getPublication(course.id, number);
  const release = await getRelease(releaseId);
  await transaction(async () => {
    await showToAll(call, course.id, release);
    if (alsoDraft)
      await saveDraft(call, { courseId: course.id, note, origin: 'browser' }, await readSource(releaseId));
    await record(call, 'authoring.show-again', `course:${course.id}`, { number, alsoDraft });
  });
}
