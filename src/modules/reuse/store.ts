/** SQL of blueprints: which courses are ones, who follows them. */
import { query } from '#platform/database.ts';
import type { Blueprint, BlueprintSettings, Child } from './schema.ts';

export async function findBlueprint(courseId: string): Promise<Blueprint | null> {
  const [row] = await query<Blueprint>(
    'select course_id as "courseId", push, locked from reuse.blueprint where course_id = $1',
    [courseId],
  );
  return row ?? null;
}

export async function saveBlueprint(
  courseId: string,
  { push, locked }: BlueprintSettings,
  by: string,
  at: Date,
): Promise<void> {
  await query(
    `insert into reuse.blueprint (course_id, push, locked, made_by, made_at) values ($1, $2, $3, $4, $5)
     on conflict (course_id) do update set push = excluded.push, locked = excluded.locked`,
    [courseId, push, [...locked], by, at],
  );
}

export async function removeBlueprint(courseId: string): Promise<void> {
  await query('delete from reuse.blueprint where course_id = $1', [courseId]);
}

const columns = 'course_id as "courseId", blueprint_id as "blueprintId"';

export const listChildren = (blueprintId: string): Promise<Child[]> =>
  query<Child>(`select ${columns} from reuse.child where blueprint_id = $1 order by course_id`, [
    blueprintId,
  ]);

export async function findChild(courseId: string): Promise<Child | null> {
  const [row] = await query<Child>(`select ${columns} from reuse.child where course_id = $1`, [courseId]);
  return row ?? null;
}

/** False: it follows one already. */
export async function addChild({ courseId, blueprintId }: Child, by: string, at: Date): Promise<boolean> {
  const rows = await query(
    `insert into reuse.child (course_id, blueprint_id, added_by, added_at) values ($1, $2, $3, $4)
     on conflict (course_id) do nothing returning course_id`,
    [courseId, blueprintId, by, at],
  );
  return rows.length > 0;
}

/** False: it did not follow this one. */
export async function removeChild({ courseId, blueprintId }: Child): Promise<boolean> {
  const rows = await query(
    'delete from reuse.child where course_id = $1 and blueprint_id = $2 returning course_id',
    [courseId, blueprintId],
  );
  return rows.length > 0;
}

/** Blueprints that do more than offer. */
export const listPushing = (): Promise<Blueprint[]> =>
  query<Blueprint>(
    `select course_id as "courseId", push, locked from reuse.blueprint where push <> 'offer' order by course_id`,
  );

/** Ids of those among these courses that are blueprints. */
export async function blueprintsAmong(courseIds: readonly string[]): Promise<Set<string>> {
  const rows = await query<{ id: string }>(
    'select course_id as id from reuse.blueprint where course_id = any($1)',
    [[...courseIds]],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function listBlueprintIds(): Promise<string[]> {
  const rows = await query<{ id: string }>(
    'select course_id as id from reuse.blueprint order by made_at limit 200',
  );
  return rows.map(({ id }) => id);
}
