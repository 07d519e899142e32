/** SQL of what groups hand in: one submission in the ledger of each member. */
import { query } from '#platform/database.ts';
import { type NewSubmission, rowsForAppend } from '../rules/making.ts';

export interface Joint {
  sent: Pick<NewSubmission, 'id' | 'learnerId'>;
  groupId: string;
  /** Those of the other members. */
  copies: readonly NewSubmission[];
  requestId: string;
}

/** The submissions of the others, what ties all of them together, and who sent them, in the audit. */
export async function addJoint({ sent, groupId, copies, requestId }: Joint): Promise<void> {
  await query(
    `with added as (select id from attempts.append($1::jsonb) as id),
     tied as (
       insert into attempts.joint_submission (learner_id, submission_id, sent_id, sender_id, group_id)
       select learner_id, id, $2::uuid, $3::uuid, $4::uuid
       from jsonb_to_recordset($1::jsonb) as c (learner_id uuid, id uuid)
       union all select $3::uuid, $2::uuid, $2::uuid, $3::uuid, $4::uuid)
     select audit.record('person', $3::uuid::text, 'submission.shared', 'submission:' || id,
       jsonb_build_object('sent', $2::uuid), $5) from added`,
    [rowsForAppend(copies), sent.id, sent.learnerId, groupId, requestId],
  );
}

/** A submission of another member that says the same. */
export interface Fellow {
  learnerId: string;
  submissionId: string;
  attempt: number;
}

/**
 * The same submission in the ledgers of the other members; of most submissions there is none. Until the transaction ends
 * nobody else judges any of them: two judgements at once would wait for each other.
 */
export const lockFellows = (learnerId: string, submissionId: string): Promise<Fellow[]> =>
  query<Fellow>(
    `select f.learner_id as "learnerId", f.submission_id as "submissionId", s.attempt
     from (select sent_id, pg_advisory_xact_lock(hashtextextended(sent_id::text, 0)) from attempts.joint_submission
       where learner_id = $1 and submission_id = $2) own
     join attempts.joint_submission f on f.sent_id = own.sent_id and f.learner_id <> $1
     join attempts.submission s on s.learner_id = f.learner_id and s.id = f.submission_id
     order by f.learner_id`,
    [learnerId, submissionId],
  );

/** Whether this file is in an answer that its owner and the reader handed in together. */
export async function isHandedInTogether(
  readerId: string,
  ownerId: string,
  fileId: string,
): Promise<boolean> {
  const rows = await query(
    `select from attempts.joint_submission mine
     join attempts.joint_submission theirs on theirs.sent_id = mine.sent_id and theirs.learner_id = $2
     join attempts.submission s on s.learner_id = mine.learner_id and s.id = mine.submission_id
     where mine.learner_id = $1 and position($3 in s.answer::text) > 0 limit 1`,
    [readerId, ownerId, fileId],
  );
  return rows.length > 0;
}
