/** Learners by the thousand, written straight into the tables, and the cookies that sign them in. */
import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { csrfToken } from '../../src/platform/csrf.ts';
import { keyFor, openSecret } from '../../src/platform/secret.ts';
import { secret } from './site.ts';

export interface Learner {
  id: string;
  cookie: string;
  csrf: string;
}

export interface DemoRun {
  id: string;
  releaseId: string;
  path: string;
}

const sessions = keyFor('sessions');

/** As better-auth signs: HMAC-SHA256 over the token, under the derived secret. */
const sign = (token: string) =>
  encodeURIComponent(createHmac('sha256', sessions().toString('base64url')).update(token).digest('base64'));

export async function findDemoRun(pool: Pool): Promise<DemoRun> {
  const { rows } = await pool.query(
    `select r.id, r.release_id as "releaseId", o.key || '/' || c.key || '/' || r.key as path
     from catalog.run r join catalog.course c on c.id = r.course_id join catalog.organization o on o.id = c.organization_id
     where c.key = 'finding-your-way'`,
  );
  const [run] = rows;
  if (!run) throw new Error('the demo course is not there');
  return run;
}

/** Adds enrolled learners `from`…`to`, each with a session. */
export async function addLearners(pool: Pool, run: DemoRun, from: number, to: number): Promise<void> {
  await pool.query(
    `with people as (
       insert into accounts."user" (id, name, email, email_verified)
       select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Learner ' || n, 'learner' || n || '@load.example', true
       from generate_series($1::int, $2::int) n returning id),
     sessions as (
       insert into accounts.session (id, token, user_id, expires_at)
       select id, 'token-' || id, id, now() + interval '30 days' from people)
     insert into enrollment.enrollment (learner_id, run_id) select id, $3 from people`,
    [from, to, run.id],
  );
  await forgetChanges(pool);
}

/** Their standings were computed long ago: no job works on them while something is measured. */
const forgetChanges = (pool: Pool) => pool.query('truncate gradebook.change');

/** Gives learners `from`…`to` `each` submissions, spread over the activities of the run. */
export async function addSubmissions(
  pool: Pool,
  run: DemoRun,
  activities: string[],
  from: number,
  to: number,
  each: number,
): Promise<void> {
  await pool.query(
    `insert into attempts.submission (learner_id, id, run_id, activity_key, attempt, release_id, answer, answer_sha256,
       received_at, score, best_score, judgement, signature)
     select ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, uuidv7(), $1, ($2::text[])[1 + k % $5::int], 1 + k / $5::int, $3,
       '["a"]', sha256('x'), now() - interval '1 day', 1, 1, '{"score":1}', decode(repeat('ab', 64), 'hex')
     from generate_series($6::int, $7::int) n, generate_series(0, $4::int - 1) k`,
    [run.id, activities, run.releaseId, each, activities.length, from, to],
  );
  await forgetChanges(pool);
}

/** How to come in as learner `n`. */
export async function learner(n: number): Promise<Learner> {
  await openSecret(secret, '');
  const id = `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  const token = `token-${id}`;
  return { id, cookie: `lectern.session=${token}.${sign(token)}`, csrf: csrfToken(id) };
}
