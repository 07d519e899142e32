/** SQL of standings: derived, refreshed for those who changed. */
import { type RawBuilder, sql } from 'kysely';
import { db, query } from '#platform/database.ts';
import type { Filter, GradebookLearner, Order, Standing } from '../schema.ts';

export interface Search {
  q: string;
  cohort: string;
  filter: Filter;
  sort: Order;
  page: number;
  /** Learners on a page. */
  rows: number;
}

const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

const whoMatch = (pattern: string) =>
  db()
    .selectFrom('accounts.user')
    .select('id')
    .where(sql<boolean>`platform.fold(name || ' ' || email) like platform.fold(${pattern})`);

const passes: Record<Exclude<Filter, ''>, (now: Date) => RawBuilder<boolean>> = {
  'below-pass': () => sql`s.passed is false`,
  missing: (now) => sql`s.missing_since < ${now}`,
  waiting: () => sql`s.waiting > 0`,
  overridden: () => sql`s.overridden > 0`,
};

/** A condition that is not asked for does not stand here: none of ten thousand names is read to compare it with nothing. */
function learnersFound(runId: string, { q, cohort, filter }: Search, now: Date) {
  let found = db()
    .selectFrom('enrollment.enrollment as e')
    .leftJoin('gradebook.standing as s', (on) =>
      on.onRef('s.run_id', '=', 'e.run_id').onRef('s.learner_id', '=', 'e.learner_id'),
    )
    .where('e.run_id', '=', runId)
    .where('e.state', '=', 'active');
  if (q) found = found.where('e.learner_id', 'in', whoMatch(likePattern(q)));
  if (cohort) found = found.where('e.cohort', '=', cohort);
  if (filter) found = found.where(passes[filter](now));
  return found;
}

const orderings: Record<Order, RawBuilder<unknown>> = {
  name: sql`u.name, u.id`,
  '-name': sql`u.name desc, u.id desc`,
  total: sql`s.percent nulls first, u.name, u.id`,
  '-total': sql`s.percent desc nulls last, u.name, u.id`,
};

/** One page of the learners of a run, and how many there are in all. */
export async function listLearners(
  runId: string,
  search: Search,
  now: Date,
): Promise<{ learners: GradebookLearner[]; total: number }> {
  const found = learnersFound(runId, search, now);
  const rows = await found
    .innerJoin('accounts.user as u', 'u.id', 'e.learner_id')
    .select(['u.id as learnerId', 'u.name', 'u.email', 'e.cohort'])
    .select(found.select(sql<number>`count(*)`.as('count')).as('total'))
    .orderBy(orderings[search.sort])
    .limit(search.rows)
    .offset((search.page - 1) * search.rows)
    .execute();
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

/** How many changes were taken, and whom they are of: by run, each learner once, in the order in which rows are locked. */
export interface Changes {
  taken: number;
  ofRun: Map<string, string[]>;
}

/** Takes the oldest changes away; those that another worker holds are left to it. They come back if the transaction fails. */
export async function takeChanges(most: number): Promise<Changes> {
  const rows = await query<{ runId: string; learnerId: string; changes: number }>(
    `with taken as (
       delete from gradebook.change where id in
         (select id from gradebook.change order by id limit $1 for update skip locked)
       returning run_id, learner_id)
     select run_id as "runId", learner_id as "learnerId", count(*)::int as changes
     from taken group by 1, 2 order by 1, 2`,
    [most],
  );
  const ofRun = Map.groupBy(rows, ({ runId }) => runId);
  return {
    taken: rows.reduce((sum, { changes }) => sum + changes, 0),
    ofRun: new Map([...ofRun].map(([runId, found]) => [runId, found.map(({ learnerId }) => learnerId)])),
  };
}
