/** SQL of outages: who said when that they were well, and when they were not. */
import { query } from '#platform/database.ts';
import type { Degraded } from '../schema.ts';

/** A silence longer than this was an outage. */
export const longestSilenceSeconds = 120;

/**
 * Says that a service is well, by the database's clock. Where nobody said so for too long before, the silence is kept as
 * an outage; true then.
 */
export async function saveBeat(service: string): Promise<boolean> {
  const found = await query(
    `with before as (select at from enrollment.heartbeat where service = $1 for update),
     beat as (
       insert into enrollment.heartbeat (service, at) values ($1, clock_timestamp())
       on conflict (service) do update set at = excluded.at returning at)
     insert into enrollment.degraded (service, from_at, until_at)
     select $1, before.at, beat.at from before, beat
     where beat.at - before.at > make_interval(secs => $2) returning 1`,
    [service, longestSilenceSeconds],
  );
  return found.length > 0;
}

export async function addDegraded({ service, runId, from, until }: Degraded): Promise<void> {
  await query(
    'insert into enrollment.degraded (service, run_id, from_at, until_at) values ($1, $2, $3, $4)',
    [service, runId, from, until],
  );
}
