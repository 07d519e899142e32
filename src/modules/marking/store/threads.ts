/** SQL of what learner and staff say to each other about a submission. */
import { query } from '#platform/database.ts';
import type { Task } from '../schema.ts';

type Of = Pick<Task, 'learnerId' | 'submissionId'>;

export interface NewMessage {
  task: Pick<Task, 'learnerId' | 'submissionId' | 'runId' | 'activityKey'>;
  authorId: string;
  byStaff: boolean;
  body: string;
  /** The learner asks that the grade be looked at again. */
  regrade: boolean;
}

/** Whether the other side should get a mail: none lies unread there. */
export async function addMessage({ task, authorId, byStaff, body, regrade }: NewMessage): Promise<boolean> {
  const [row] = await query<{ mail: boolean }>(
    `with before as (
       select case when $6 then learner_mailed else staff_mailed end as mailed from marking.thread
       where learner_id = $1 and submission_id = $2),
     said as (
       insert into marking.message (learner_id, submission_id, author_id, by_staff, body) values ($1, $2, $5, $6, $7)),
     thread as (
       insert into marking.thread as t (learner_id, submission_id, run_id, activity_key, state, regrade, learner_unread,
         staff_unread, learner_mailed, staff_mailed)
       values ($1, $2, $3, $4, case when $6 then 'answered' else 'open' end, $8, $6, not $6, $6, not $6)
       on conflict (learner_id, submission_id) do update set state = excluded.state,
         regrade = case when $6 then false else t.regrade or excluded.regrade end,
         learner_unread = case when $6 then true else false end, staff_unread = not $6,
         learner_mailed = $6, staff_mailed = not $6, changed_at = clock_timestamp())
     select coalesce((select not mailed from before), true) as mail`,
    [task.learnerId, task.submissionId, task.runId, task.activityKey, authorId, byStaff, body, regrade],
  );
  return row?.mail ?? false;
}

/** One side has looked: nothing is unread there, and the next message is mailed again. */
export async function markRead({ learnerId, submissionId }: Of, side: 'learner' | 'staff'): Promise<void> {
  await query(
    side === 'learner'
      ? `update marking.thread set learner_unread = false, learner_mailed = false
         where learner_id = $1 and submission_id = $2 and (learner_unread or learner_mailed)`
      : `update marking.thread set staff_unread = false, staff_mailed = false
         where learner_id = $1 and submission_id = $2 and (staff_unread or staff_mailed)`,
    [learnerId, submissionId],
  );
}

/** Nobody need answer any more, without a word: the question is settled. */
export async function settleThread({ learnerId, submissionId }: Of): Promise<void> {
  await query(
    `update marking.thread set state = 'answered', regrade = false where learner_id = $1 and submission_id = $2`,
    [learnerId, submissionId],
  );
}

/** Submissions of a learner in a run about which staff have written; for the page of a unit. */
export const unreadOfLearner = `select array_agg(h.submission_id) from marking.thread h
  where h.learner_id = q.learner and h.run_id = q.run and h.learner_unread`;
