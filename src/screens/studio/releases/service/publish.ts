/** The page before publishing, and what its form does. */
import { instantOf, isWallTime, wallTimeOf } from '#lib/wall-time.ts';
import { may, type Permission } from '#modules/access/index.ts';
import {
  authoringRefusals,
  compareReleases,
  compareSources,
  type FileDiff,
  isApprovalMissing,
  listPlans,
  listReviews,
  type Plan,
  planRelease,
  publishRevision,
  type ReleaseDiff,
  type Review,
} from '#modules/authoring/index.ts';
import { type Course, listRunsOfCourse, type Run } from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import {
  type CourseSource,
  compileCourse,
  getRelease,
  type Release,
  readSource,
  type SourceProblem,
} from '#modules/content/index.ts';
import { getRunRules } from '#modules/enrollment/index.ts';
import { countTakers } from '#modules/reuse/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { openDraft, openDraftWith, type StudioCourse } from '#screens/studio/outline/index.ts';
import type { CourseParams, PublishBody } from '../schema.ts';
import { effectOf, type WorkEffect } from './effect.ts';
import { type NameOf, namesOf } from './names.ts';

export interface CohortChoice {
  run: Run;
  key: string;
  title: string;
}

/** As readers see it, or line by line. */
export type DifferenceView = 'reader' | 'source';

/** What the draft would change for those who see another release now. */
export interface Difference {
  diff: ReleaseDiff;
  effects: WorkEffect[];
  /** Null: the other view was asked for. */
  files: FileDiff[] | null;
}

export interface OpenPublish extends StudioCourse {
  revision: number;
  problems: SourceProblem[];
  /** Null: the draft has errors. */
  release: Release | null;
  /** Null: nothing is shown yet, or the draft has errors. */
  difference: Difference | null;
  runs: Run[];
  cohorts: CohortChoice[];
  reviews: Review[];
  nameOf: NameOf;
  approvalMissing: boolean;
  /** Releases that come at their time. */
  plans: Plan[];
  /** How many courses took something of this one. */
  takers: number;
  /** Where the time of a planned release is read. */
  zone: string;
}

export async function differenceOf(
  runs: readonly Run[],
  releases: { before: Release; after: Release },
  sources: { before: CourseSource; after: CourseSource } | null,
): Promise<Difference> {
  const { before, after } = releases;
  const [effects, files] = await Promise.all([
    effectOf(runs, before, after),
    sources && compareSources(sources.before, sources.after),
  ]);
  return { diff: compareReleases(before, after), effects, files };
}

/** Of a draft, from what learners see; null: nothing is shown yet, or the draft does not compile. */
export async function draftDifference(
  { releaseId }: Course,
  runs: readonly Run[],
  { release, source }: { release: Release | null; source: CourseSource },
  view: DifferenceView,
): Promise<Difference | null> {
  if (!release || !releaseId) return null;
  const releases = { before: await getRelease(releaseId), after: release };
  const sources = view === 'source' ? { before: await readSource(releaseId), after: source } : null;
  return differenceOf(runs, releases, sources);
}

export async function cohortsOf(runs: readonly Run[]): Promise<CohortChoice[]> {
  const lists = await Promise.all(
    runs.map(async (run) => {
      const { cohorts } = await getRunRules(run);
      return cohorts.map(({ key, title }) => ({ run, key, title }));
    }),
  );
  return lists.flat();
}

export const zoneOf = ({ actor }: Call): string => (actor.kind === 'person' ? actor.timeZone : null) ?? 'UTC';

export async function openPublish(
  call: Call,
  params: CourseParams,
  view: DifferenceView,
): Promise<OpenPublish> {
  const path = `${params.organization}/${params.course}`;
  const [open, [runs, all, planned, takers]] = await openDraftWith(call, params, 'course.edit', (id) =>
    Promise.all([listRunsOfCourse(id), listReviews(id), listPlans(id), countTakers(path)]),
  );
  const { draft, source, ...studio } = open;
  const { course } = studio;
  const { release, problems } = await compileCourse(source, activityTypes());
  const plans = planned.filter(({ state }) => state === 'waiting');
  const reviews = all.filter(({ revision }) => revision === draft.revision);
  const people = [...reviews.map(({ reviewerId }) => reviewerId), ...plans.map(({ madeBy }) => madeBy)];
  const [difference, cohorts, nameOf, approvalMissing] = await Promise.all([
    draftDifference(course, runs, { release, source }, view),
    cohortsOf(runs),
    namesOf(people, call.locale),
    isApprovalMissing(call, course, draft.revision),
  ]);
  return {
    ...studio,
    ...{ revision: draft.revision, problems, release, difference, runs, reviews, plans, takers },
    ...{ cohorts, nameOf, approvalMissing },
    zone: zoneOf(call),
  };
}

/** Every problem of the form that no shape can find. */
function refuseField(path: string, message: string): never {
  throw new Refusal(commonRefusals['invalid-input'], { fields: [{ path, message }] });
}

async function cohortIn(course: Course, chosen: string | undefined): Promise<{ run: Run; key: string }> {
  const [runKey, key] = (chosen ?? '').split(' ');
  const run = (await listRunsOfCourse(course.id)).find((one) => one.key === runKey);
  if (!run || !key) return refuseField('cohort', 'required');
  return { run, key };
}

export type Published =
  | { kind: 'published'; number: number; pilot: boolean }
  /** It comes at its time. */
  | { kind: 'planned'; plan: Plan };

export async function publish(call: Call, params: CourseParams, body: PublishBody): Promise<Published> {
  const permission: Permission = 'course.publish';
  if (!may(call.actor, permission, { course: `${params.organization}/${params.course}` }))
    throw new Refusal(commonRefusals['not-allowed']);
  const { course, draft } = await openDraft(call, params, 'course.edit');
  if (draft.revision !== body.revision) throw new Refusal(authoringRefusals['draft-moved-on']);
  const what = { course, revision: body.revision, notes: body.notes.trim() };
  if (body.when === 'at') {
    if (!body.at || !isWallTime(body.at)) return refuseField('at', 'required');
    const plan = await planRelease(call, { ...what, at: instantOf(body.at, zoneOf(call)) });
    return { kind: 'planned', plan };
  }
  const pilot = body.when === 'pilot';
  const { number } = await publishRevision(call, {
    ...what,
    ...(pilot && { cohort: await cohortIn(course, body.cohort) }),
    firstRun: { key: 'open', settings: { open: body.open ?? false } },
  });
  return { kind: 'published', number, pilot };
}

/** The next full hour, as the form suggests it. */
export const nextHour = (now: Date, zone: string): string =>
  `${wallTimeOf(new Date(now.getTime() + 3_600_000), zone).slice(0, 13)}:00`;
