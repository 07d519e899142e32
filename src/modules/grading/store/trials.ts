/** SQL of trials: answers run on the visible tests before they are handed in. One a learner and activity, the newest. */
import type { Judgement } from '#modules/content/contract.ts';
import { query } from '#platform/database.ts';
import { leaseSeconds } from '../rules/queue.ts';

export interface NewTrial {
  learnerId: string;
  runId: string;
  activityKey: string;
  releaseId: string;
  answer: unknown;
}

/** The one before it is forgotten, even if it runs. */
export async function putTrial(trial: NewTrial): Promise<void> {
  await query(
    `insert into grading.trial (learner_id, run_id, activity_key, release_id, answer) values ($1, $2, $3, $4, $5)
     on conflict (learner_id, run_id, activity_key) do update set id = default, release_id = excluded.release_id,
       answer = excluded.answer, state = 'waiting', judgement = null, lease_until = null, created_at = default`,
    [trial.learnerId, trial.runId, trial.activityKey, trial.releaseId, JSON.stringify(trial.answer)],
  );
}

export interface ClaimedTrial extends NewTrial {
  id: string;
}

export async function claimTrial(): Promise<ClaimedTrial | null> {
  const [row] = await query<ClaimedTrial>(
    `update grading.trial t set state = 'running', lease_until = clock_timestamp() + interval '${leaseSeconds} s'
     from (select id from grading.trial
       where state in ('waiting', 'running') and (state = 'waiting' or lease_until < clock_timestamp())
       order by created_at limit 1 for update skip locked) due
     where t.id = due.id
     returning t.id, t.learner_id as "learnerId", t.run_id as "runId", t.activity_key as "activityKey",
       t.release_id as "releaseId", t.answer`,
  );
  return row ?? null;
}

/** Renews the leases of these trials; the ids of those that nobody has replaced. */
export async function renewTrials(ids: readonly string[]): Promise<Set<string>> {
  const rows = await query<{ id: string }>(
    `update grading.trial set lease_until = clock_timestamp() + interval '${leaseSeconds} s'
     where state = 'running' and id = any($1::uuid[]) returning id`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function saveTrial(
  id: string,
  state: 'judged' | 'rejected' | 'failed',
  judgement: Judgement | null,
): Promise<void> {
  await query(
    `update grading.trial set state = $2, judgement = $3, lease_until = null where id = $1 and state = 'running'`,
    [id, state, judgement && JSON.stringify(judgement)],
  );
}
