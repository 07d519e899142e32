/** SQL of standings: derived, refreshed for those who changed. */
import { query } from '#platform/database.ts';
import type { GradebookLearner, Order, Standing } from '../schema.ts';

export interface Search {
  q: string;
  cohort: string;
  filter: string;
  sort: Order;
  page: number;
  /** Learners on a page. */
  rows: number;
}

const orderings: Record<Order, string> = {
  name: 'u.name, e.learner_id',
  '-name': 'u.name desc, e.learner_id desc',
  total: 's.percent nulls first, u.name, e.learner_id',
  '-total': 's.percent desc nulls last, u.name, e.learner_id',
};

const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

const found = `from enrollment.enrollment e
  join accounts."user" u on u.id = e.learner_id
  left join gradebook.standing s on s.run_id = e.run_id and s.learner_id = e.learner_id
  where e.run_id = $1 and e.state = 'active'
    and ($2 = '' or platform.fold(u.name) like platform.fold($3) or u.email ilike $3)
    and ($4 = '' or e.cohort = $4)
    and case $5 when 'below-pass' then s.passed is false when 'missing' then s.missing_since < $6
      when 'waiting' then s.waiting > 0 when 'overridden' then s.overridden > 0 else true end`;

/** Without a search and a filter nobody's name or standing has to be looked at to count. */
const counted = `(case when $2 = '' and $5 = '' then
    (select count(*) from enrollment.enrollment e where e.run_id = $1 and e.state = 'active' and ($4 = '' or e.cohort = $4))
  else (select count(*) ${found}) end) as total`;

/** One page of the learners of a run, and how many there are in all. */
export async function listLearners(
  runId: string,
  search: Search,
  now: Date,
): Promise<{ learners: GradebookLearner[]; total: number }> {
  const { q, cohort, filter, sort, page, rows: size } = search;
  const rows = await query<GradebookLearner & { total: number }>(
    `select e.learner_id as "learnerId", u.name, u.email, e.cohort, ${counted}
     ${found} order by ${orderings[sort]} limit $7 offset $8`,
    [runId, q, likePattern(q), cohort, filter, now, size, (page - 1) * size],
  );
  return { learners: rows.map(({ total: _, ...learner }) => learner), total: rows[0]?.total ?? 0 };
}

/** Everybody who learns in a run, by name; for files and previews. */
export const listAllLearners = (runId: string): Promise<GradebookLearner[]> =>
  query<GradebookLearner>(
    `select e.learner_id as "learnerId", u.name, u.email, e.cohort
     from enrollment.enrollment e join accounts."user" u on u.id = e.learner_id
     where e.run_id = $1 and e.state = 'active' order by u.name, e.learner_id`,
    [runId],
  );

export async function saveStandings(
  runId: string,
  standings: readonly (Standing & { learnerId: string })[],
): Promise<void> {
  await query(
    `insert into gradebook.standing (run_id, learner_id, percent, letter, passed, waiting, overridden, missing_since)
     select $1, * from unnest($2::uuid[], $3::float8[], $4::text[], $5::bool[], $6::int[], $7::int[], $8::timestamptz[])
     on conflict (run_id, learner_id) do update set percent = excluded.percent, letter = excluded.letter,
       passed = excluded.passed, waiting = excluded.waiting, overridden = excluded.overridden,
       missing_since = excluded.missing_since, computed_at = clock_timestamp()`,
    [
      runId,
      standings.map((standing) => standing.learnerId),
      standings.map(({ percent }) => percent),
      standings.map(({ letter }) => letter),
      standings.map(({ passed }) => passed),
      standings.map(({ waiting }) => waiting),
      standings.map(({ overridden }) => overridden),
      standings.map(({ missingSince }) => missingSince),
    ],
  );
}

export interface Change {
  id: number;
  runId: string;
  learnerId: string;
}

/** The oldest changes, held until the transaction ends; those that another worker holds are left to it. */
export const claimChanges = (most: number): Promise<Change[]> =>
  query<Change>(
    `select id, run_id as "runId", learner_id as "learnerId" from gradebook.change
     order by id limit $1 for update skip locked`,
    [most],
  );

export async function dropChanges(ids: readonly number[]): Promise<void> {
  await query('delete from gradebook.change where id = any($1::bigint[])', [ids]);
}
