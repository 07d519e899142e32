/** SQL of what staff set: dates, policies, cohorts, extensions, accommodations. */
import type { ActivityDates, LatePolicy } from '#modules/content/contract.ts';
import { query } from '#platform/database.ts';
import type {
  Accommodation,
  Cohort,
  Extension,
  ListedAccommodation,
  ListedExtension,
  Target,
} from '../schema.ts';

/** Sets what is said at a target; nothing said removes the row. */
export async function saveDates(
  runId: string,
  cohort: string,
  { kind, key }: Target,
  dates: ActivityDates,
): Promise<void> {
  if (Object.keys(dates).length === 0) {
    await query(
      `delete from enrollment.target_dates
       where run_id = $1 and cohort = $2 and target_kind = $3 and target_key = $4`,
      [runId, cohort, kind, key],
    );
    return;
  }
  const { opens = null, due = null, lateUntil = null, closes = null } = dates;
  await query(
    `insert into enrollment.target_dates (run_id, cohort, target_kind, target_key, opens, due, late_until, closes)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (run_id, cohort, target_kind, target_key) do update
     set opens = excluded.opens, due = excluded.due, late_until = excluded.late_until, closes = excluded.closes`,
    [runId, cohort, kind, key, opens, due, lateUntil, closes],
  );
}

export async function savePolicy(
  runId: string,
  late: LatePolicy | null,
  windowHours: number | null,
  minimumMinutes: number | null,
): Promise<void> {
  await query(
    `insert into enrollment.run_policy (run_id, late, window_hours, minimum_minutes) values ($1, $2, $3, $4)
     on conflict (run_id) do update
     set late = excluded.late, window_hours = excluded.window_hours, minimum_minutes = excluded.minimum_minutes`,
    [runId, late && JSON.stringify(late), windowHours, minimumMinutes],
  );
}

/** False: the key is taken. */
export async function addCohort(runId: string, { key, title }: Cohort): Promise<boolean> {
  const added = await query(
    'insert into enrollment.cohort (run_id, key, title) values ($1, $2, $3) on conflict do nothing returning 1',
    [runId, key, title],
  );
  return added.length > 0;
}

export async function hasCohort(runId: string, key: string): Promise<boolean> {
  const rows = await query('select 1 from enrollment.cohort where run_id = $1 and key = $2', [runId, key]);
  return rows.length > 0;
}

export async function removeCohort(runId: string, key: string): Promise<void> {
  await query('update enrollment.enrollment set cohort = null where run_id = $1 and cohort = $2', [
    runId,
    key,
  ]);
  await query('delete from enrollment.target_dates where run_id = $1 and cohort = $2', [runId, key]);
  await query('delete from enrollment.cohort where run_id = $1 and key = $2', [runId, key]);
}

export async function saveCohort(
  runId: string,
  learnerIds: readonly string[],
  cohort: string | null,
): Promise<void> {
  await query(
    'update enrollment.enrollment set cohort = $3 where run_id = $1 and learner_id = any($2::uuid[])',
    [runId, learnerIds, cohort],
  );
}

/** How many active learners each cohort has. */
export async function countCohorts(runId: string): Promise<Map<string, number>> {
  const rows = await query<{ cohort: string; count: number }>(
    `select cohort, count(*) as count from enrollment.enrollment
     where run_id = $1 and cohort is not null and state = 'active' group by cohort`,
    [runId],
  );
  return new Map(rows.map(({ cohort, count }) => [cohort, count]));
}

/** Active learners of a cohort, or of the whole run. */
export async function listLearnersOf(runId: string, cohort: string | null): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `select learner_id as id from enrollment.enrollment
     where run_id = $1 and state = 'active' and ($2::text is null or cohort = $2)`,
    [runId, cohort],
  );
  return rows.map(({ id }) => id);
}

export async function saveExtensions(
  runId: string,
  learnerIds: readonly string[],
  { kind, key, by, until, attempts, reason }: Extension,
  givenBy: string,
): Promise<void> {
  await query(
    `insert into enrollment.extension (learner_id, run_id, target_kind, target_key, by_duration, until_time, attempts,
       reason, given_by)
     select learner, $2, $3, $4, $5, $6, $7, $8, $9 from unnest($1::uuid[]) as learner
     where exists (select 1 from enrollment.enrollment e where e.learner_id = learner and e.run_id = $2)
     on conflict (learner_id, run_id, target_kind, target_key) do update
     set by_duration = excluded.by_duration, until_time = excluded.until_time, attempts = excluded.attempts,
       reason = excluded.reason, given_by = excluded.given_by, given_at = excluded.given_at`,
    [learnerIds, runId, kind, key, by, until, attempts, reason, givenBy],
  );
}

export async function removeExtension(
  runId: string,
  learnerId: string,
  { kind, key }: Target,
): Promise<boolean> {
  const removed = await query(
    `delete from enrollment.extension
     where learner_id = $1 and run_id = $2 and target_kind = $3 and target_key = $4 returning 1`,
    [learnerId, runId, kind, key],
  );
  return removed.length > 0;
}

export const extensionsAPage = 50;

/** Newest first; of one learner, or of all. */
export const listExtensions = (
  runId: string,
  learnerId: string | null,
  page: number,
): Promise<(ListedExtension & { total: number })[]> =>
  query(
    `select x.learner_id as "learnerId", u.name, u.email, x.target_kind as kind, x.target_key as key,
       x.by_duration as by, x.until_time as until, x.attempts, x.reason, x.given_at as "givenAt",
       coalesce(g.name, x.given_by) as "givenBy", count(*) over () as total
     from enrollment.extension x
     join accounts."user" u on u.id = x.learner_id
     left join accounts."user" g on g.id::text = x.given_by
     where x.run_id = $1 and ($2::uuid is null or x.learner_id = $2)
     order by x.given_at desc, u.name limit $3 offset $4`,
    [runId, learnerId, extensionsAPage, (page - 1) * extensionsAPage],
  );

export async function saveAccommodation(
  learnerId: string,
  { organization, timeFactor, laterBy, validUntil }: Accommodation,
  note: string,
  givenBy: string,
): Promise<void> {
  await query(
    `insert into enrollment.accommodation (learner_id, organization, time_factor, later_by, valid_until, note, given_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (learner_id, organization) do update
     set time_factor = excluded.time_factor, later_by = excluded.later_by, valid_until = excluded.valid_until,
       note = excluded.note, given_by = excluded.given_by, given_at = excluded.given_at`,
    [learnerId, organization, timeFactor, laterBy, validUntil, note, givenBy],
  );
}

export async function removeAccommodation(learnerId: string, organization: string): Promise<boolean> {
  const removed = await query(
    'delete from enrollment.accommodation where learner_id = $1 and organization = $2 returning 1',
    [learnerId, organization],
  );
  return removed.length > 0;
}

const accommodationColumns = `a.learner_id as "learnerId", u.name, u.email, a.organization,
  a.time_factor as "timeFactor", a.later_by as "laterBy", a.valid_until::text as "validUntil", a.note,
  a.given_at as "givenAt"`;

/** Of these organizations ('' is the site; null: all), by name. */
export const listAccommodations = (organizations: readonly string[] | null): Promise<ListedAccommodation[]> =>
  query(
    `select ${accommodationColumns} from enrollment.accommodation a join accounts."user" u on u.id = a.learner_id
     where $1::text[] is null or a.organization = any($1) order by u.name, a.organization limit 1000`,
    [organizations],
  );
