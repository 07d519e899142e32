/** SQL of progress: what a learner has seen, done and answered. */
import type { ActivityState } from '#modules/attempts/index.ts';
import { inBatches } from '#platform/batch.ts';
import { query } from '#platform/database.ts';
import type { UnitState } from '../schema.ts';

interface UnitStateRow {
  enrollment: string | null;
  activities:
    | (Omit<ActivityState, 'last'> & {
        id: string;
        answer: unknown;
        judgement: never;
        score: number | null;
        receivedAt: string;
      })[]
    | null;
  drafts: { activityKey: string; answer: unknown }[] | null;
  done: string[] | null;
  answered: string[] | null;
}

interface UnitStateOf {
  learnerId: string;
  runId: string;
  activityKeys: readonly string[];
}

const readUnitStates = inBatches(
  (of: UnitStateOf[]) =>
    query<UnitStateRow>(
      `select
         (select state from enrollment.enrollment where learner_id = q.learner and run_id = q.run) as enrollment,
         (select json_agg(json_build_object('activityKey', k.key, 'attempt', s.attempt, 'bestScore', s.best_score, 'id', s.id,
            'answer', s.answer, 'judgement', s.judgement, 'score', s.score, 'receivedAt', s.received_at))
          from string_to_table(q.keys, ' ') as k(key)
          cross join lateral (select * from attempts.submission
            where learner_id = q.learner and run_id = q.run and activity_key = k.key order by attempt desc limit 1) s) as activities,
         (select json_agg(json_build_object('activityKey', activity_key, 'answer', answer)) from attempts.draft
          where learner_id = q.learner and run_id = q.run and activity_key = any(string_to_array(q.keys, ' '))) as drafts,
         (select array_agg(unit_key) from grading.unit_done where learner_id = q.learner and run_id = q.run) as done,
         (select array_agg(activity_key) from attempts.submission
          where learner_id = q.learner and run_id = q.run and attempt = 1) as answered
       from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as q(learner, run, keys, place)
       order by q.place`,
      // Keys hold no space.
      [of.map((q) => q.learnerId), of.map((q) => q.runId), of.map((q) => q.activityKeys.join(' '))],
    ),
  { most: 16, atOnce: 3 },
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
  const activities = (row.activities ?? []).map(({ id, answer, judgement, score, receivedAt, ...state }) => ({
    ...state,
    last: { id, answer, judgement, score, receivedAt: new Date(receivedAt) },
  }));
  return {
    enrollment: row.enrollment ?? null,
    activities: new Map(activities.map((state) => [state.activityKey, state])),
    drafts: new Map((row.drafts ?? []).map(({ activityKey, answer }) => [activityKey, answer])),
    done: new Set(row.done ?? []),
    answered: new Set(row.answered ?? []),
  };
}

export interface RunState {
  enrollment: string | null;
  done: Set<string>;
  answered: Set<string>;
  lastSeen: string | null;
}

/** What the outline of a run shows. */
export async function getRunState(learnerId: string, runId: string): Promise<RunState> {
  const [row] = await query<{
    enrollment: string | null;
    done: string[] | null;
    answered: string[] | null;
    lastSeen: string | null;
  }>(
    `select
       (select state from enrollment.enrollment where learner_id = $1 and run_id = $2) as enrollment,
       (select array_agg(unit_key) from grading.unit_done where learner_id = $1 and run_id = $2) as done,
       (select array_agg(activity_key) from attempts.submission
        where learner_id = $1 and run_id = $2 and attempt = 1) as answered,
       (select unit_key from grading.position where learner_id = $1 and run_id = $2) as "lastSeen"`,
    [learnerId, runId],
  );
  return {
    enrollment: row?.enrollment ?? null,
    done: new Set(row?.done ?? []),
    answered: new Set(row?.answered ?? []),
    lastSeen: row?.lastSeen ?? null,
  };
}

export interface MyRun {
  runId: string;
  enrolledAt: Date;
  done: string[];
  answered: string[];
  lastSeen: string | null;
  seenAt: Date | null;
}

/** All runs of a learner with what their progress needs, newest use first. */
export const listMyRuns = (learnerId: string): Promise<MyRun[]> =>
  query<MyRun>(
    `select e.run_id as "runId", e.enrolled_at as "enrolledAt", p.unit_key as "lastSeen", p.seen_at as "seenAt",
       coalesce((select array_agg(d.unit_key) from grading.unit_done d
         where d.learner_id = e.learner_id and d.run_id = e.run_id), '{}') as done,
       coalesce((select array_agg(s.activity_key) from attempts.submission s
         where s.learner_id = e.learner_id and s.run_id = e.run_id and s.attempt = 1), '{}') as answered
     from enrollment.enrollment e
     left join grading.position p on p.learner_id = e.learner_id and p.run_id = e.run_id
     where e.learner_id = $1 and e.state = 'active'
     order by coalesce(p.seen_at, e.enrolled_at) desc`,
    [learnerId],
  );

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
