/** All SQL of the catalog. */

import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { instantOf } from '#lib/wall-time.ts';
import type { Places } from '#modules/access/index.ts';
import { type Database, db, query } from '#platform/database.ts';
import type { DB } from '#platform/tables.gen.ts';
import {
  type Course,
  type CourseKind,
  type CourseSearch,
  type FacetName,
  facetNames,
  type Organization,
  type Run,
  type RunSettings,
} from './schema.ts';

export const pageSize = 24;

const courses = (from: Database = db()) =>
  from
    .selectFrom('catalog.course as c')
    .innerJoin('catalog.organization as o', 'o.id', 'c.organization_id')
    .select([
      'c.id',
      'c.key',
      'c.kind',
      'c.title',
      'c.summary',
      'c.language',
      'c.subject',
      'c.level',
      'c.pace',
      'c.license',
      'c.cover',
      'c.release_id as releaseId',
      'c.listed',
      'o.key as organizationKey',
      'o.name as organizationName',
    ]);

type CourseRow = Omit<Course, 'organization' | 'kind'> &
  Record<'kind' | 'organizationKey' | 'organizationName', string>;

const courseOf = ({ organizationKey, organizationName, ...row }: CourseRow): Course => ({
  ...row,
  kind: row.kind === 'library' ? 'library' : 'course',
  organization: { key: organizationKey, name: organizationName },
});

export async function findCourse(organization: string, course: string): Promise<Course | null> {
  const row = await courses()
    .where('o.key', '=', organization)
    .where('c.key', '=', course)
    .executeTakeFirst();
  return row ? courseOf(row) : null;
}

export async function findCourseById(id: string): Promise<Course | null> {
  const row = await courses().where('c.id', '=', id).executeTakeFirst();
  return row ? courseOf(row) : null;
}

/** Courses or libraries in these places, also those that are not listed or not published, by title. */
export async function listCoursesIn(
  places: Places,
  { q = '', page = 1, kind = 'course' }: { q?: string; page?: number; kind?: CourseKind } = {},
): Promise<{ courses: Course[]; total: number }> {
  let found = courses()
    .select(sql<number>`count(*) over ()`.as('total'))
    .where('c.kind', '=', kind)
    .where(matchesText(q) as never);
  if (places !== 'everywhere') {
    const { organizations, courses: paths } = places;
    found = found.where(
      sql<SqlBool>`(o.key = any(${organizations}) or o.key || '/' || c.key = any(${paths}))`,
    );
  }
  const rows = await found
    .orderBy('c.title')
    .orderBy('c.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return { courses: rows.map(({ total: _, ...row }) => courseOf(row)), total: rows[0]?.total ?? 0 };
}

export const findOrganization = (key: string): Promise<Organization | undefined> =>
  db()
    .selectFrom('catalog.organization')
    .select(['id', 'key', 'name', 'about'])
    .where('key', '=', key)
    .executeTakeFirst();

export const listOrganizations = (): Promise<Organization[]> =>
  db().selectFrom('catalog.organization').select(['id', 'key', 'name', 'about']).orderBy('name').execute();

type CourseExpression = ExpressionBuilder<DB & { c: DB['catalog.course'] }, 'c'>;

/** Words anywhere in title, subject or summary, the last one as a prefix; or a title that looks like them. */
function matchesText(q: string | undefined) {
  return (_: CourseExpression) => {
    const words = (q ?? '').normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length === 0) return sql<SqlBool>`true`;
    const terms = words.map((word, i) => (i === words.length - 1 ? `${word}:*` : word)).join(' & ');
    return sql<SqlBool>`(c.search @@ to_tsquery('simple', platform.fold(${terms}))
      or platform.fold(${q}) operator(public.<%) platform.fold(c.title))`;
  };
}

export async function searchCourses(search: CourseSearch): Promise<{ courses: Course[]; total: number }> {
  let found = courses()
    .select(sql<number>`count(*) over ()`.as('total'))
    .where('c.listed', '=', true)
    .where('c.release_id', 'is not', null)
    .where(matchesText(search.q) as never);
  for (const facet of facetNames) {
    const value = search[facet];
    if (value) found = found.where(`c.${facet}`, '=', value);
  }
  const rows = await found
    .orderBy(sql`ts_rank(c.search, to_tsquery('simple', platform.fold(${rankTerms(search.q)})))`, 'desc')
    .orderBy('c.title')
    .limit(pageSize)
    .offset(((search.page ?? 1) - 1) * pageSize)
    .execute();
  return { courses: rows.map(({ total: _, ...row }) => courseOf(row)), total: rows[0]?.total ?? 0 };
}

const rankTerms = (q: string | undefined) => ((q ?? '').match(/[\p{L}\p{N}]+/gu) ?? []).join(' | ');

/** Each facet is counted under the other facets' choices, so that every number says what a click would show. */
export async function countFacets(
  search: CourseSearch,
): Promise<Record<FacetName, { value: string; count: number }[]>> {
  const parts = facetNames.map((facet) => {
    let part = db()
      .selectFrom('catalog.course as c')
      .select([
        sql<FacetName>`${sql.lit(facet)}`.as('facet'),
        sql<string>`${sql.ref(`c.${facet}`)}`.as('value'),
        sql<number>`count(*)`.as('count'),
      ])
      .where('c.listed', '=', true)
      .where('c.release_id', 'is not', null)
      .where(`c.${facet}`, 'is not', null)
      .where(matchesText(search.q) as never)
      .groupBy(`c.${facet}`);
    for (const other of facetNames) {
      const value = search[other];
      if (value && other !== facet) part = part.where(`c.${other}`, '=', value);
    }
    return part;
  });
  const [first, ...rest] = parts;
  if (!first) throw new Error('no facets');
  const rows = await rest.reduce((all, part) => all.unionAll(part), first).execute();
  const facets = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Record<
    FacetName,
    { value: string; count: number }[]
  >;
  for (const { facet, value, count } of rows) facets[facet].push({ value, count });
  for (const name of facetNames)
    facets[name].sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  return facets;
}

export async function upsertOrganization(key: string, name: string, about: string): Promise<Organization> {
  return db()
    .insertInto('catalog.organization')
    .values({ key, name, about })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ name, about }))
    .returning(['id', 'key', 'name', 'about'])
    .executeTakeFirstOrThrow();
}

/** Released libraries in no order. */
export async function listLibraries(): Promise<Course[]> {
  const rows = await courses()
    .where('c.kind', '=', 'library')
    .where('c.release_id', 'is not', null)
    .execute();
  return rows.map(courseOf);
}

export async function listCoursesById(ids: readonly string[]): Promise<Course[]> {
  const rows = await courses()
    .where(sql<SqlBool>`c.id = any(${[...ids]}::uuid[])`)
    .orderBy('c.title')
    .orderBy('c.id')
    .execute();
  return rows.map(courseOf);
}

/** The course's row, made where it is missing; of one that is there, the kind stays. */
export async function upsertCourse(
  organizationId: string,
  key: string,
  title: string,
  kind: CourseKind,
): Promise<string> {
  const { id } = await db()
    .insertInto('catalog.course')
    .values({ organization_id: organizationId, key, title, kind, listed: kind === 'course' })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'key']).doUpdateSet({ updated_at: new Date() }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export interface CourseFacts {
  title: string;
  summary: string;
  language: string;
  subject: string | null;
  level: string | null;
  pace: string;
  license: string | null;
  cover: string | null;
}

/** A course that is released is called as its release says. */
export async function setDraftTitle(courseId: string, title: string): Promise<void> {
  await db()
    .updateTable('catalog.course')
    .set({ title, updated_at: new Date() })
    .where('id', '=', courseId)
    .where('release_id', 'is', null)
    .execute();
}

export async function setCourseRelease(
  courseId: string,
  releaseId: string,
  facts: CourseFacts,
): Promise<void> {
  await db()
    .updateTable('catalog.course')
    .set({ ...facts, release_id: releaseId, updated_at: new Date() })
    .where('id', '=', courseId)
    .execute();
}

export async function setRunsRelease(courseId: string, releaseId: string): Promise<void> {
  await db()
    .updateTable('catalog.run')
    .set({ release_id: releaseId, pilot_release_id: null, pilot_cohort: null })
    .where('course_id', '=', courseId)
    .execute();
}

export async function setRunPilot(runId: string, pilot: Run['pilot']): Promise<void> {
  await db()
    .updateTable('catalog.run')
    .set({ pilot_release_id: pilot?.releaseId ?? null, pilot_cohort: pilot?.cohort ?? null })
    .where('id', '=', runId)
    .execute();
}

const columnsOf = (settings: RunSettings) => ({
  open: settings.open,
  zone: settings.zone,
  starts_at: settings.startsAt,
  ends_at: settings.endsAt,
  enrollment_opens_at: settings.enrollmentOpensAt,
  enrollment_closes_at: settings.enrollmentClosesAt,
  enrollment_key: settings.enrollmentKey,
  self_enrollment: settings.selfEnrollment,
});

/** Makes the run, or changes what is named of it. */
export async function upsertRun(
  courseId: string,
  key: string,
  releaseId: string,
  settings: RunSettings,
): Promise<void> {
  await db()
    .insertInto('catalog.run')
    .values({ course_id: courseId, key, release_id: releaseId, ...columnsOf(settings) })
    .onConflict((conflict) =>
      conflict.columns(['course_id', 'key']).doUpdateSet({ release_id: releaseId, ...columnsOf(settings) }),
    )
    .execute();
}

/** The id of the new run; null: the key is taken. */
export async function insertRun(
  courseId: string,
  key: string,
  releaseId: string,
  settings: RunSettings,
): Promise<string | null> {
  const row = await db()
    .insertInto('catalog.run')
    .values({ course_id: courseId, key, release_id: releaseId, ...columnsOf(settings) })
    .onConflict((conflict) => conflict.columns(['course_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The settings as they were written, wall times in their zone. */
export async function findRunSettings(runId: string): Promise<Required<RunSettings> | null> {
  const row = await db()
    .selectFrom('catalog.run')
    .select([
      'open',
      'zone',
      sql<string | null>`starts_at`.as('startsAt'),
      sql<string | null>`ends_at`.as('endsAt'),
      sql<string | null>`enrollment_opens_at`.as('enrollmentOpensAt'),
      sql<string | null>`enrollment_closes_at`.as('enrollmentClosesAt'),
      'enrollment_key as enrollmentKey',
      'self_enrollment as selfEnrollment',
    ])
    .where('id', '=', runId)
    .executeTakeFirst();
  return row ?? null;
}

export async function updateRun(runId: string, settings: RunSettings): Promise<void> {
  await db().updateTable('catalog.run').set(columnsOf(settings)).where('id', '=', runId).execute();
}

const runColumns = `
  r.id, r.key, r.course_id as "courseId", c.key as "courseKey", c.title as "courseTitle",
  o.key as "organizationKey", o.name as "organizationName", r.release_id as "releaseId",
  r.pilot_release_id as "pilotReleaseId", r.pilot_cohort as "pilotCohort", r.open, r.zone,
  r.starts_at as "startsAt", r.ends_at as "endsAt", r.enrollment_opens_at as "enrollmentOpensAt",
  r.enrollment_closes_at as "enrollmentClosesAt", r.enrollment_key is not null as "hasEnrollmentKey",
  r.self_enrollment as "selfEnrollment"
  from catalog.run r join catalog.course c on c.id = r.course_id join catalog.organization o on o.id = c.organization_id`;

type RunRow = Omit<Run, 'pilot' | 'startsAt' | 'endsAt' | 'enrollmentOpensAt' | 'enrollmentClosesAt'> &
  Record<
    'pilotReleaseId' | 'pilotCohort' | 'startsAt' | 'endsAt' | 'enrollmentOpensAt' | 'enrollmentClosesAt',
    string | null
  >;

function runOf({ pilotReleaseId, pilotCohort, ...row }: RunRow): Run {
  const at = (wallTime: string | null, twice?: 'last') =>
    wallTime === null ? null : instantOf(wallTime, row.zone, twice);
  return {
    ...row,
    pilot:
      pilotReleaseId !== null && pilotCohort !== null
        ? { releaseId: pilotReleaseId, cohort: pilotCohort }
        : null,
    startsAt: at(row.startsAt),
    endsAt: at(row.endsAt, 'last'),
    enrollmentOpensAt: at(row.enrollmentOpensAt),
    enrollmentClosesAt: at(row.enrollmentClosesAt, 'last'),
  };
}

export async function findRun(organization: string, course: string, run: string): Promise<Run | null> {
  const rows = await query<RunRow>(`select ${runColumns} where o.key = $1 and c.key = $2 and r.key = $3`, [
    organization,
    course,
    run,
  ]);
  return rows[0] ? runOf(rows[0]) : null;
}

export async function listRunsOfCourse(courseId: string): Promise<Run[]> {
  const rows = await query<RunRow>(
    `select ${runColumns} where r.course_id = $1 order by r.starts_at nulls first, r.key`,
    [courseId],
  );
  return rows.map(runOf);
}

export async function listRunsOfCourses(courseIds: string[]): Promise<Run[]> {
  const rows = await query<RunRow>(
    `select ${runColumns} where r.course_id = any($1) order by r.starts_at nulls first, r.key`,
    [courseIds],
  );
  return rows.map(runOf);
}

export async function listRunsById(ids: string[]): Promise<Run[]> {
  const rows = await query<RunRow>(`select ${runColumns} where r.id = any($1)`, [ids]);
  return rows.map(runOf);
}

export async function findEnrollmentKey(runId: string): Promise<string | null> {
  const row = await db()
    .selectFrom('catalog.run')
    .select('enrollment_key')
    .where('id', '=', runId)
    .executeTakeFirst();
  return row?.enrollment_key ?? null;
}
