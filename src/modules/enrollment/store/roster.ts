/** All SQL of enrollment. */
import { sql } from 'kysely';
import { db } from '#platform/database.ts';
import type { Enrollment, RosterEntry } from '../schema.ts';

export const pageSize = 50;

export async function findEnrollment(learnerId: string, runId: string): Promise<Enrollment | null> {
  const row = await db()
    .selectFrom('enrollment.enrollment')
    .select(['learner_id as learnerId', 'run_id as runId', 'state', 'enrolled_at as enrolledAt'])
    .where('learner_id', '=', learnerId)
    .where('run_id', '=', runId)
    .executeTakeFirst();
  return (row as Enrollment | undefined) ?? null;
}

export async function listEnrollments(learnerId: string): Promise<Enrollment[]> {
  const rows = await db()
    .selectFrom('enrollment.enrollment')
    .select(['learner_id as learnerId', 'run_id as runId', 'state', 'enrolled_at as enrolledAt'])
    .where('learner_id', '=', learnerId)
    .where('state', '=', 'active')
    .orderBy('enrolled_at', 'desc')
    .execute();
  return rows as Enrollment[];
}

/** Which of these runs a person is in. */
export async function findEnrollments(learnerId: string, runIds: string[]): Promise<Set<string>> {
  const rows = await db()
    .selectFrom('enrollment.enrollment')
    .select('run_id')
    .where('learner_id', '=', learnerId)
    .where('state', '=', 'active')
    .where(sql<boolean>`run_id = any(${runIds}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.run_id));
}

/** Which of these people are in a run. */
export async function findLearners(runId: string, learnerIds: readonly string[]): Promise<Set<string>> {
  const rows = await db()
    .selectFrom('enrollment.enrollment')
    .select('learner_id')
    .where('run_id', '=', runId)
    .where('state', '=', 'active')
    .where(sql<boolean>`learner_id = any(${learnerIds}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.learner_id));
}

/** How many people are in each of these runs; a run without any is missing. */
export async function countLearners(courseIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db()
    .selectFrom('enrollment.enrollment as e')
    .innerJoin('catalog.run as r', 'r.id', 'e.run_id')
    .select(['e.run_id', sql<number>`count(*)`.as('count')])
    .where('e.state', '=', 'active')
    .where(sql<boolean>`r.course_id = any(${courseIds}::uuid[])`)
    .groupBy('e.run_id')
    .execute();
  return new Map(rows.map((row) => [row.run_id, row.count]));
}

/** Enrolls, or takes back who had left; the first date of entry stays. */
export async function saveEnrollment(
  learnerId: string,
  runId: string,
  origin: 'self' | 'staff' | 'import',
): Promise<void> {
  await db()
    .insertInto('enrollment.enrollment')
    .values({ learner_id: learnerId, run_id: runId, origin })
    .onConflict((conflict) =>
      conflict.columns(['learner_id', 'run_id']).doUpdateSet({ state: 'active', left_at: null }),
    )
    .execute();
}

export async function saveLeave(learnerId: string, runId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db()
    .updateTable('enrollment.enrollment')
    .set({ state: 'left', left_at: now })
    .where('learner_id', '=', learnerId)
    .where('run_id', '=', runId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function listRoster(
  runId: string,
  search: string,
  page: number,
): Promise<{ entries: RosterEntry[]; total: number }> {
  const pattern = `%${search.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const rows = await db()
    .selectFrom('enrollment.enrollment as e')
    .innerJoin('accounts.user as u', 'u.id', 'e.learner_id')
    .select([
      'e.learner_id as learnerId',
      'u.name',
      'u.email',
      'e.state',
      'e.origin',
      'e.enrolled_at as enrolledAt',
      sql<number>`count(*) over ()`.as('total'),
    ])
    .where('e.run_id', '=', runId)
    .where((where) =>
      search
        ? where.or([
            where(sql<string>`platform.fold(u.name)`, 'like', sql<string>`platform.fold(${pattern})`),
            where('u.email', 'ilike', pattern),
          ])
        : where.lit(true),
    )
    .orderBy('u.name')
    .orderBy('e.learner_id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
  return {
    entries: rows.map(({ total: _, ...entry }) => entry as RosterEntry),
    total: rows[0]?.total ?? 0,
  };
}
