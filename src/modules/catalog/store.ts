/** All SQL of the catalog. */

import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
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
      'c.languages',
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

/** Where a role can hold below the whole site, for a list to choose from: organizations, then courses. */
export const listPlaces = (): Promise<{ key: string; name: string }[]> =>
  query(
    `select key, name from (
       select o.key, o.name, 0 as rank from catalog.organization o
       union all
       select o.key || '/' || c.key, c.title, 1 from catalog.course c join catalog.organization o on o.id = c.organization_id
     ) places order by rank, name limit 2000`,
  );

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

/** A course is found under each of its languages. */
const valuesOf = (facet: FacetName) =>
  facet === 'language' ? sql`unnest(c.languages)` : sql`${sql.ref(`c.${facet}`)}`;

const matchesFacet = (facet: FacetName, value: string) => (_: CourseExpression) =>
  facet === 'language'
    ? sql<SqlBool>`${value} = any(c.languages)`
    : sql<SqlBool>`${sql.ref(`c.${facet}`)} = ${value}`;

export async function searchCourses(search: CourseSearch): Promise<{ courses: Course[]; total: number }> {
  let found = courses()
    .select(sql<number>`count(*) over ()`.as('total'))
    .where('c.listed', '=', true)
    .where('c.release_id', 'is not', null)
    .where(matchesText(search.q) as never);
  for (const facet of facetNames) {
    const value = search[facet];
    if (value) found = found.where(matchesFacet(facet, value) as never);
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
        sql<string>`facet.value`.as('value'),
        sql<number>`count(*)`.as('count'),
      ])
      .innerJoinLateral(
        () => sql<{ value: string }>`(select ${valuesOf(facet)} as value)`.as('facet'),
        (join) => join.onTrue(),
      )
      .where('c.listed', '=', true)
      .where('c.release_id', 'is not', null)
      .where(sql<SqlBool>`facet.value is not null`)
      .where(matchesText(search.q) as never)
      .groupBy(sql`facet.value`);
    for (const other of facetNames) {
      const value = search[other];
      if (value && other !== facet) part = part.where(matchesFacet(other, value) as never);
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

/** Null where the key is taken. */
export async function insertOrganization(key: string, name: string): Promise<string | null> {
  const row = await db()
    .insertInto('catalog.organization')
    .values({ key, name, about: '' })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
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
  languages: string[];
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
