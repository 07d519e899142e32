/** SQL of item analysis: one statement rolls a run up, one reads it. */
import { query } from '#platform/database.ts';
import type { ItemRow, Rollup } from './schema.ts';

export async function findRollup(runId: string): Promise<(Rollup & { items: ItemRow[] }) | null> {
  const rows = await query<Rollup & { item: ItemRow | null }>(
    `select r.computed_at as "computedAt", r.learners,
       case when i.activity_key is not null then json_build_object('activityKey', i.activity_key, 'learners', i.learners,
         'attempts', i.attempts, 'facility', i.facility, 'best', i.best, 'discrimination', i.discrimination,
         'paired', i.paired, 'seconds', i.seconds, 'timed', i.timed, 'options', i.options) end as item
     from analytics.rollup r left join analytics.item i using (run_id) where r.run_id = $1`,
    [runId],
  );
  const [first] = rows;
  if (!first) return null;
  const { computedAt, learners } = first;
  return { computedAt, learners, items: rows.flatMap(({ item }) => item ?? []) };
}

export interface Weight {
  activityKey: string;
  points: number;
  /** Answered by a list of ids of its options. */
  chosen: boolean;
}

/**
 * Goes from the learners of the run into the ledger by its key of learner and run: no index of its own that handing in
 * would have to pay for. What counts of a submission is the current judgement. Gaps are seconds since the learner's
 * submission before; longer ones are breaks.
 */
const rollUpStatement = `
  with weight as (select * from unnest($2::text[], $3::float8[], $4::bool[]) as w(activity_key, points, chosen)),
  tried as (
    select s.learner_id, s.activity_key, s.attempt, w.points, w.chosen, coalesce(g.score, s.score) as score,
      case when s.attempt = 1 and w.chosen and jsonb_typeof(s.answer) = 'array' then s.answer end as chose,
      case when s.attempt = 1 then extract(epoch from s.received_at
        - lag(s.received_at) over (partition by s.learner_id order by s.received_at, s.id)) end as gap
    from enrollment.enrollment e
    join attempts.submission s on s.learner_id = e.learner_id and s.run_id = e.run_id
    join weight w on w.activity_key = s.activity_key
    left join grading.grading g on g.learner_id = s.learner_id and g.submission_id = s.id and g.current
    where e.run_id = $1),
  own as (
    select learner_id, activity_key, points, count(*) as attempts, max(score) as best,
      min(score) filter (where attempt = 1) as first, min(gap) filter (where gap between 1 and 1800) as gap,
      (array_agg(chose) filter (where chose is not null))[1] as chose
    from tried group by learner_id, activity_key, points having count(score) > 0),
  known as (
    select *, (sum(first * points) over mine - first * points)
      / nullif(sum(points) filter (where first is not null) over mine - points, 0) as rest
    from own window mine as (partition by learner_id)),
  figures as (
    select activity_key, count(*) as learners, sum(attempts) as attempts, avg(first) as facility, avg(best) as best,
      corr(first, rest) as discrimination, count(rest) filter (where first is not null) as paired,
      percentile_cont(0.5) within group (order by gap) as seconds, count(gap) as timed
    from known group by activity_key),
  uses as (
    select activity_key, jsonb_object_agg(option, jsonb_build_object('chosen', chosen, 'rest', rest)) as options
    from (select activity_key, option, count(*) as chosen, avg(rest) as rest
          from known cross join lateral jsonb_array_elements_text(chose) as c(option)
          group by activity_key, option) o
    group by activity_key),
  gone as (delete from analytics.item where run_id = $1 and activity_key <> all ($2)),
  kept as (
    insert into analytics.item (run_id, activity_key, learners, attempts, facility, best, discrimination, paired,
      seconds, timed, options)
    select $1, f.activity_key, f.learners, f.attempts, f.facility, f.best, f.discrimination, f.paired, f.seconds,
      f.timed, coalesce(u.options, '{}') from figures f left join uses u using (activity_key)
    on conflict (run_id, activity_key) do update set learners = excluded.learners, attempts = excluded.attempts,
      facility = excluded.facility, best = excluded.best, discrimination = excluded.discrimination,
      paired = excluded.paired, seconds = excluded.seconds, timed = excluded.timed, options = excluded.options)
  insert into analytics.rollup (run_id, computed_at, learners)
  select $1, $5, (select count(distinct learner_id) from own)
  on conflict (run_id) do update set computed_at = excluded.computed_at, learners = excluded.learners`;

export async function rollUp(runId: string, weights: readonly Weight[], now: Date): Promise<void> {
  await query(rollUpStatement, [
    runId,
    weights.map(({ activityKey }) => activityKey),
    weights.map(({ points }) => points),
    weights.map(({ chosen }) => chosen),
    now,
  ]);
}

/** Runs that were looked at before and in which something was handed in or judged since. */
export const listStale = (): Promise<{ runId: string }[]> =>
  query(
    `select r.run_id as "runId" from analytics.rollup r
     where exists (select 1 from gradebook.standing s where s.run_id = r.run_id and s.computed_at > r.computed_at)`,
  );
