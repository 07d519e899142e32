/** Releases that are to come. */
import { query } from '#platform/database.ts';
import type { Plan, PlanState } from '../schema.ts';

const columns = `id, course_id as "courseId", revision, notes, at, made_by as "madeBy", made_at as "madeAt", state,
  number, problem, settled_at as "settledAt", settled_by as "settledBy"`;

export async function addPlan(
  plan: Pick<Plan, 'courseId' | 'revision' | 'notes' | 'at' | 'madeBy' | 'madeAt'>,
): Promise<Plan> {
  const { courseId, revision, notes, at, madeBy, madeAt } = plan;
  const [row] = await query<Plan>(
    `insert into authoring.plan (course_id, revision, notes, at, made_by, made_at) values ($1, $2, $3, $4, $5, $6)
     returning ${columns}`,
    [courseId, revision, notes, at, madeBy, madeAt],
  );
  if (!row) throw new Error('a plan was not written');
  return row;
}

/** Those to come first, then the last ones that came or did not. */
export const listPlans = (courseId: string): Promise<Plan[]> =>
  query<Plan>(
    `select ${columns} from authoring.plan where course_id = $1
     order by state <> 'waiting', case when state = 'waiting' then at end, at desc limit 50`,
    [courseId],
  );

/** Takes one whose time has come; another process passes it over until this transaction ends. */
export async function claimDue(now: Date): Promise<Plan | null> {
  const [row] = await query<Plan>(
    `select ${columns} from authoring.plan where state = 'waiting' and at <= $1
     order by at limit 1 for update skip locked`,
    [now],
  );
  return row ?? null;
}

/** False: it was not waiting any more. */
export async function settlePlan(
  id: string,
  to: { state: PlanState; number?: number | null; problem?: string; at: Date; by: string },
): Promise<boolean> {
  const rows = await query(
    `update authoring.plan set state = $2, number = $3, problem = $4, settled_at = $5, settled_by = $6
     where id = $1 and state = 'waiting' returning 1`,
    [id, to.state, to.number ?? null, to.problem ?? null, to.at, to.by],
  );
  return rows.length > 0;
}
