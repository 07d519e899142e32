/** The final state of the database, as far as the checker needs it; read once, after everything has healed and drained. */
import type { Pool } from 'pg';

export interface StoredSubmission {
  id: string;
  learner: string;
  run: string;
  activity: string;
  attempt: number;
  answer: unknown;
  answerSha256: string;
  receivedAt: string;
  previousSha256: string | null;
  /** base64url */
  signature: string;
}

export interface StoredMail {
  id: string;
  to: string;
  state: string;
}

export interface State {
  submissions: StoredSubmission[];
  mails: StoredMail[];
}

export async function readState(pool: Pool, learners: readonly string[]): Promise<State> {
  const submissions = await pool.query(
    `select id, learner_id as learner, run_id as run, activity_key as activity, attempt, answer,
       answer_sha256 as sha256, received_at as at, previous_sha256 as previous, signature
     from attempts.submission where learner_id = any($1) order by learner_id, activity_key, attempt`,
    [learners],
  );
  const mails = await pool.query('select id, recipient as to, state from platform.outbox_mail');
  return {
    submissions: submissions.rows.map(({ sha256, at, previous, signature, ...row }) => ({
      ...row,
      answerSha256: sha256.toString('hex'),
      receivedAt: at.toISOString(),
      previousSha256: previous?.toString('hex') ?? null,
      signature: signature.toString('base64url'),
    })),
    mails: mails.rows,
  };
}

/** Mails that wait, and jobs that are not over. */
export async function countUnfinished(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    `select (select count(*) from platform.outbox_mail where state <> 'sent')
       + (select count(*) from jobs.job where name = 'platform.deliver-mail' and state in ('created', 'retry', 'active'))
       as count`,
  );
  return Number(rows[0].count);
}
