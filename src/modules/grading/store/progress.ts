/** SQL of progress: what a learner has seen, done and answered. */
import { type LearnerTimes, type LearnerTimesRow, learnerTimesOf } from '#modules/enrollment/index.ts';
import { inBatches, inputsOf } from '#platform/batch.ts';
import { query } from '#platform/database.ts';
import { unstableFrom } from '../rules/queue.ts';
import { type ActivityRow, type TrialRow, trialOf, unitActivityOf } from '../rules/standing.ts';
import type { UnitState } from '../schema.ts';

interface UnitStateRow {
  enrollment: string | null;
  times: LearnerTimesRow | null;
  activities: ActivityRow[] | null;
  trials: TrialRow[] | null;
  drafts: { activityKey: string; answer: unknown }[] | null;
  done: string[] | null;
  answered: string[] | null;
  told: Record<string, unknown>;
}

interface UnitStateOf {
  learnerId: string;
  runId: string;
  activityKeys: readonly string[];
}

/** What modules above tell of a learner on a unit page: subselects over `q.learner` and `q.run`, by name. */
const told = new Map<string, string>();

/** Turned round, since this module reads nothing of those above; called once, when the program starts. */
export function tellInUnitState(name: string, subselect: string): void {
  told.set(name, subselect);
}

const toldColumn = () =>
  told.size === 0
    ? `'{}'::json`
    : `json_build_object(${[...told].map(([name, subselect]) => `'${name}', (${subselect})`).join(', ')})`;

const readUnitStates = inBatches((of: UnitStateOf[]) =>
  query<UnitStateRow>(
    `select
         own.state as enrollment, own.times, ${toldColumn()} as told,
         (select json_agg(json_build_object('activityKey', k.key, 'attempt', s.attempt, 'id', s.id,
            'answer', s.answer, 'judgement', s.judgement, 'score', s.score, 'receivedAt', s.received_at, 'senderId', j.sender_id,
            'bestScore', case when g.number is null then s.best_score else (
              select max(coalesce(c.score, x.score)) from attempts.submission x left join grading.grading c
                on c.learner_id = x.learner_id and c.submission_id = x.id and c.current and c.released_at is not null
              where x.learner_id = q.learner and x.run_id = q.run and x.activity_key = k.key) end,
            'returned', case when g.number is null then 0 else (select count(*) from attempts.returned r
              where r.learner_id = q.learner and r.run_id = q.run and r.activity_key = k.key) end,
            'grading', case when g.number is not null then json_build_object('number', g.number, 'state', g.state,
              'source', g.source, 'since', g.created_at, 'judgement', g.judgement, 'released', g.released_at is not null,
              'slow', exists (select from grading.grader b where b.name = g.grader and b.failures >= ${unstableFrom})) end,
            'current', case when c.current then json_build_object('score', c.score, 'judgement', c.judgement,
              'released', c.released_at is not null) end))
          from string_to_table(q.keys, ' ') as k(key)
          cross join lateral (select * from attempts.submission
            where learner_id = q.learner and run_id = q.run and activity_key = k.key order by attempt desc limit 1) s
          left join lateral (select * from grading.grading
            where learner_id = q.learner and submission_id = s.id order by number desc limit 1) g on true
          left join attempts.joint_submission j on j.learner_id = q.learner and j.submission_id = s.id
          left join grading.grading c on c.learner_id = q.learner and c.submission_id = s.id and c.current) as activities,
         (select json_agg(json_build_object('activityKey', activity_key, 'id', id, 'state', state, 'judgement', judgement,
            'at', created_at)) from grading.trial
          where learner_id = q.learner and run_id = q.run and activity_key = any(string_to_array(q.keys, ' '))) as trials,
         (select json_agg(json_build_object('activityKey', activity_key, 'answer', answer)) from attempts.draft
          where learner_id = q.learner and run_id = q.run and activity_key = any(string_to_array(q.keys, ' '))) as drafts,
         (select array_agg(unit_key) from (
            select unit_key from grading.unit_done where learner_id = q.learner and run_id = q.run
            union select exam_key from exams.sitting
            where learner_id = q.learner and run_id = q.run and finished_at is not null) u) as done,
         (select array_agg(activity_key) from attempts.submission
          where learner_id = q.learner and run_id = q.run and attempt = 1) as answered
       from ${inputsOf('uuid', 'uuid', 'text')} as q(learner, run, keys, place)
       left join enrollment.learner_times own on own.learner_id = q.learner and own.run_id = q.run
       order by q.place`,
    // Keys hold no space.
    [of.map((q) => q.learnerId), of.map((q) => q.runId), of.map((q) => q.activityKeys.join(' '))],
  ),
);

/**
 * Everything a unit page shows of its learner, in one round trip, which those who read at the same moment share; cost
 * does not grow with the number of learners.
 */
export async function getUnitState(
  learnerId: string,
  runId: string,
  activityKeys: readonly string[],
): Promise<UnitState> {
  const row = await readUnitStates({ learnerId, runId, activityKeys });
  const activities = (row.activities ?? []).map(unitActivityOf);
  return {
    enrollment: row.enrollment ?? null,
    times: row.times && learnerTimesOf(row.times),
    activities: new Map(activities.map((state) => [state.activityKey, state])),
    trials: new Map((row.trials ?? []).map((trial) => [trial.activityKey, trialOf(trial)])),
    drafts: new Map((row.drafts ?? []).map(({ activityKey, answer }) => [activityKey, answer])),
    done: new Set(row.done ?? []),
    answered: new Set(row.answered ?? []),
    told: row.told,
  };
}

export interface RunState {
  enrollment: string | null;
  times: LearnerTimes | null;
  done: Set<string>;
  answered: Set<string>;
  lastSeen: string | null;
}

/** What the outline of a run shows. */
export async function getRunState(learnerId: string, runId: string): Promise<RunState> {
  const [row] = await query<{
    enrollment: string | null;
    times: LearnerTimesRow | null;
    done: string[] | null;
    answered: string[] | null;
    lastSeen: string | null;
  }>(
    `select
       own.state as enrollment, own.times,
       (select array_agg(unit_key) from (
          select unit_key from grading.unit_done where learner_id = $1 and run_id = $2
          union select exam_key from exams.sitting
          where learner_id = $1 and run_id = $2 and finished_at is not null) u) as done,
       (select array_agg(activity_key) from attempts.submission
        where learner_id = $1 and run_id = $2 and attempt = 1) as answered,
       (select unit_key from grading.position where learner_id = $1 and run_id = $2) as "lastSeen"
     from (select 1) one
     left join enrollment.learner_times own on own.learner_id = $1 and own.run_id = $2`,
    [learnerId, runId],
  );
  return {
    enrollment: row?.enrollment ?? null,
    times: row?.times ? learnerTimesOf(row.times) : null,
    done: new Set(row?.done ?? []),
    answered: new Set(row?.answered ?? []),
    lastSeen: row?.lastSeen ?? null,
  };
}

/** An exam whose clock goes on. */
export interface ExamUnderWay {
  examKey: string;
  /** Null: it has no clock. */
  endsAt: Date | null;
}

export interface MyRun {
  runId: string;
  enrolledAt: Date;
  times: LearnerTimes;
  done: string[];
  answered: string[];
  lastSeen: string | null;
  seenAt: Date | null;
  exams: ExamUnderWay[];
}

type MyRunRow = Omit<MyRun, 'times' | 'exams'> & {
  times: LearnerTimesRow;
  exams: { examKey: string; endsAt: string | null }[] | null;
};

/** All runs of a learner with what their progress needs, newest use first. */
export async function listMyRuns(learnerId: string): Promise<MyRun[]> {
  const rows = await query<MyRunRow>(
    `select e.run_id as "runId", e.enrolled_at as "enrolledAt", t.times, p.unit_key as "lastSeen", p.seen_at as "seenAt",
       coalesce((select array_agg(d.unit_key) from (
           select unit_key from grading.unit_done where learner_id = e.learner_id and run_id = e.run_id
           union select exam_key from exams.sitting
           where learner_id = e.learner_id and run_id = e.run_id and finished_at is not null) d), '{}') as done,
       coalesce((select array_agg(s.activity_key) from attempts.submission s
         where s.learner_id = e.learner_id and s.run_id = e.run_id and s.attempt = 1), '{}') as answered,
       (select json_agg(json_build_object('examKey', s.exam_key, 'endsAt', s.ends_at) order by s.ends_at)
         from exams.sitting s where s.learner_id = e.learner_id and s.run_id = e.run_id and s.finished_at is null
           and (s.ends_at is null or s.ends_at > clock_timestamp())) as exams
     from enrollment.enrollment e
     join enrollment.learner_times t on t.learner_id = e.learner_id and t.run_id = e.run_id
     left join grading.position p on p.learner_id = e.learner_id and p.run_id = e.run_id
     where e.learner_id = $1 and e.state = 'active'
     order by coalesce(p.seen_at, e.enrolled_at) desc`,
    [learnerId],
  );
  return rows.map((row) => ({
    ...row,
    times: learnerTimesOf(row.times),
    exams: (row.exams ?? []).map(({ examKey, endsAt }) => ({
      examKey,
      endsAt: endsAt ? new Date(endsAt) : null,
    })),
  }));
}

export async function markDone(learnerId: string, runId: string, unitKey: string): Promise<void> {
  await query(
    `insert into grading.unit_done (learner_id, run_id, unit_key) values ($1, $2, $3) on conflict do nothing`,
    [learnerId, runId, unitKey],
  );
}

export async function unmarkDone(learnerId: string, runId: string, unitKey: string): Promise<void> {
  await query('delete from grading.unit_done where learner_id = $1 and run_id = $2 and unit_key = $3', [
    learnerId,
    runId,
    unitKey,
  ]);
}

export interface Position {
  learnerId: string;
  runId: string;
  unitKey: string;
  seenAt: Date;
}

/** Many positions in one statement. */
export async function savePositions(positions: Position[]): Promise<void> {
  await query(
    `insert into grading.position (learner_id, run_id, unit_key, seen_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
     on conflict (learner_id, run_id) do update set unit_key = excluded.unit_key, seen_at = excluded.seen_at
     where grading.position.seen_at < excluded.seen_at`,
    [
      positions.map((p) => p.learnerId),
      positions.map((p) => p.runId),
      positions.map((p) => p.unitKey),
      positions.map((p) => p.seenAt),
    ],
  );
}
