/** What commands share: machines for the time of one command, messages for people, JSON for programs. */
import { randomUUID } from 'node:crypto';
import { system } from '#platform/actor.ts';
import { isDiskFull, isReadOnly, isUnreachable } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { Refusal } from '#platform/refusal.ts';
import { openSite } from '#platform/site.ts';
import { addressFor } from '../address.ts';
import { type Config, readConfig } from '../config.ts';
import { openMachines } from '../machines.ts';
import { jobs } from '../parts.ts';
import { refusalText } from '../render.tsx';
import { say } from './output.ts';

export { print, printJson, say } from './output.ts';

/** Cause and remedy of anything that ends a command. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) {
    const { title, detail } = refusalText(error, 'en');
    const fields = (error.details.fields ?? []).map(({ path, message }) => `  ${path}: ${message}`);
    return [title, ...fields, detail].join('\n');
  }
  if (isUnreachable(error))
    return 'The database does not answer.\nCheck DATABASE_URL and whether the server runs, then try again.';
  if (isDiskFull(error))
    return 'The disk is full.\nMake room and try again; nothing that was confirmed is lost.';
  if (isReadOnly(error))
    return 'The disk can only be read.\nMake LECTERN_DATA writable and try again; nothing that was confirmed is lost.';
  return error instanceof Error ? error.message : String(error);
}

/** A call by the program itself. */
export function systemCall(name: string, now = new Date()): Call {
  return {
    actor: system(name),
    now,
    requestId: randomUUID(),
    locale: 'en',
    ip: '',
    idempotencyKey: null,
    header: () => null,
    csrf: () => '',
  };
}

/** Runs `work` with open machines, beside a running site or alone. A signal ends it, and a database of its own with it. */
export async function withMachines<T>(work: (config: Config) => Promise<T>): Promise<T> {
  const config = readConfig();
  const machines = await openMachines(config, say);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void machines.close().finally(() => process.exit(130)));
  try {
    const baseUrl = await addressFor(config);
    openSite({ name: 'Lectern', baseUrl, timeZone: config.timeZone });
    await openJobs(jobs, { work: false });
    return await work({ ...config, baseUrl });
  } finally {
    await closeJobs();
    await machines.close();
  }
}
