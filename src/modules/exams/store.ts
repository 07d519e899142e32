/** All SQL of exams. All times are the database's; every statement of a learner is keyed by the learner first. */
import type { LastAttempt } from '#modules/attempts/index.ts';
import { type LearnerTimes, type LearnerTimesRow, learnerTimesOf } from '#modules/enrollment/index.ts';
import { query } from '#platform/database.ts';
import { graceSeconds } from './rules.ts';
import type { Answers, ExamCounts, FinishedBy, Sitting, SittingFacts, SittingLine } from './schema.ts';

export interface SittingKey {
  learnerId: string;
  runId: string;
  examKey: string;
  number: number;
}

const now = `date_trunc('milliseconds', clock_timestamp())`;
const facts = `s.learner_id as "learnerId", s.run_id as "runId", s.exam_key as "examKey", s.number,
  s.release_id as "releaseId", s.questions, s.started_at as "startedAt", s.ends_at as "endsAt",
  s.extra_minutes as "extraMinutes", s.reached, s.version, s.saved_at as "savedAt", s.finished_at as "finishedAt",
  s.finished_by as "finishedBy", s.reopened`;
const open = 's.finished_at is null';
const inTime = `(s.ends_at is null or clock_timestamp() <= s.ends_at + interval '${graceSeconds} seconds')`;
const ofKey = 's.learner_id = $1 and s.run_id = $2 and s.exam_key = $3 and s.number = $4';

export interface ExamState {
  now: Date;
  enrollment: string | null;
  /** Null: never enrolled. */
  times: LearnerTimes | null;
  /** First to last. */
  sittings: SittingFacts[];
}

type ExamStateRow = SittingFacts & { now: Date; enrollment: string | null; times: LearnerTimesRow | null };

/** Where a learner stands in an exam. */
export async function getExamState(learnerId: string, runId: string, examKey: string): Promise<ExamState> {
  const rows = await query<ExamStateRow>(
    `select ${now} as now, t.state as enrollment, t.times, ${facts}
     from (select 1) one
     left join enrollment.learner_times t on t.learner_id = $1 and t.run_id = $2
     left join exams.sitting s on s.learner_id = $1 and s.run_id = $2 and s.exam_key = $3
     order by s.number`,
    [learnerId, runId, examKey],
  );
  const [first] = rows;
  if (!first) throw new Error('a left join of one row gave none');
  const { now: at, enrollment, times } = first;
  return {
    now: at,
    enrollment,
    times: times && learnerTimesOf(times),
    sittings: rows.flatMap(({ now: _, enrollment: __, times: ___, ...sitting }) =>
      sitting.number === null ? [] : [sitting],
    ),
  };
}

/** Begins a sitting; false: another one began at this moment, or the learner has left. */
export async function addSitting(
  sitting: SittingKey & {
    releaseId: string;
    questions: string[];
    minutes: number | null;
    closesAt: Date | null;
  },
  requestId: string,
): Promise<boolean> {
  const added = await query(
    `with added as (
       insert into exams.sitting (learner_id, run_id, exam_key, number, release_id, questions, started_at, ends_at)
       select $1, $2, $3, $4, $5, $6, clock.now, least(clock.now + make_interval(mins => $7::int), $8::timestamptz)
       from (select ${now} as now) clock
       where exists (
         select 1 from enrollment.enrollment where learner_id = $1 and run_id = $2 and state = 'active')
       on conflict do nothing returning number)
     select audit.record('person', $1::text, 'exams.begin', 'exam:' || $2 || '/' || $3,
       jsonb_build_object('number', number), $9) from added`,
    [
      sitting.learnerId,
      sitting.runId,
      sitting.examKey,
      sitting.number,
      sitting.releaseId,
      sitting.questions,
      sitting.minutes,
      sitting.closesAt,
      requestId,
    ],
  );
  return added.length > 0;
}

const values = ({ learnerId, runId, examKey, number }: SittingKey) => [learnerId, runId, examKey, number];

/** A sitting with its answers, and the time. */
export async function findSitting(key: SittingKey): Promise<{ sitting: Sitting; now: Date } | null> {
  const [row] = await query<Sitting & { now: Date }>(
    `select ${facts}, s.answers, ${now} as now from exams.sitting s where ${ofKey}`,
    values(key),
  );
  if (!row) return null;
  const { now: at, ...sitting } = row;
  return { sitting, now: at };
}

/** The same, with how many sittings there are and what the learner has of their own. */
export async function findSittingToReview(
  key: SittingKey,
): Promise<{ sitting: Sitting; now: Date; sittings: number; times: LearnerTimes | null } | null> {
  const [row] = await query<Sitting & { now: Date; sittings: number; times: LearnerTimesRow | null }>(
    `select ${facts}, s.answers, ${now} as now, t.times,
       (select count(*) from exams.sitting where learner_id = $1 and run_id = $2 and exam_key = $3) as sittings
     from exams.sitting s
     left join enrollment.learner_times t on t.learner_id = s.learner_id and t.run_id = s.run_id
     where ${ofKey}`,
    values(key),
  );
  if (!row) return null;
  const { now: at, sittings, times, ...sitting } = row;
  return { sitting, now: at, sittings, times: times && learnerTimesOf(times) };
}

export interface Save {
  answers: Answers;
  /** Questions whose answer was taken away. */
  cleared: string[];
  /** The furthest page from now on. */
  reached: number;
  /** Between which furthest pages this may be saved. */
  from: number;
  to: number;
}

/** Keeps answers; null: the sitting is finished or over, or the page is not open any more. */
export async function saveAnswers(key: SittingKey, save: Save): Promise<{ savedAt: Date } | null> {
  const [row] = await query<{ savedAt: Date }>(
    `update exams.sitting s set answers = (s.answers || $5::jsonb) - $6::text[], reached = greatest(s.reached, $7::int),
       version = s.version + 1, saved_at = clock_timestamp()
     where ${ofKey} and ${open} and ${inTime} and s.reached between $8::int and $9::int
     returning s.saved_at as "savedAt"`,
    [...values(key), JSON.stringify(save.answers), save.cleared, save.reached, save.from, save.to],
  );
  return row ?? null;
}

export type LastAttempts = Record<string, LastAttempt>;

/** A sitting with its answers, the time, and the newest row of the ledger for each of its questions. */
export async function findSittingToFinish(
  key: SittingKey,
): Promise<{ sitting: Sitting; now: Date; last: LastAttempts } | null> {
  const [row] = await query<
    Sitting & { now: Date; last: Record<string, LastAttempt & { signature: string }> | null }
  >(
    `select ${facts}, s.answers, ${now} as now,
       (select jsonb_object_agg(q.key, jsonb_build_object('attempt', l.attempt, 'bestScore', l.best_score,
          'signature', encode(l.signature, 'hex')))
        from unnest(s.questions) as q(key)
        cross join lateral (select attempt, best_score, signature from attempts.submission
          where learner_id = $1 and run_id = $2 and activity_key = q.key order by attempt desc limit 1) l) as last
     from exams.sitting s where ${ofKey}`,
    values(key),
  );
  if (!row) return null;
  const { now: at, last, ...sitting } = row;
  return {
    sitting,
    now: at,
    last: Object.fromEntries(
      Object.entries(last ?? {}).map(([question, { attempt, bestScore, signature }]) => [
        question,
        { attempt, bestScore, signature: Buffer.from(signature, 'hex') },
      ]),
    ),
  };
}

/**
 * Ends a sitting and hands its answers in: one statement, one commit. False: it was ended or changed meanwhile, and
 * nothing was written.
 */
export async function finishSitting(
  key: SittingKey,
  ending: {
    version: number;
    by: FinishedBy;
    at: Date;
    rows: string;
    actor: { kind: string; name: string };
    requestId: string | null;
  },
): Promise<boolean> {
  const finished = await query(
    `with finished as (
       update exams.sitting s set finished_at = $7, finished_by = $6, version = s.version + 1
       where ${ofKey} and ${open} and s.version = $5 returning 1),
     added as (select id from finished, attempts.append($8::jsonb) as id)
     select audit.record($9, $10, 'exams.finish', 'exam:' || $2 || '/' || $3,
       jsonb_build_object('learner', $1::uuid, 'number', $4::int, 'by', $6::text,
         'submissions', coalesce((select jsonb_agg(id) from added), '[]')), $11) from finished`,
    [
      ...values(key),
      ending.version,
      ending.by,
      ending.at,
      ending.rows,
      ending.actor.kind,
      ending.actor.name,
      ending.requestId,
    ],
  );
  return finished.length > 0;
}

/** Sittings whose time is up and that nobody has handed in. */
export const listOver = (most: number): Promise<SittingKey[]> =>
  query<SittingKey>(
    `select learner_id as "learnerId", run_id as "runId", exam_key as "examKey", number from exams.sitting s
     where ${open} and not ${inTime} order by ends_at limit $1`,
    [most],
  );

/** Gives minutes to one, or to all who are in; the learners who got them. */
export async function addMinutes(
  runId: string,
  examKey: string,
  learnerId: string | null,
  minutes: number,
): Promise<string[]> {
  const rows = await query<{ learnerId: string }>(
    `update exams.sitting s set ends_at = s.ends_at + make_interval(mins => $4::int), extra_minutes = s.extra_minutes + $4::int
     where s.run_id = $1 and s.exam_key = $2 and ($3::uuid is null or s.learner_id = $3) and ${open} and s.ends_at is not null
     returning s.learner_id as "learnerId"`,
    [runId, examKey, learnerId, minutes],
  );
  return rows.map((row) => row.learnerId);
}

/** Opens a finished sitting again, from now on for so many minutes; false: there is no such one. */
export async function reopenSitting(key: SittingKey, minutes: number): Promise<boolean> {
  const rows = await query(
    `update exams.sitting s set finished_at = null, finished_by = null, reopened = s.reopened + 1, version = s.version + 1,
       ends_at = ${now} + make_interval(mins => $5::int), extra_minutes = s.extra_minutes + $5::int
     where ${ofKey} and s.finished_at is not null returning 1`,
    [...values(key), minutes],
  );
  return rows.length > 0;
}

export const pageSize = 50;

export interface SittingFilter {
  q: string;
  state: 'all' | 'under-way' | 'finished' | 'not-begun';
  page: number;
}

/** The learners of a run by name, each with the newest sitting. */
export async function listSittings(
  runId: string,
  examKey: string,
  { q, state, page }: SittingFilter,
): Promise<{ lines: SittingLine[]; total: number; now: Date }> {
  const rows = await query<SittingLine & { total: number; now: Date }>(
    `select e.learner_id as "learnerId", u.name, u.email, s.number, s.started_at as "startedAt", s.ends_at as "endsAt",
       coalesce(s.extra_minutes, 0) as "extraMinutes", s.saved_at as "savedAt", s.finished_at as "finishedAt",
       s.finished_by as "finishedBy",
       coalesce((select count(*) from jsonb_object_keys(s.answers)), 0) as answered,
       coalesce(cardinality(s.questions), 0) as questions, count(*) over () as total, ${now} as now
     from enrollment.enrollment e
     join accounts."user" u on u.id = e.learner_id
     left join lateral (
       select * from exams.sitting where learner_id = e.learner_id and run_id = e.run_id and exam_key = $2
       order by number desc limit 1) s on true
     where e.run_id = $1 and (e.state = 'active' or s.number is not null)
       and ($3 = '' or platform.fold(u.name) like '%' || platform.fold($3) || '%' or u.email ilike '%' || $3 || '%')
       and case $4 when 'under-way' then s.number is not null and ${open} when 'finished' then s.finished_at is not null
         when 'not-begun' then s.number is null else true end
     order by u.name, e.learner_id limit $5 offset $6`,
    [runId, examKey, q.replace(/[\\%_]/g, (c) => `\\${c}`), state, pageSize, (page - 1) * pageSize],
  );
  return {
    lines: rows.map(({ total: _, now: __, ...line }) => line),
    total: rows[0]?.total ?? 0,
    now: rows[0]?.now ?? new Date(0),
  };
}

/** How many are in and how many have handed in, for each of these exams. */
export async function countSittings(
  runId: string,
  examKeys: readonly string[],
): Promise<Map<string, ExamCounts>> {
  const rows = await query<ExamCounts & { examKey: string }>(
    `select k.key as "examKey",
       (select count(*) from enrollment.enrollment where run_id = $1 and state = 'active') as learners,
       count(distinct s.learner_id) filter (where s.number is not null and ${open}) as "underWay",
       count(distinct s.learner_id) filter (where s.finished_at is not null) as finished
     from unnest($2::text[]) as k(key)
     left join exams.sitting s on s.run_id = $1 and s.exam_key = k.key
     group by k.key`,
    [runId, examKeys],
  );
  return new Map(rows.map(({ examKey, ...counts }) => [examKey, counts]));
}
