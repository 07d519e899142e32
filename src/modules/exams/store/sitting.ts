/**
 * SQL of a learner's sittings. Everybody may sit the same exam in the same minute, so each statement is for many: those
 * who ask at one moment share it. All times are the database's; every statement is keyed by the learner first.
 */
import type { LastAttempt } from '#modules/attempts/index.ts';
import { type LearnerTimes, type LearnerTimesRow, learnerTimesOf } from '#modules/enrollment/index.ts';
import { byPlace, inBatches, inputsOf } from '#platform/batch.ts';
import { query } from '#platform/database.ts';
import { graceSeconds } from '../rules.ts';
import type { Answers, FinishedBy, Sitting, SittingFacts } from '../schema.ts';

export interface SittingKey {
  learnerId: string;
  runId: string;
  examKey: string;
  number: number;
}

export const now = `date_trunc('milliseconds', clock_timestamp())`;
export const open = 's.finished_at is null';
export const inTime = `(s.ends_at is null or clock_timestamp() <= s.ends_at + interval '${graceSeconds} seconds')`;

const facts = `s.learner_id as "learnerId", s.run_id as "runId", s.exam_key as "examKey", s.number,
  s.release_id as "releaseId", s.questions, s.started_at as "startedAt", s.ends_at as "endsAt",
  s.extra_minutes as "extraMinutes", s.reached, s.version, s.saved_at as "savedAt", s.finished_at as "finishedAt",
  s.finished_by as "finishedBy", s.reopened`;

/** Keys of many as the first four values of a statement, which calls them `q`. */
const keysOf = (keys: readonly SittingKey[]): unknown[][] => [
  keys.map(({ learnerId }) => learnerId),
  keys.map(({ runId }) => runId),
  keys.map(({ examKey }) => examKey),
  keys.map(({ number }) => number),
];
const nameOf = ({ learnerId, runId, examKey, number }: SittingKey): string =>
  `${learnerId} ${runId} ${examKey} ${number}`;
const keyTypes = ['uuid', 'uuid', 'text', 'int'];
const given = `${inputsOf(...keyTypes)} as q(learner, run, exam, number, place)`;
const ofExam = 's.learner_id = q.learner and s.run_id = q.run and s.exam_key = q.exam';
const ofKey = `${ofExam} and s.number = q.number`;

const commits = { most: 64 };

export interface ExamState {
  now: Date;
  enrollment: string | null;
  /** Null: never enrolled. */
  times: LearnerTimes | null;
  /** First to last. */
  sittings: SittingFacts[];
}

type ExamKey = Omit<SittingKey, 'number'>;
type ExamStateRow = SittingFacts & { now: Date; enrollment: string | null; times: LearnerTimesRow | null };

const readExamStates = inBatches(async (of: ExamKey[]) => {
  const rows = await query<ExamStateRow & { place: number }>(
    `select q.place, ${now} as now, t.state as enrollment, t.times, ${facts}
     from ${inputsOf('uuid', 'uuid', 'text')} as q(learner, run, exam, place)
     left join enrollment.learner_times t on t.learner_id = q.learner and t.run_id = q.run
     left join exams.sitting s on ${ofExam}
     order by q.place, s.number`,
    keysOf(of.map((key) => ({ ...key, number: 0 }))).slice(0, 3),
  );
  return byPlace(of, rows);
});

/** Where a learner stands in an exam. */
export async function getExamState(learnerId: string, runId: string, examKey: string): Promise<ExamState> {
  const rows = await readExamStates({ learnerId, runId, examKey });
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

export interface NewSitting extends SittingKey {
  releaseId: string;
  questions: string[];
  minutes: number | null;
  closesAt: Date | null;
  requestId: string;
}

/** Begins a sitting; false: another one began at this moment, or the learner has left. */
export const addSitting: (sitting: NewSitting) => Promise<boolean> = inBatches(
  async (of: NewSitting[]): Promise<boolean[]> => {
    const rows = await query<{ place: number }>(
      `with given as (
         select * from ${inputsOf(...keyTypes, 'text', 'text', 'int', 'timestamptz', 'text')}
           as q(learner, run, exam, number, release, questions, minutes, closes_at, request_id, place)),
       added as (
         insert into exams.sitting (learner_id, run_id, exam_key, number, release_id, questions, started_at, ends_at)
         select q.learner, q.run, q.exam, q.number, q.release, string_to_array(q.questions, ' '), clock.now,
           least(clock.now + make_interval(mins => q.minutes), q.closes_at)
         from (select ${now} as now) clock, given q
         where exists (
           select 1 from enrollment.enrollment where learner_id = q.learner and run_id = q.run and state = 'active')
         on conflict do nothing returning learner_id, run_id, exam_key, number)
       select q.place, audit.record('person', q.learner::text, 'exams.begin', 'exam:' || q.run || '/' || q.exam,
         jsonb_build_object('number', q.number), q.request_id)
       from given q join added s on ${ofKey}`,
      [
        ...keysOf(of),
        of.map(({ releaseId }) => releaseId),
        // Keys hold no space.
        of.map(({ questions }) => questions.join(' ')),
        of.map(({ minutes }) => minutes),
        of.map(({ closesAt }) => closesAt),
        of.map(({ requestId }) => requestId),
      ],
    );
    return byPlace(of, rows).map(({ length }) => length > 0);
  },
  { ...commits, apart: nameOf },
);

export interface FoundSitting {
  sitting: Sitting;
  now: Date;
}

/** A sitting with its answers, and the time. */
export const findSitting: (key: SittingKey) => Promise<FoundSitting | null> = inBatches(
  async (of: SittingKey[]) => {
    const rows = await query<Sitting & { now: Date; place: number }>(
      `select q.place, ${facts}, s.answers, ${now} as now from ${given} join exams.sitting s on ${ofKey}`,
      keysOf(of),
    );
    return byPlace(of, rows).map(([row]) => {
      if (!row) return null;
      const { now: at, ...sitting } = row;
      return { sitting, now: at };
    });
  },
);

export interface SittingToReview extends FoundSitting {
  /** How many there are of this exam. */
  sittings: number;
  times: LearnerTimes | null;
}

/** The same, with how many sittings there are and what the learner has of their own. */
export const findSittingToReview: (key: SittingKey) => Promise<SittingToReview | null> = inBatches(
  async (of: SittingKey[]) => {
    const rows = await query<
      Sitting & { now: Date; sittings: number; times: LearnerTimesRow | null; place: number }
    >(
      `select q.place, ${facts}, s.answers, ${now} as now, t.times,
         (select count(*) from exams.sitting s where ${ofExam}) as sittings
       from ${given} join exams.sitting s on ${ofKey}
       left join enrollment.learner_times t on t.learner_id = q.learner and t.run_id = q.run`,
      keysOf(of),
    );
    return byPlace(of, rows).map(([row]) => {
      if (!row) return null;
      const { now: at, sittings, times, ...sitting } = row;
      return { sitting, now: at, sittings, times: times && learnerTimesOf(times) };
    });
  },
);

export interface Save {
  key: SittingKey;
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
export const saveAnswers: (save: Save) => Promise<{ savedAt: Date; version: number } | null> = inBatches(
  async (of: Save[]) => {
    const rows = await query<{ savedAt: Date; version: number; place: number }>(
      `update exams.sitting s set answers = (s.answers || q.answers) - string_to_array(q.cleared, ' '),
         reached = greatest(s.reached, q.reached), version = s.version + 1, saved_at = clock_timestamp()
       from ${inputsOf(...keyTypes, 'jsonb', 'text', 'int', 'int', 'int')}
         as q(learner, run, exam, number, answers, cleared, reached, first, last, place)
       where ${ofKey} and ${open} and ${inTime} and s.reached between q.first and q.last
       returning q.place, s.saved_at as "savedAt", s.version`,
      [
        ...keysOf(of.map(({ key }) => key)),
        of.map(({ answers }) => JSON.stringify(answers)),
        of.map(({ cleared }) => cleared.join(' ')),
        of.map(({ reached }) => reached),
        of.map(({ from }) => from),
        of.map(({ to }) => to),
      ],
    );
    return byPlace(of, rows).map(([row]) => row ?? null);
  },
  { ...commits, apart: ({ key }) => nameOf(key) },
);

export type LastAttempts = Record<string, LastAttempt>;

export interface SittingToFinish extends FoundSitting {
  last: LastAttempts;
}

type LastRow = Omit<LastAttempt, 'signature'> & { signature: string };

const lastOf = (rows: Record<string, LastRow> | null): LastAttempts =>
  Object.fromEntries(
    Object.entries(rows ?? {}).map(([question, { attempt, bestScore, signature }]) => [
      question,
      { attempt, bestScore, signature: Buffer.from(signature, 'hex') },
    ]),
  );

/** A sitting with its answers, the time, and the newest row of the ledger for each of its questions. */
export const findSittingToFinish: (key: SittingKey) => Promise<SittingToFinish | null> = inBatches(
  async (of: SittingKey[]) => {
    const rows = await query<Sitting & { now: Date; last: Record<string, LastRow> | null; place: number }>(
      `select q.place, ${facts}, s.answers, ${now} as now,
         (select jsonb_object_agg(k.key, jsonb_build_object('attempt', l.attempt, 'bestScore', l.best_score,
            'signature', encode(l.signature, 'hex')))
          from unnest(s.questions) as k(key)
          cross join lateral (select attempt, best_score, signature from attempts.submission
            where learner_id = q.learner and run_id = q.run and activity_key = k.key order by attempt desc limit 1) l)
          as last
       from ${given} join exams.sitting s on ${ofKey}`,
      keysOf(of),
    );
    return byPlace(of, rows).map(([row]) => {
      if (!row) return null;
      const { now: at, last, ...sitting } = row;
      return { sitting, now: at, last: lastOf(last) };
    });
  },
);

export interface Ending {
  key: SittingKey;
  version: number;
  by: FinishedBy;
  at: Date;
  /** Of the ledger, as `rowsForAppend` makes them. */
  rows: string;
  actor: { kind: string; name: string };
  requestId: string | null;
}

/**
 * Ends a sitting and hands its answers in: one statement, one commit. False: it was ended or changed meanwhile, and
 * nothing was written.
 */
export const finishSitting: (ending: Ending) => Promise<boolean> = inBatches(
  async (of: Ending[]): Promise<boolean[]> => {
    const rows = await query<{ place: number }>(
      `with given as (
         select * from ${inputsOf(...keyTypes, 'int', 'text', 'timestamptz', 'jsonb', 'text', 'text', 'text')}
           as q(learner, run, exam, number, version, ended_by, at, rows, actor_kind, actor, request_id, place)),
       finished as (
         update exams.sitting s set finished_at = q.at, finished_by = q.ended_by, version = s.version + 1
         from given q where ${ofKey} and ${open} and s.version = q.version
         returning q.*)
       select q.place, audit.record(q.actor_kind, q.actor, 'exams.finish', 'exam:' || q.run || '/' || q.exam,
         jsonb_build_object('learner', q.learner, 'number', q.number, 'by', q.ended_by,
           'submissions', coalesce(added.ids, '[]')), q.request_id)
       from finished q, lateral (select jsonb_agg(id) as ids from attempts.append(q.rows) as id) added`,
      [
        ...keysOf(of.map(({ key }) => key)),
        of.map(({ version }) => version),
        of.map(({ by }) => by),
        of.map(({ at }) => at),
        of.map((ending) => ending.rows),
        of.map(({ actor }) => actor.kind),
        of.map(({ actor }) => actor.name),
        of.map(({ requestId }) => requestId),
      ],
    );
    return byPlace(of, rows).map(({ length }) => length > 0);
  },
  { most: 16, apart: ({ key }) => nameOf(key) },
);
