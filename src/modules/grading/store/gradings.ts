/** SQL of gradings: judgements of submissions, appended; the newest judged one is current. */
import type { FellowSubmission, Submission } from '#modules/attempts/index.ts';
import type { Judgement } from '#modules/content/contract.ts';
import { byPlace, inBatches, inputsOf } from '#platform/batch.ts';
import { query } from '#platform/database.ts';
import type { Grading, GradingSource } from '../schema.ts';

const columns = `learner_id as "learnerId", submission_id as "submissionId", number, run_id as "runId",
  activity_key as "activityKey", attempt, source, state, current, score, judgement, tries, made_by as "madeBy", reason,
  created_at as "createdAt", judged_at as "judgedAt", released_at as "releasedAt"`;

export interface NewGrading {
  learnerId: string;
  submissionId: string;
  runId: string;
  activityKey: string;
  attempt: number;
  source: GradingSource;
  judgement: Judgement;
  madeBy: string | null;
  reason: string | null;
  /** False: held. */
  released: boolean;
}

/** What counted so far counts no more, and what is under way is not waited for. */
async function replaceCurrent(learnerId: string, submissionId: string): Promise<void> {
  await query(
    `update grading.grading set current = false,
       state = case when state in ('waiting', 'running', 'pending', 'needs-staff') then 'replaced' else state end
     where learner_id = $1 and submission_id = $2 and (current or state in ('waiting', 'running', 'pending', 'needs-staff'))`,
    [learnerId, submissionId],
  );
}

/** What came of one member's submission, for the same submission of the other members of their group. */
export async function copyGrading(
  { learnerId, submissionId, number }: Pick<Grading, 'learnerId' | 'submissionId' | 'number'>,
  fellows: readonly FellowSubmission[],
): Promise<void> {
  for (const fellow of fellows) {
    await replaceCurrent(fellow.learnerId, fellow.submissionId);
    await query(
      `insert into grading.grading (learner_id, submission_id, number, run_id, activity_key, attempt, source, state,
         current, score, judgement, made_by, reason, judged_at, released_at)
       select $4, $5, (select coalesce(max(number), 0) + 1 from grading.grading where learner_id = $4 and submission_id = $5),
         run_id, activity_key, $6, source, state, current, score, judgement, made_by, reason, judged_at, released_at
       from grading.grading where learner_id = $1 and submission_id = $2 and number = $3`,
      [learnerId, submissionId, number, fellow.learnerId, fellow.submissionId, fellow.attempt],
    );
  }
}

/** Two at the same moment get different numbers, or one of them violates the key and tries again. */
export async function addJudged(grading: NewGrading): Promise<Grading> {
  await replaceCurrent(grading.learnerId, grading.submissionId);
  const [row] = await query<Grading>(
    `insert into grading.grading (learner_id, submission_id, number, run_id, activity_key, attempt, source, state, current,
       score, judgement, made_by, reason, judged_at, released_at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, 'judged', true, $7, $8, $9, $10, clock_timestamp(),
       case when $11 then clock_timestamp() end
     from grading.grading where learner_id = $1 and submission_id = $2
     returning ${columns}`,
    [
      grading.learnerId,
      grading.submissionId,
      grading.runId,
      grading.activityKey,
      grading.attempt,
      grading.source,
      grading.judgement.score,
      JSON.stringify(grading.judgement),
      grading.madeBy,
      grading.reason,
      grading.released,
    ],
  );
  if (!row) throw new Error('an insert returned no row');
  return row;
}

/** All judgements of one submission, first to last. */
export const listGradings = (learnerId: string, submissionId: string): Promise<Grading[]> =>
  query<Grading>(
    `select ${columns} from grading.grading where learner_id = $1 and submission_id = $2 order by number`,
    [learnerId, submissionId],
  );

/** All judgements of one learner at one activity, oldest first. */
export const listGradingsOf = (learnerId: string, runId: string, activityKey: string): Promise<Grading[]> =>
  query<Grading>(
    `select ${columns} from grading.grading
     where learner_id = $1 and run_id = $2 and activity_key = $3 order by attempt, number`,
    [learnerId, runId, activityKey],
  );

/** Current judgements of these learners in a run. */
export const listCurrentGradings = (runId: string, learnerIds: readonly string[]): Promise<Grading[]> =>
  query<Grading>(
    `select ${columns} from grading.grading where run_id = $1 and learner_id = any($2::uuid[]) and current`,
    [runId, learnerIds],
  );

/** Lets learners, and who handed in with them, see what was held; what this released. */
export async function releaseHeld(
  runId: string,
  activityKey: string,
  learnerIds: readonly string[] | null,
): Promise<Pick<Grading, 'learnerId' | 'submissionId'>[]> {
  return query(
    `update grading.grading g set released_at = clock_timestamp()
     where run_id = $1 and activity_key = $2 and current and released_at is null
       and ($3::uuid[] is null or learner_id = any($3) or exists (
         select from attempts.joint_submission f join attempts.joint_submission j on j.sent_id = f.sent_id
         where f.learner_id = g.learner_id and f.submission_id = g.submission_id and j.learner_id = any($3)))
     returning learner_id as "learnerId", submission_id as "submissionId"`,
    [runId, activityKey, learnerIds],
  );
}

/** A submission with the judgement that counts; what is held is null. */
export interface JudgedSubmission extends Pick<Submission, 'id' | 'activityKey' | 'answer' | 'receivedAt'> {
  score: number | null;
  judgement: Judgement | null;
  /** It is judged, and learners do not see it yet. */
  held: boolean;
}

const readJudged = inBatches(
  async (of: { learnerId: string; ids: readonly string[] }[]): Promise<JudgedSubmission[][]> => {
    const rows = await query<JudgedSubmission & { place: number }>(
      `select q.place, s.id, s.activity_key as "activityKey", s.answer, s.received_at as "receivedAt",
         case when g.number is null then s.score when g.released_at is not null then g.score end as score,
         case when g.number is null then s.judgement when g.released_at is not null then g.judgement end as judgement,
         g.number is not null and g.released_at is null as held
       from ${inputsOf('uuid', 'text')} as q(learner, ids, place)
       join attempts.submission s on s.learner_id = q.learner and s.id = any(string_to_array(q.ids, ' ')::uuid[])
       left join grading.grading g on g.learner_id = s.learner_id and g.submission_id = s.id and g.current`,
      [of.map(({ learnerId }) => learnerId), of.map(({ ids }) => ids.join(' '))],
    );
    return byPlace(of, rows);
  },
);

/** Those of these submissions of a learner that there are, as the learner may see them. */
export const listJudged = (learnerId: string, ids: readonly string[]): Promise<JudgedSubmission[]> =>
  readJudged({ learnerId, ids });

/** Holds back what learners could see; the number of gradings that are held by this. */
export async function holdReleased(runId: string, activityKey: string): Promise<number> {
  const rows = await query(
    `update grading.grading set released_at = null
     where run_id = $1 and activity_key = $2 and current and released_at is not null returning 1`,
    [runId, activityKey],
  );
  return rows.length;
}
