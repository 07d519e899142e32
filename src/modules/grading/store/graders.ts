/** SQL of graders that are out of order, and of what the queue looks like. */
import { query } from '#platform/database.ts';
import { closedSeconds, unstableFrom } from '../rules/queue.ts';

/** The grader has answered: whatever was known against it is over. */
export async function noteSound(name: string): Promise<void> {
  await query('delete from grading.grader where name = $1', [name]);
}

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
