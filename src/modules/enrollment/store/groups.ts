/** SQL of groups that hand in together. Whoever changes one locks its row first: races are decided there. */
import { query } from '#platform/database.ts';

export interface GroupRow {
  id: string;
  runId: string;
  key: string;
  fixed: boolean;
  /** All of them, in a fixed order. */
  members: string[];
}

const lockRow = async (where: string, values: readonly unknown[]): Promise<GroupRow | null> => {
  const [group] = await query<Omit<GroupRow, 'members'>>(
    `select id, run_id as "runId", group_key as key, fixed_at is not null as fixed from enrollment.learner_group
     where ${where} for update`,
    values,
  );
  if (!group) return null;
  // A statement of its own: it sees who joined while this one waited for the lock.
  const members = await query<{ id: string }>(
    'select learner_id as id from enrollment.group_member where group_id = $1 order by joined_at, learner_id',
    [group.id],
  );
  return { ...group, members: members.map(({ id }) => id) };
};

export const lockById = (runId: string, key: string, id: string) =>
  lockRow('run_id = $1 and group_key = $2 and id = $3', [runId, key, id]);

export const lockByCode = (runId: string, key: string, code: string) =>
  lockRow('run_id = $1 and group_key = $2 and code = $3', [runId, key, code]);

export const lockOf = (runId: string, key: string, learnerId: string) =>
  lockRow(
    `id = (select group_id from enrollment.group_member where run_id = $1 and group_key = $2 and learner_id = $3)`,
    [runId, key, learnerId],
  );

export async function addGroup(runId: string, key: string, id: string, code: string): Promise<void> {
  await query('insert into enrollment.learner_group (id, run_id, group_key, code) values ($1, $2, $3, $4)', [
    id,
    runId,
    key,
    code,
  ]);
}

/** False: they are in a group already, or not in the run. */
export async function addMember(
  runId: string,
  key: string,
  groupId: string,
  learnerId: string,
): Promise<boolean> {
  const added = await query(
    `insert into enrollment.group_member (learner_id, run_id, group_key, group_id)
     select $4, $1, $2, $3 where exists (
       select from enrollment.enrollment where learner_id = $4 and run_id = $1 and state = 'active')
     on conflict do nothing returning 1`,
    [runId, key, groupId, learnerId],
  );
  return added.length > 0;
}

/** Takes a member out; a group without any is gone. */
export async function removeMember(groupId: string, learnerId: string): Promise<void> {
  await query('delete from enrollment.group_member where group_id = $1 and learner_id = $2', [
    groupId,
    learnerId,
  ]);
  await query(
    `delete from enrollment.learner_group g where id = $1
       and not exists (select from enrollment.group_member where group_id = g.id)`,
    [groupId],
  );
}

export async function saveFixed(id: string): Promise<void> {
  await query(
    'update enrollment.learner_group set fixed_at = clock_timestamp() where id = $1 and fixed_at is null',
    [id],
  );
}

/** Those of these who are in the run now. */
export async function listActive(runId: string, learnerIds: readonly string[]): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `select learner_id as id from enrollment.enrollment
     where run_id = $1 and learner_id = any($2::uuid[]) and state = 'active' order by learner_id`,
    [runId, learnerIds],
  );
  return rows.map(({ id }) => id);
}

export interface ListedGroup {
  id: string;
  code: string;
  fixed: boolean;
  members: { id: string; name: string; email: string; active: boolean }[];
}

export const listGroups = (runId: string, key: string): Promise<ListedGroup[]> =>
  query<ListedGroup>(
    `select g.id, g.code, g.fixed_at is not null as fixed, json_agg(json_build_object('id', m.learner_id,
       'name', coalesce(u.name, ''), 'email', coalesce(u.email, ''), 'active', e.state = 'active') order by u.name) as members
     from enrollment.learner_group g
     join enrollment.group_member m on m.group_id = g.id
     join enrollment.enrollment e on e.learner_id = m.learner_id and e.run_id = m.run_id
     left join accounts."user" u on u.id = m.learner_id
     where g.run_id = $1 and g.group_key = $2 group by g.id order by g.made_at, g.id`,
    [runId, key],
  );

/** The groups of each learner of the run who is in any. */
export async function listMemberships(runId: string): Promise<Map<string, string[]>> {
  const rows = await query<{ learnerId: string; groups: string[] }>(
    `select learner_id as "learnerId", array_agg(group_id::text) as groups
     from enrollment.group_member where run_id = $1 group by learner_id`,
    [runId],
  );
  return new Map(rows.map(({ learnerId, groups }) => [learnerId, groups]));
}

/** Learners of the run who are in no group of this key, by name. */
export const listUngrouped = (
  runId: string,
  key: string,
  limit: number,
): Promise<{ id: string; name: string; email: string }[]> =>
  query(
    `select e.learner_id as id, coalesce(u.name, '') as name, coalesce(u.email, '') as email
     from enrollment.enrollment e left join accounts."user" u on u.id = e.learner_id
     where e.run_id = $1 and e.state = 'active' and not exists (
       select from enrollment.group_member m where m.learner_id = e.learner_id and m.run_id = $1 and m.group_key = $2)
     order by u.name, e.learner_id limit $3`,
    [runId, key, limit],
  );
