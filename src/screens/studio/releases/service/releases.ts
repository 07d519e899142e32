/** Releases of a course: which there are, what each changed, who sees it. */
import { may } from '#modules/access/index.ts';
import {
  cancelPlan,
  endPilot,
  getPublication,
  listPilots,
  listPlans,
  type Pilot,
  type Plan,
  showAgain,
} from '#modules/authoring/index.ts';
import { listRunsOfCourse, type Run } from '#modules/catalog/index.ts';
import { getRelease, listReleases, type Publication, readSource } from '#modules/content/index.ts';
import { getRunRules } from '#modules/enrollment/index.ts';
import { listRegrades, type Regrade } from '#modules/gradebook/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { openDraft, type StudioCourse } from '#screens/studio/outline/index.ts';
import type { CourseParams, ReleaseQuery } from '../schema.ts';
import { type NameOf, namesOf } from './names.ts';
import { type Difference, differenceOf } from './publish.ts';

export interface PilotLine extends Pilot {
  runKey: string;
  cohortTitle: string;
  /** Of its release. */
  number: number | null;
}

/** What was planned and tried, and who did it. */
export interface Releasing extends StudioCourse {
  plans: Plan[];
  pilots: PilotLine[];
  nameOf: NameOf;
}

export interface OpenReleases extends Releasing {
  releases: Publication[];
  runs: Run[];
}

async function pilotLines(
  pilots: readonly Pilot[],
  runs: readonly Run[],
  releases: readonly Publication[],
): Promise<PilotLine[]> {
  const lines = pilots.map(async (pilot) => {
    const run = runs.find(({ id }) => id === pilot.runId);
    const cohorts = run ? (await getRunRules(run)).cohorts : [];
    return {
      ...pilot,
      runKey: run?.key ?? '',
      cohortTitle: cohorts.find(({ key }) => key === pilot.cohort)?.title ?? pilot.cohort,
      number: releases.find(({ releaseId }) => releaseId === pilot.releaseId)?.number ?? null,
    };
  });
  return Promise.all(lines);
}

export async function openReleases(call: Call, params: CourseParams): Promise<OpenReleases> {
  const { draft: _draft, source: _source, ...studio } = await openDraft(call, params, 'course.edit');
  const { id } = studio.course;
  const [releases, runs, plans, pilots] = await Promise.all([
    listReleases(id),
    listRunsOfCourse(id),
    listPlans(id),
    listPilots(id),
  ]);
  const makers = [
    ...releases.map(({ createdBy }) => createdBy),
    ...plans.flatMap(({ madeBy, settledBy }) => [madeBy, settledBy]),
    ...pilots.flatMap(({ startedBy, endedBy }) => [startedBy, endedBy]),
  ];
  const nameOf = await namesOf(makers, call.locale);
  return { ...studio, releases, runs, plans, pilots: await pilotLines(pilots, runs, releases), nameOf };
}

export interface OpenRelease extends StudioCourse {
  publication: Publication;
  /** In which a cohort sees it before everybody does; null: no such pilot is under way. */
  pilot: PilotLine | null;
  /** What it is compared with; null: it is the first. */
  other: Publication | null;
  difference: Difference | null;
  all: Publication[];
  runs: Run[];
  nameOf: NameOf;
  view: ReleaseQuery['view'];
  /** May have answers judged anew. */
  mayRegrade: boolean;
  /** Proposed with this release, and not given up. */
  regrades: Regrade[];
}

/** One release, beside the one before it or any other. */
export async function openRelease(
  call: Call,
  params: CourseParams & { number: string },
  query: ReleaseQuery,
): Promise<OpenRelease> {
  const { draft: _draft, source: _source, ...studio } = await openDraft(call, params, 'course.edit');
  const { course } = studio;
  const publication = await getPublication(course.id, Number(params.number));
  const [all, runs, tried] = await Promise.all([
    listReleases(course.id),
    listRunsOfCourse(course.id),
    listPilots(course.id),
  ]);
  const pilots = tried.filter((one) => one.outcome === null && one.releaseId === publication.releaseId);
  const wanted = query.with ?? publication.number - 1;
  const other = all.find(({ number }) => number === wanted && number !== publication.number) ?? null;
  const sources = async (before: string) => ({
    before: await readSource(before),
    after: await readSource(publication.releaseId),
  });
  const difference =
    other &&
    (await differenceOf(
      runs,
      { before: await getRelease(other.releaseId), after: await getRelease(publication.releaseId) },
      query.view === 'source' ? await sources(other.releaseId) : null,
    ));
  return {
    ...studio,
    ...{ publication, other, difference, all, runs, view: query.view },
    pilot: (await pilotLines(pilots, runs, all))[0] ?? null,
    nameOf: await namesOf(
      [...all.map(({ createdBy }) => createdBy), ...pilots.map(({ startedBy }) => startedBy)],
      call.locale,
    ),
    regrades: (await Promise.all(runs.map(({ id }) => listRegrades(id))))
      .flat()
      .filter(
        ({ releaseId, state }) =>
          releaseId === publication.releaseId && state !== 'stopped' && state !== 'undone',
      ),
    mayRegrade: may(call.actor, 'course.teach', { course: `${params.organization}/${params.course}` }),
  };
}

/** What showing a release again would do to those who see another one now. */
export async function openShowing(
  call: Call,
  params: CourseParams & { number: string },
): Promise<OpenRelease> {
  const shown = await openRelease(call, params, { view: 'reader' });
  const { released, publication, runs } = shown;
  if (!released || released.number === publication.number) return { ...shown, other: null, difference: null };
  const releases = {
    before: await getRelease(released.releaseId),
    after: await getRelease(publication.releaseId),
  };
  return { ...shown, other: released, difference: await differenceOf(runs, releases, null) };
}

export async function showRelease(
  call: Call,
  params: CourseParams & { number: string },
  choice: { alsoDraft: boolean; note: string },
): Promise<number> {
  const { course } = await openDraft(call, params, 'course.publish');
  const number = Number(params.number);
  await showAgain(call, course, number, choice);
  return number;
}

export async function callOff(call: Call, params: CourseParams & { id: string }): Promise<void> {
  const { course } = await openDraft(call, params, 'course.publish');
  await cancelPlan(call, course, params.id);
}

export async function finishPilot(
  call: Call,
  params: CourseParams & { id: string },
  outcome: 'everybody' | 'stopped',
): Promise<void> {
  const { course } = await openDraft(call, params, 'course.publish');
  await endPilot(call, course, params.id, outcome);
}
