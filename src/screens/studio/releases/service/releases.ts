/** Releases of a course: which there are, what each changed, who sees it. */
import { may } from '#modules/access/index.ts';
import {
  cancelPlan,
  endPilot,
  listPilots,
  listPlans,
  type Pilot,
  type Plan,
  showAgain,
} from '#modules/authoring/index.ts';
import { listRunsOfCourse, type Run } from '#modules/catalog/index.ts';
import { getRelease, type Publication, readSource } from '#modules/content/index.ts';
import { getRunRules } from '#modules/enrollment/index.ts';
import { listRegrades, type Regrade } from '#modules/gradebook/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { openDraft, openDraftWith, type StudioCourse } from '#screens/studio/outline/index.ts';
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
  const [open, [runs, plans, pilots]] = await openDraftWith(call, params, 'course.edit', (id) =>
    Promise.all([listRunsOfCourse(id), listPlans(id), listPilots(id)]),
  );
  const { draft: _draft, source: _source, ...studio } = open;
  const makers = [
    ...studio.releases.map(({ createdBy }) => createdBy),
    ...plans.flatMap(({ madeBy, settledBy }) => [madeBy, settledBy]),
    ...pilots.flatMap(({ startedBy, endedBy }) => [startedBy, endedBy]),
  ];
  const [nameOf, lines] = await Promise.all([
    namesOf(makers, call.locale),
    pilotLines(pilots, runs, studio.releases),
  ]);
  return { ...studio, runs, plans, pilots: lines, nameOf };
}

export interface OpenRelease extends StudioCourse {
  publication: Publication;
  /** In which a cohort sees it before everybody does; null: no such pilot is under way. */
  pilot: PilotLine | null;
  /** What it is compared with; null: it is the first. */
  other: Publication | null;
  difference: Difference | null;
  runs: Run[];
  nameOf: NameOf;
  view: ReleaseQuery['view'];
  /** May have answers judged anew. */
  mayRegrade: boolean;
  /** Proposed with this release, and not given up. */
  regrades: Regrade[];
}

/** Regradings that a release brought, and that were not given up. */
async function regradesWith({ releaseId }: Publication, runs: readonly Run[]): Promise<Regrade[]> {
  const all = (await Promise.all(runs.map(({ id }) => listRegrades(id)))).flat();
  return all.filter(
    (one) => one.releaseId === releaseId && one.state !== 'stopped' && one.state !== 'undone',
  );
}

/** Between two releases; null: there is nothing to compare with. */
async function differenceBetween(
  runs: readonly Run[],
  { before, after }: { before: Publication | null; after: Publication },
  view: ReleaseQuery['view'],
): Promise<Difference | null> {
  if (!before) return null;
  const both = <T>(read: (releaseId: string) => Promise<T>) =>
    Promise.all([read(before.releaseId), read(after.releaseId)]);
  const [releases, sources] = await Promise.all([
    both(getRelease),
    view === 'source' ? both(readSource) : null,
  ]);
  return differenceOf(
    runs,
    { before: releases[0], after: releases[1] },
    sources && { before: sources[0], after: sources[1] },
  );
}

/** One release, beside the one before it or any other. */
export async function openRelease(
  call: Call,
  params: CourseParams & { number: string },
  query: ReleaseQuery,
): Promise<OpenRelease> {
  const [open, [runs, tried]] = await openDraftWith(call, params, 'course.edit', (id) =>
    Promise.all([listRunsOfCourse(id), listPilots(id)]),
  );
  const { draft: _draft, source: _source, ...studio } = open;
  const { releases } = studio;
  const publication = releases.find(({ number }) => number === Number(params.number));
  if (!publication) throw new Refusal(commonRefusals['not-found']);
  const pilots = tried.filter((one) => one.outcome === null && one.releaseId === publication.releaseId);
  const wanted = query.with ?? publication.number - 1;
  const other = releases.find(({ number }) => number === wanted && number !== publication.number) ?? null;
  const makers = [...releases.map(({ createdBy }) => createdBy), ...pilots.map(({ startedBy }) => startedBy)];
  const [difference, lines, nameOf, regrades] = await Promise.all([
    differenceBetween(runs, { before: other, after: publication }, query.view),
    pilotLines(pilots, runs, releases),
    namesOf(makers, call.locale),
    regradesWith(publication, runs),
  ]);
  return {
    ...studio,
    ...{ publication, other, difference, runs, view: query.view, nameOf, regrades },
    pilot: lines[0] ?? null,
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
