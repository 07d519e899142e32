/** SQL of the tables that better-auth fills (`service/better-auth.ts`), for what it does not offer itself. */
import { isUuid } from '#lib/uuid.ts';
import { query } from '#platform/database.ts';
import type { NewPerson, Person, Session } from './schema.ts';

const person = `id, name, email, email_verified as "emailVerified", locale, time_zone as "timeZone",
  suspended_at as "suspendedAt", created_at as "createdAt"`;

export async function findPerson(id: string): Promise<Person | null> {
  if (!isUuid(id)) return null;
  const [row] = await query<Person>(`select ${person} from accounts.user where id = $1`, [id]);
  return row ?? null;
}

export async function findPersonByAddress(email: string): Promise<Person | null> {
  const [row] = await query<Person>(`select ${person} from accounts.user where email = lower($1)`, [email]);
  return row ?? null;
}

export function listPersons(ids: readonly string[]): Promise<Person[]> {
  return query<Person>(`select ${person} from accounts.user where id = any($1)`, [ids]);
}

export function listPersonsByAddress(emails: readonly string[]): Promise<Person[]> {
  return query<Person>(`select ${person} from accounts.user where email = any($1)`, [
    emails.map((email) => email.toLowerCase()),
  ]);
}

/** An account with its password's hash, as better-auth looks for it; null where the address has one already. */
export async function addPerson(given: NewPerson, passwordHash: string | null): Promise<Person | null> {
  const [row] = await query<Person>(
    `with added as (
       insert into accounts.user (name, email, email_verified, locale, time_zone)
       values ($1, lower($2), $3, $4, $5) on conflict (email) do nothing returning *
     ), way_in as (
       insert into accounts.account (user_id, provider_id, account_id, password)
       select id, 'credential', id::text, $6 from added where $6::text is not null
     )
     select ${person} from added`,
    [
      given.name.trim(),
      given.email.trim(),
      given.verified,
      given.locale ?? null,
      given.timeZone ?? null,
      passwordHash,
    ],
  );
  return row ?? null;
}

export async function hasPassword(id: string): Promise<boolean> {
  const rows = await query(
    `select 1 from accounts.account where user_id = $1 and provider_id = 'credential' and password is not null`,
    [id],
  );
  return rows.length > 0;
}

export interface PeopleFound {
  people: Person[];
  total: number;
}

/** People whose name or address holds the text, newest first. */
export async function searchPeople(
  text: string,
  page: { number: number; size: number },
): Promise<PeopleFound> {
  const pattern = text ? `%${text.replace(/[%_\\]/g, '\\$&')}%` : null;
  const where = `$1::text is null or platform.fold(name || ' ' || email) like platform.fold($1)`;
  const [[counted], people] = await Promise.all([
    query<{ total: number }>(`select count(*) as total from accounts.user where ${where}`, [pattern]),
    query<Person>(`select ${person} from accounts.user where ${where} order by id desc limit $2 offset $3`, [
      pattern,
      page.size,
      (page.number - 1) * page.size,
    ]),
  ]);
  return { people, total: counted?.total ?? 0 };
}

export async function setProfile(
  id: string,
  profile: { name: string; locale: string; timeZone: string },
  now: Date,
): Promise<void> {
  await query(
    'update accounts.user set name = $2, locale = $3, time_zone = $4, updated_at = $5 where id = $1',
    [id, profile.name, profile.locale, profile.timeZone, now],
  );
}

export async function setReading(id: string, course: string, language: string): Promise<void> {
  await query(
    'update accounts.user set readings = readings || jsonb_build_object($2::text, $3::text) where id = $1',
    [id, course, language],
  );
}

export async function setVerified(id: string, now: Date): Promise<boolean> {
  const rows = await query(
    'update accounts.user set email_verified = true, updated_at = $2 where id = $1 and not email_verified returning 1',
    [id, now],
  );
  return rows.length > 0;
}

/** Whether it changed anything. */
export async function setSuspended(id: string, at: Date | null, now: Date): Promise<boolean> {
  const rows = await query(
    `update accounts.user set suspended_at = $2, updated_at = $3
     where id = $1 and (suspended_at is null) = ($2::timestamptz is not null) returning 1`,
    [id, at, now],
  );
  return rows.length > 0;
}

export function listSessions(personId: string, now: Date): Promise<Session[]> {
  return query<Session>(
    `select id, created_at as "createdAt", updated_at as "seenAt", coalesce(ip_address, '') as ip,
       coalesce(user_agent, '') as "userAgent"
     from accounts.session where user_id = $1 and expires_at > $2 order by updated_at desc, id desc`,
    [personId, now],
  );
}

/** Ends one session of a person, all but one (`except`), or all; says how many. */
export async function deleteSessions(
  personId: string,
  which: { id?: string; except?: string } = {},
): Promise<number> {
  const rows = await query(
    `delete from accounts.session
     where user_id = $1 and ($2::text is null or id::text = $2) and ($3::text is null or id::text <> $3) returning 1`,
    [personId, which.id ?? null, which.except ?? null],
  );
  return rows.length;
}

/** Moves the end of a used session. */
export async function touchSession(id: string, now: Date, end: Date): Promise<void> {
  await query('update accounts.session set updated_at = $2, expires_at = $3 where id = $1', [id, now, end]);
}

export async function deleteExpired(now: Date): Promise<void> {
  await query('delete from accounts.session where expires_at < $1', [now]);
  await query('delete from accounts.verification where expires_at < $1', [now]);
}
