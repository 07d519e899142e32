import type { Grant } from '#platform/actor.ts';
import { byPlace, inBatches, inputsOf } from '#platform/batch.ts';
import { query } from '#platform/database.ts';
import type { ListedGrant, RoleGrant } from './schema.ts';

export interface ActorRow {
  sessionId: string;
  expiresAt: Date;
  seenAt: Date;
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  locale: string | null;
  timeZone: string | null;
  readings: Record<string, string>;
  grants: Grant[];
}

const readActorRows = inBatches(async (of: { token: string; now: Date }[]): Promise<(ActorRow | null)[]> => {
  const rows = await query<ActorRow & { place: number }>(
    `select q.place, s.id as "sessionId", s.expires_at as "expiresAt", s.updated_at as "seenAt", u.id, u.name, u.email,
         u.email_verified as "emailVerified", u.locale, u.time_zone as "timeZone", u.readings,
         coalesce((select json_agg(json_build_object('role', g.role, 'scope', g.scope, 'target', g.target))
                   from access.role_grant g where g.person_id = u.id), '[]') as grants
       from ${inputsOf('text', 'timestamptz')} as q(token, now, place)
       join accounts.session s on s.token = q.token and s.expires_at > q.now
       join accounts.user u on u.id = s.user_id and u.suspended_at is null`,
    [of.map(({ token }) => token), of.map(({ now }) => now)],
  );
  return byPlace(of, rows).map(([row]) => row ?? null);
});

/** Session, person and grants in one round trip: the first statement of every page that a person asks for. */
export const findActorRow = (token: string, now: Date): Promise<ActorRow | null> =>
  readActorRows({ token, now });

/** Whether it was new. */
export async function addGrant(grant: RoleGrant, by: string, now: Date): Promise<boolean> {
  const rows = await query(
    `insert into access.role_grant (person_id, role, scope, target, granted_by, granted_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
    [grant.personId, grant.role, grant.scope, grant.target, by, now],
  );
  return rows.length > 0;
}

/** Whether there was one. */
export async function removeGrant(grant: RoleGrant): Promise<boolean> {
  const rows = await query(
    'delete from access.role_grant where person_id = $1 and role = $2 and scope = $3 and target = $4 returning 1',
    [grant.personId, grant.role, grant.scope, grant.target],
  );
  return rows.length > 0;
}

/**
 * Active administrators other than this person. Locks all grants of that role, so that of two administrators who
 * remove each other at the same time only one succeeds.
 */
export async function countOtherAdministrators(personId: string): Promise<number> {
  const rows = await query<{ personId: string; suspended: boolean }>(
    `select g.person_id as "personId", u.suspended_at is not null as suspended
     from access.role_grant g join accounts.user u on u.id = g.person_id
     where g.role = 'admin' and g.scope = 'site' order by g.person_id for update of g`,
  );
  return rows.filter((row) => row.personId !== personId && !row.suspended).length;
}

export interface GrantFilter {
  personIds?: readonly string[];
  scope?: string;
  target?: string;
}

export function listGrantRows(filter: GrantFilter): Promise<ListedGrant[]> {
  return query<ListedGrant>(
    `select g.person_id as "personId", g.role, g.scope, g.target, g.granted_at as "grantedAt", u.name, u.email
     from access.role_grant g join accounts.user u on u.id = g.person_id
     where ($1::uuid[] is null or g.person_id = any($1)) and ($2::text is null or g.scope = $2)
       and ($3::text is null or g.target = $3)
     order by g.scope, g.target, g.role, u.name`,
    [filter.personIds ?? null, filter.scope ?? null, filter.target ?? null],
  );
}
