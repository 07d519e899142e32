/** The platform's own memory of when it was not well: deadlines that fall into such times move. */
import type { Run } from '#modules/catalog/index.ts';
import { outsideTransaction } from '#platform/database.ts';
import { log } from '#platform/log.ts';
import { currentLateness } from '#platform/overload.ts';
import type { Degraded } from '../schema.ts';
import { addDegraded, saveBeat } from '../store/health.ts';
import { announceTimes } from './times.ts';

const everyMs = 30_000;
/** Whoever waits this long for every page can not work: such a process does not say that it is well. */
const tooLateMs = 1_500;

/**
 * Keeps that a service was degraded: `platform`, `machine` (grading by machines) or a kind of activity; in every run, or
 * in one. Whoever runs a service calls it when the service is back.
 */
export async function recordDegraded(
  service: string,
  from: Date,
  until: Date,
  run: Pick<Run, 'id'> | null = null,
): Promise<void> {
  const period: Degraded = { service, runId: run?.id ?? null, from, until };
  await addDegraded(period);
  await announceTimes(period.runId ?? '*');
}

/** Says that the platform is well. A silence before it, of all processes together, is kept as an outage. */
export async function beat(service = 'platform'): Promise<void> {
  if (await saveBeat(service)) {
    log().warn({ service }, 'was away; deadlines of that time move');
    await announceTimes('*');
  }
}

let timer: NodeJS.Timeout | undefined;

/** Beats until it is stopped. A database that does not answer is an outage too: the next beat tells. */
export function startBeating(): void {
  const next = () => {
    if (currentLateness() < tooLateMs)
      void outsideTransaction(() => beat()).catch((err) => log().warn({ err }, 'a heartbeat was not kept'));
  };
  next();
  timer = setInterval(next, everyMs);
  timer.unref();
}

export const stopBeating = (): void => clearInterval(timer);
