/** SQL of what staff and time do about sittings. */
import { query } from '#platform/database.ts';
import type { ExamCounts, SittingLine } from '../schema.ts';
import { inTime, now, open, type SittingKey } from './sitting.ts';

const ofKey = 's.learner_id = $1 and s.run_id = $2 and s.exam_key = $3 and s.number = $4';
const values = ({ learnerId, runId, examKey, number }: SittingKey) => [learnerId, runId, examKey, number];

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
