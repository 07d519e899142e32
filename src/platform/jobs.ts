/**
 * Terms: a *job* is work that happens after the answer and must happen; it is one value that states its whole
 * contract. It is enqueued in the caller's transaction: no commit, no job. A worker that dies is noticed by its missing
 * heartbeat, and the job runs again; so a job's work must bear being done twice.
 */
import { type JobResult, PgBoss, type Job as TakenJob } from 'pg-boss';
import type { Static, TObject } from 'typebox';
import { databasePool, query, transaction } from './database.ts';
import { failpoint } from './failpoint.ts';
import { checkInput } from './input.ts';
import { log } from './log.ts';

export interface Job<Payload extends TObject = TObject> {
  /** `module.verb`, stable: rows in the queue carry it. */
  name: string;
  payload: Payload;
  retry: { limit: number; delaySeconds: number };
  /** Runs in one transaction; throwing makes it run again later. */
  run(payload: Static<Payload>): Promise<void>;
  /** Cron expression (UTC) for work that comes by the clock. */
  schedule?: string;
}

export const defineJob = <Payload extends TObject>(job: Job<Payload>): Job => job as unknown as Job;

let boss: PgBoss | undefined;

const executeSql = async (text: string, values?: unknown[]) => ({ rows: await query(text, values ?? []) });

/** Enqueues in the ambient transaction. */
export async function enqueue<Payload extends TObject>(
  job: Job<Payload>,
  payload: Static<Payload>,
): Promise<void> {
  if (!boss) throw new Error('jobs are not open');
  checkInput(job.payload, payload, 'json');
  await boss.send(job.name, payload as object, {
    db: { executeSql },
    retryLimit: job.retry.limit,
    retryDelay: job.retry.delaySeconds,
    retryBackoff: true,
    heartbeatSeconds: 10,
  });
}

export interface JobsOptions {
  /** Takes jobs from the queue; without it this process only enqueues. */
  work: boolean;
}

/** A full batch is followed by the next at once; polling is for quiet times. */
const atWork = {
  batchSize: 4,
  burstWhenBatchFull: true,
  perJobResults: true,
  pollingIntervalSeconds: 2,
} as const;

/** One job in its own transaction; what fails does so alone. */
async function runTaken(job: Job, { id, data }: TakenJob<unknown>): Promise<JobResult> {
  try {
    await transaction(async () => {
      await job.run(checkInput(job.payload, data ?? {}, 'json') as never);
      failpoint('jobs.before-commit');
    });
    failpoint('jobs.after-commit');
    return { id, status: 'completed' };
  } catch (error) {
    log().warn({ err: error, job: job.name }, 'a job failed; it comes again');
    return { id, status: 'failed', output: { message: String(error) } };
  }
}

export async function openJobs(jobs: readonly Job[], options: JobsOptions): Promise<void> {
  // pg-boss shares the pool, outside of any ambient transaction.
  const pool = databasePool();
  const opening = new PgBoss({
    // Some of its texts hold several statements, whose results come as a list: it reads both forms itself.
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    schema: 'jobs',
    supervise: options.work,
    schedule: options.work,
    // How often missing heartbeats are looked for: a dead worker's job is free again after 15 s at the latest.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  opening.on('error', (error) => log().warn({ err: error }, 'the job queue stumbled'));
  await opening.start();
  boss = opening;
  for (const job of jobs) {
    await opening.createQueue(job.name, { heartbeatSeconds: 10, retryLimit: job.retry.limit });
    if (!options.work) continue;
    if (job.schedule) await opening.schedule(job.name, job.schedule, {});
    await opening.work(job.name, atWork, (batch) => Promise.all(batch.map((taken) => runTaken(job, taken))));
  }
}

export async function closeJobs(): Promise<void> {
  const closing = boss;
  boss = undefined;
  await closing?.stop({ graceful: true, timeout: 10_000 });
}
