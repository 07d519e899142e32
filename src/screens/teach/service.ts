/** What staff see and do about their courses and runs; puts catalog, enrollment, accounts and content together. */
import { translateTo } from '#lib/messages.ts';
import { isUuid } from '#lib/uuid.ts';
import { may, mayAnywhere, placesWith } from '#modules/access/index.ts';
import { listPeopleByEmail, namesOfPeople } from '#modules/accounts/index.ts';
import {
  type Course,
  coursePageSize,
  getCourseWith,
  getRun,
  listCoursesIn,
  listRunsOfCourses,
  type Run,
} from '#modules/catalog/index.ts';
import {
  type ImportReport,
  listImportReports,
  listReleases,
  type Publication,
} from '#modules/content/index.ts';
import {
  countLearners,
  enrollByStaff,
  findLearners,
  listRoster,
  type RosterEntry,
  rosterPageSize,
} from '#modules/enrollment/index.ts';
import type { Actor } from '#platform/actor.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { isAddress, placeOf, programName } from './rules.ts';
import {
  type CourseParams,
  type EnrollReport,
  mostAddresses,
  type Outcome,
  type RunParams,
} from './schema.ts';

/** What the actor may do in a course. */
export interface Rights {
  teach: boolean;
  /** Marks at least what is allotted to them. */
  mark: boolean;
  edit: boolean;
}

export const rightsIn = (actor: Actor, params: CourseParams): Rights => ({
  teach: may(actor, 'course.teach', placeOf(params)),
  mark: may(actor, 'course.mark', placeOf(params)),
  edit: may(actor, 'course.edit', placeOf(params)),
});

export interface RunLine {
  run: Run;
  learners: number;
}

export interface CourseLine {
  course: Course;
  rights: Rights;
  runs: RunLine[];
}

export interface Desk {
  courses: CourseLine[];
  total: number;
  page: number;
  pages: number;
  q: string;
  mayImport: boolean;
}

const pagesOf = (total: number, size: number) => Math.max(1, Math.ceil(total / size));

async function runsOf(courseIds: string[]): Promise<RunLine[]> {
  const [runs, counts] = await Promise.all([listRunsOfCourses(courseIds), countLearners(courseIds)]);
  return runs.map((run) => ({ run, learners: counts.get(run.id) ?? 0 }));
}

/** The courses in which the actor is staff, with their runs. */
export async function openDesk({ actor }: Call, { q, page }: { q: string; page: number }): Promise<Desk> {
  const { courses, total } = await listCoursesIn(placesWith(actor, 'course.view-as-staff'), { q, page });
  const runs = await runsOf(courses.map(({ id }) => id));
  const ofCourse = Map.groupBy(runs, ({ run }) => run.courseId);
  return {
    courses: courses.map((course) => ({
      course,
      rights: rightsIn(actor, { organization: course.organization.key, course: course.key }),
      runs: ofCourse.get(course.id) ?? [],
    })),
    total,
    page,
    pages: pagesOf(total, coursePageSize),
    q,
    mayImport: mayAnywhere(actor, 'course.publish'),
  };
}

export interface ReleaseLine extends Publication {
  current: boolean;
  /** The person's name, or the part of the program. */
  author: string;
}

export interface CourseDesk {
  course: Course;
  rights: Rights;
  mayImport: boolean;
  runs: RunLine[];
  releases: ReleaseLine[];
  page: number;
  pages: number;
  imports: (ImportReport & { author: string })[];
}

const releasesAPage = 20;

/** Names of whoever made something, people and parts of the program, in the language of whoever reads them. */
export async function authorsOf(
  things: readonly { createdBy: string }[],
  locale: string,
): Promise<(id: string) => string> {
  const names = await namesOfPeople(things.map(({ createdBy }) => createdBy).filter(isUuid));
  const t = translateTo(locale);
  return (id) => names.get(id) ?? programName(id, t);
}

export async function openCourseDesk(call: Call, params: CourseParams, page: number): Promise<CourseDesk> {
  const [course, [all, imports, runs]] = await getCourseWith(params.organization, params.course, (id) =>
    Promise.all([listReleases(id), listImportReports(id), runsOf([id])]),
  );
  const releases = all.slice((page - 1) * releasesAPage, page * releasesAPage);
  const author = await authorsOf([...releases, ...imports], call.locale);
  return {
    course,
    rights: rightsIn(call.actor, params),
    mayImport: may(call.actor, 'course.publish', placeOf(params)),
    runs,
    releases: releases.map((release) => ({
      ...release,
      current: release.releaseId === course.releaseId,
      author: author(release.createdBy),
    })),
    page,
    pages: pagesOf(all.length, releasesAPage),
    imports: imports.map((report) => ({ ...report, author: author(report.createdBy) })),
  };
}

export interface Roster {
  run: Run;
  rights: Rights;
  entries: RosterEntry[];
  total: number;
  page: number;
  pages: number;
  q: string;
}

export const openRun = (params: RunParams): Promise<Run> =>
  getRun(params.organization, params.course, params.run);

export async function openRoster(
  call: Call,
  params: RunParams,
  { q, page }: { q: string; page: number },
): Promise<Roster> {
  const run = await openRun(params);
  const { entries, total } = await listRoster(run.id, q.trim(), page);
  const rights = rightsIn(call.actor, params);
  return { run, rights, entries, total, page, pages: pagesOf(total, rosterPageSize), q };
}

function checkAddresses(addresses: string[]): void {
  const message = addresses.length === 0 ? 'required' : addresses.length > mostAddresses ? 'too-many' : null;
  if (message)
    throw new Refusal(commonRefusals['invalid-input'], { fields: [{ path: 'addresses', message }] });
}

/**
 * Enrolls who has an account; nothing is created for the others. An address that nobody has proven to be theirs may
 * have been registered by somebody else, who would then stand in the course under a learner's name.
 */
export async function enrollAddresses(
  call: Call,
  params: RunParams,
  given: readonly string[],
): Promise<EnrollReport> {
  const addresses = [...new Set(given.map((address) => address.trim().toLowerCase()).filter(Boolean))];
  checkAddresses(addresses);
  const run = await openRun(params);
  const people = await listPeopleByEmail(addresses.filter(isAddress));
  const inRun = await findLearners(
    run.id,
    people.map(({ id }) => id),
  );
  const byAddress = new Map(people.map((person) => [person.email, person]));
  const lines = addresses.map((address) => {
    const person = byAddress.get(address);
    const outcome: Outcome = !person
      ? isAddress(address)
        ? 'unknown'
        : 'not-an-address'
      : inRun.has(person.id)
        ? 'already'
        : person.emailVerified
          ? 'enrolled'
          : 'unconfirmed';
    return { address, outcome, person };
  });
  const chosen = lines.flatMap(({ outcome, person }) =>
    outcome === 'enrolled' && person ? [person.id] : [],
  );
  await enrollByStaff(call, run, chosen);
  return {
    lines: lines.map(({ address, outcome, person }) => ({ address, outcome, name: person?.name ?? null })),
  };
}

/** Learners of the run by their addresses, and the addresses of nobody in it. */
export async function findByAddress(
  run: Pick<Run, 'id'>,
  given: readonly string[],
): Promise<{ learnerIds: string[]; missing: string[] }> {
  const addresses = [...new Set(given.map((address) => address.trim().toLowerCase()).filter(Boolean))];
  const people = await listPeopleByEmail(addresses);
  const inRun = await findLearners(
    run.id,
    people.map(({ id }) => id),
  );
  const found = people.filter(({ id }) => inRun.has(id));
  const known = new Set(found.map(({ email }) => email.toLowerCase()));
  return {
    learnerIds: found.map(({ id }) => id),
    missing: addresses.filter((address) => !known.has(address)),
  };
}
