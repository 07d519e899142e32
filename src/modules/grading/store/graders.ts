/** SQL of graders that are out of order, and of what the queue looks like. */
import { query } from '#platform/database.ts';
import { closedSeconds, unstableFrom } from '../rules/queue.ts';

/** The grader has answered: whatever was known against it is over. When it was out of order; null: it was not. */
export async function noteSound(name: string): Promise<{ from: Date; until: Date } | null> {
  const [row] = await query<{ from: Date; until: Date; failures: number }>(
    `delete from grading.grader where name = $1
     returning failures, failing_since as "from", clock_timestamp() as until`,
    [name],
  );
  return row && row.failures >= unstableFrom ? { from: row.from, until: row.until } : null;
}

export interface Unjudged {
  runId: string;
  activityKey: string;
  releaseId: string;
}

/** What waits for a grader, once an activity. */
export const listUnjudged = (name: string): Promise<Unjudged[]> =>
  query<Unjudged>(
    `select distinct on (g.run_id, g.activity_key) g.run_id as "runId", g.activity_key as "activityKey",
       s.release_id as "releaseId"
     from grading.grading g
     join attempts.submission s on s.learner_id = g.learner_id and s.id = g.submission_id
     where g.state in ('waiting', 'running', 'pending', 'needs-staff') and g.grader = $1`,
    [name],
  );

/** One more failure; true: it is out of order, and was before this one. */
export async function noteFailing(name: string): Promise<boolean> {
  const [row] = await query<{ failures: number }>(
    `insert into grading.grader as g (name, failures) values ($1, 1)
     on conflict (name) do update set failures = g.failures + 1,
       closed_until = case when g.failures + 1 >= ${unstableFrom} then clock_timestamp()
         + least(${closedSeconds.most}, ${closedSeconds.least} * 2 ^ least(10, g.failures + 1 - ${unstableFrom})) * interval '1 s' end
     returning failures`,
    [name],
  );
  return (row?.failures ?? 0) > unstableFrom;
}

export interface GraderTrouble {
  name: string;
  failures: number;
  since: Date;
}

export const listUnstable = (): Promise<GraderTrouble[]> =>
  query<GraderTrouble>(
    `select name, failures, failing_since as since from grading.grader where failures >= ${unstableFrom} order by name`,
  );

export interface QueueFigures {
  waiting: number;
  running: number;
  pending: number;
  needsStaff: number;
  /** Age of the one that has waited longest, seconds. */
  oldest: number;
  /** Results that came when they no longer counted. */
  refused: number;
}

export async function getQueueFigures(): Promise<QueueFigures> {
  const [row] = await query<QueueFigures>(
    `select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'running') as running,
       count(*) filter (where state = 'pending') as pending,
       (select count(*) from grading.grading where state = 'needs-staff') as "needsStaff",
       coalesce(extract(epoch from clock_timestamp() - min(created_at) filter (where state <> 'pending')), 0)::float8 as oldest,
       (select coalesce(sum(refused), 0) from grading.grading where refused > 0) as refused
     from grading.grading where state in ('waiting', 'running', 'pending')`,
  );
  if (!row) throw new Error('a count gave no row');
  return row;
}
