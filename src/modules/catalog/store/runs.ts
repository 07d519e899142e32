/** SQL of runs. */
import { sql } from 'kysely';
import { instantOf } from '#lib/wall-time.ts';
import { db, query } from '#platform/database.ts';
import type { Run, RunSettings } from '../schema.ts';

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
