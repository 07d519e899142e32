/** SQL of regradings: proposals, their lines, and how far they are. */
import type { Judgement } from '#modules/content/contract.ts';
import { query } from '#platform/database.ts';
import type { Regrade, RegradeLine, RegradeState } from '../schema.ts';

const columns = `id, run_id as "runId", activity_key as "activityKey", release_id as "releaseId", reason, state,
  only_raises as "onlyRaises", notify, learners, done, after_learner as "afterLearner", made_by as "madeBy",
  made_at as "madeAt", settled_at as "settledAt"`;

export async function addRegrade(
  of: Pick<Regrade, 'runId' | 'activityKey' | 'releaseId' | 'reason' | 'madeBy'>,
): Promise<Regrade> {
  const [row] = await query<Regrade>(
    `insert into gradebook.regrade (run_id, activity_key, release_id, reason, made_by, state, learners)
     select $1, $2, $3, $4, $5, 'judging', count(*) from enrollment.enrollment e
     where e.run_id = $1 and exists (select 1 from attempts.submission s
       where s.learner_id = e.learner_id and s.run_id = e.run_id and s.activity_key = $2)
     returning ${columns}`,
    [of.runId, of.activityKey, of.releaseId, of.reason, of.madeBy],
  );
  if (!row) throw new Error('an insert returned no row');
  return row;
}

export const listRegrades = (runId: string): Promise<Regrade[]> =>
  query<Regrade>(
    `select ${columns} from gradebook.regrade where run_id = $1 order by made_at desc limit 100`,
    [runId],
  );

export async function findRegrade(id: string): Promise<Regrade | null> {
  const [row] = await query<Regrade>(`select ${columns} from gradebook.regrade where id = $1`, [id]);
  return row ?? null;
}

/** Held until the transaction ends, so that one batch at a time works on it. */
export async function claimRegrade(id: string): Promise<Regrade | null> {
  const [row] = await query<Regrade>(
    `select ${columns} from gradebook.regrade where id = $1 for update skip locked`,
    [id],
  );
  return row ?? null;
}

/** From one of these states to another; false: it was in none of them. */
export async function moveRegrade(
  id: string,
  from: readonly RegradeState[],
  to: RegradeState,
  chosen: { onlyRaises: boolean; notify: boolean } | null = null,
): Promise<boolean> {
  const rows = await query(
    `update gradebook.regrade set state = $3, done = case when $3 in ('applying', 'undoing') then 0 else done end,
       after_learner = case when $3 in ('applying', 'undoing') then null else after_learner end,
       only_raises = coalesce($4, only_raises), notify = coalesce($5, notify),
       settled_at = case when $3 in ('ready', 'stopped', 'applied', 'undone') then clock_timestamp() end
     where id = $1 and state = any($2) returning 1`,
    [id, from, to, chosen?.onlyRaises ?? null, chosen?.notify ?? null],
  );
  return rows.length > 0;
}

export async function noteProgress(id: string, afterLearner: string, learners: number): Promise<void> {
  await query('update gradebook.regrade set after_learner = $2, done = done + $3 where id = $1', [
    id,
    afterLearner,
    learners,
  ]);
}

/** The next learners with submissions of the activity, in the order of their ids. */
export async function listNextLearners(of: Regrade, most: number): Promise<string[]> {
  const rows = await query<{ learnerId: string }>(
    `select e.learner_id as "learnerId" from enrollment.enrollment e
     where e.run_id = $1 and ($3::uuid is null or e.learner_id > $3) and exists (select 1 from attempts.submission s
       where s.learner_id = e.learner_id and s.run_id = e.run_id and s.activity_key = $2)
     order by e.learner_id limit $4`,
    [of.runId, of.activityKey, of.afterLearner, most],
  );
  return rows.map(({ learnerId }) => learnerId);
}

export interface StoredAnswer {
  learnerId: string;
  submissionId: string;
  attempt: number;
  answer: unknown;
  /** What counts now. */
  score: number | null;
  number: number | null;
}

/** Stored answers of these learners with the judgement that counts; what a grader refused is none. */
export const listAnswers = (
  runId: string,
  activityKey: string,
  learnerIds: readonly string[],
): Promise<StoredAnswer[]> =>
  query<StoredAnswer>(
    `select s.learner_id as "learnerId", s.id as "submissionId", s.attempt, s.answer, g.number,
       coalesce(g.score, s.score) as score
     from attempts.submission s
     left join grading.grading g on g.learner_id = s.learner_id and g.submission_id = s.id and g.current
     where s.run_id = $1 and s.activity_key = $2 and s.learner_id = any($3::uuid[])
     order by s.learner_id, s.attempt`,
    [runId, activityKey, learnerIds],
  );

export async function addLines(
  id: string,
  lines: readonly (Omit<RegradeLine, 'appliedNumber'> & { judgement: Judgement | null })[],
): Promise<void> {
  await query(
    `insert into gradebook.regrade_line (regrade_id, learner_id, submission_id, attempt, before, after, judgement, problem,
       previous_number)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::int[], $5::float8[], $6::float8[], $7::jsonb[], $8::text[], $9::int[])
     on conflict do nothing`,
    [
      id,
      lines.map((line) => line.learnerId),
      lines.map((line) => line.submissionId),
      lines.map((line) => line.attempt),
      lines.map((line) => line.before),
      lines.map((line) => line.after),
      lines.map((line) => line.judgement && JSON.stringify(line.judgement)),
      lines.map((line) => line.problem),
      lines.map((line) => line.previousNumber),
    ],
  );
}

const lineColumns = `learner_id as "learnerId", submission_id as "submissionId", attempt, before, after, problem,
  previous_number as "previousNumber", applied_number as "appliedNumber"`;

export const listLines = (id: string): Promise<RegradeLine[]> =>
  query<RegradeLine>(
    `select ${lineColumns} from gradebook.regrade_line where regrade_id = $1 order by learner_id, attempt`,
    [id],
  );

/** Lines of the next learners, whole learners at a time. */
export const listNextLines = (
  of: Regrade,
  learners: number,
): Promise<(RegradeLine & { judgement: Judgement | null })[]> =>
  query(
    `select ${lineColumns}, judgement from gradebook.regrade_line
     where regrade_id = $1 and learner_id in (select distinct learner_id from gradebook.regrade_line
       where regrade_id = $1 and ($2::uuid is null or learner_id > $2) order by learner_id limit $3)
     order by learner_id, attempt`,
    [of.id, of.afterLearner, learners],
  );

export async function markApplied(
  id: string,
  line: Pick<RegradeLine, 'learnerId' | 'submissionId'>,
  number: number | null,
): Promise<void> {
  await query(
    'update gradebook.regrade_line set applied_number = $4 where regrade_id = $1 and learner_id = $2 and submission_id = $3',
    [id, line.learnerId, line.submissionId, number],
  );
}
