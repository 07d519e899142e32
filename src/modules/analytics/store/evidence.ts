/** SQL of evidence: how far learners came in one unit, and what they answered there, in one statement. */
import { query } from '#platform/database.ts';
import type { EvidenceQuestion, EvidenceRow } from '../schema.ts';

export interface EvidenceOf {
  runIds: readonly string[];
  unitKey: string;
  releaseId: string;
  /** In the order of the page. */
  questions: readonly EvidenceQuestion[];
  /** Who was not back since then has stopped. */
  stoppedBefore: Date;
  /** A wrong answer that fewer learners gave is not told. */
  smallestGroup: number;
}

/**
 * From the learners of the runs into the ledger, by its key of learner, run and activity. What counts of a submission is
 * the current judgement. A gap is the time since what the learner handed in before on this page; longer ones than half
 * an hour are breaks.
 */
const statement = `
  with asked as (
    select * from unnest($3::text[], $4::bool[], $5::bool[]) with ordinality as a(activity_key, chosen, typed, place)),
  learner as materialized (
    select e.learner_id, e.run_id, e.enrolled_at, p.unit_key as last_unit, p.seen_at,
      exists (select from grading.unit_done d
        where d.learner_id = e.learner_id and d.run_id = e.run_id and d.unit_key = $2) as done
    from enrollment.enrollment e left join grading."position" p using (learner_id, run_id)
    where e.run_id = any($1::uuid[])),
  given as materialized (
    select l.learner_id, l.run_id, s.id, a.activity_key, a.place, s.attempt, s.release_id = $6 as current,
      coalesce(g.score, s.score) as score,
      case when a.chosen and s.attempt = 1 and jsonb_typeof(s.answer) = 'array' then s.answer end as chose,
      case when a.typed and jsonb_typeof(s.answer) = 'string' then lower(btrim(s.answer #>> '{}')) end as typed,
      case when s.attempt = 1 then extract(epoch from s.received_at
        - lag(s.received_at) over (partition by l.learner_id, l.run_id order by s.received_at, s.id)) end as gap
    from learner l cross join asked a
    join attempts.submission s
      on s.learner_id = l.learner_id and s.run_id = l.run_id and s.activity_key = a.activity_key
    left join grading.grading g on g.learner_id = s.learner_id and g.submission_id = s.id and g.current),
  own as (
    select learner_id, run_id, activity_key, place, count(*) as attempts, bool_or(current) as current,
      min(score) filter (where attempt = 1) as first, min(gap) filter (where gap between 1 and 1800) as gap,
      (array_agg(chose) filter (where chose is not null))[1] as chose
    from given group by learner_id, run_id, activity_key, place),
  reader as (
    select l.*, coalesce(o.place, 0) as place, l.done or l.last_unit is not distinct from $2 or o.place is not null as reached,
      l.last_unit is not distinct from $2 and not l.done and l.seen_at < $7 as stopped
    from learner l left join (select learner_id, run_id, max(place) as place from own group by 1, 2) o
      using (learner_id, run_id)),
  option as (
    select activity_key, json_object_agg(id, chosen) as options
    from (select activity_key, id, count(*) as chosen
          from own cross join lateral jsonb_array_elements_text(chose) as c(id) group by 1, 2) c
    group by 1),
  wrong as (
    select activity_key, json_agg(json_build_object('answer', typed, 'learners', learners)
      order by learners desc, typed) as wrong
    from (select activity_key, typed, count(distinct learner_id) as learners,
            row_number() over (partition by activity_key order by count(distinct learner_id) desc, typed) as rank
          from given where score < 1 and typed <> '' group by 1, 2) w
    where learners >= $8 and rank <= 5 group by 1),
  waiting as (
    select s.activity_key, count(*) as open from given s
    join marking.thread t on t.learner_id = s.learner_id and t.submission_id = s.id and t.state = 'open'
    group by 1),
  question as (
    select activity_key, place, count(*) as learners, count(*) filter (where current) as current, count(first) as judged,
      count(*) filter (where first >= 1) as right, percentile_cont(0.5) within group (order by attempts) as attempts,
      percentile_cont(0.5) within group (order by gap) as seconds, count(gap) as timed
    from own group by 1, 2)
  select
    (select json_build_object('learners', count(*), 'reached', count(*) filter (where reached),
       'done', count(*) filter (where done),
       'wentOn', count(*) filter (where reached and last_unit is distinct from $2),
       'stopped', count(*) filter (where stopped), 'since', min(enrolled_at)) from reader) as flow,
    (select coalesce(json_agg(json_build_object('activityKey', q.activity_key, 'learners', q.learners,
       'current', q.current, 'judged', q.judged, 'right', q.right, 'attempts', q.attempts, 'seconds', q.seconds,
       'timed', q.timed, 'options', coalesce(o.options, '{}'), 'wrong', coalesce(w.wrong, '[]'),
       'open', coalesce(t.open, 0)) order by q.place), '[]')
     from question q left join option o using (activity_key) left join wrong w using (activity_key)
     left join waiting t using (activity_key)) as questions,
    (select coalesce(json_object_agg(place, learners), '{}')
     from (select place, count(*) as learners from reader where stopped group by 1) s) as stops`;

export async function readEvidence(of: EvidenceOf): Promise<EvidenceRow> {
  const { questions } = of;
  const [row] = await query<EvidenceRow>(statement, [
    of.runIds,
    of.unitKey,
    questions.map(({ activityKey }) => activityKey),
    questions.map(({ chosen }) => chosen),
    questions.map(({ typed }) => typed),
    of.releaseId,
    of.stoppedBefore,
    of.smallestGroup,
  ]);
  if (!row) throw new Error('a select without from gave no row');
  return row;
}
