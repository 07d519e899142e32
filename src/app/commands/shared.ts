/** What commands share: machines for the time of one command, messages for people, JSON for programs. */
import { randomUUID } from 'node:crypto';
import { translateTo } from '#lib/messages.ts';
import { system } from '#platform/actor.ts';
import { isDiskFull, isReadOnly, isUnreachable } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { closeJobs, openJobs } from '#platform/jobs.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { openSite } from '#platform/site.ts';
import { problemsOf } from '#ui/problems.ts';
import { addressFor } from '../address.ts';
import { type Config, readConfig } from '../config.ts';
import { openMachines } from '../machines.ts';
import { jobs } from '../parts.ts';
import { refusalText } from '../render.tsx';
import { say } from './output.ts';

export { print, printJson, say } from './output.ts';

/** A path that a person wrote, and what the machine says of it. */
const fileFaults: Record<string, (path: string) => string> = {
  ENOENT: (path) => `There is no ${path}.\nCheck how it is written, from the folder of this command.`,
  ENOTDIR: (path) => `${path} leads through a file.\nName a path whose folders are folders.`,
  EISDIR: (path) => `${path} is a folder.\nName a file.`,
  EEXIST: (path) => `${path} is there already.\nName another one; nothing was overwritten.`,
  EACCES: (path) => `This user may not use ${path}.\nGive it the rights, or name another place.`,
};

function explainFile(error: unknown): string | null {
  const {
    code = '',
    path = '',
    syscall,
  } = (error ?? {}) as { code?: string; path?: string; syscall?: string };
  if (code === 'EEXIST' && syscall === 'mkdir') return `${path} is a file.\nName a folder.`;
  return path === '' ? null : (fileFaults[code]?.(path) ?? null);
}

/** Why a database that answers does not let the program in, by its code. */
const databaseFaults: Record<string, string> = {
  '28P01': 'Check user and password in DATABASE_URL.',
  '28000': 'Check user and password in DATABASE_URL, and what the server lets in (pg_hba.conf).',
  '3D000': 'Make this database, or check its name in DATABASE_URL.',
  '42501': 'Make the user of DATABASE_URL the owner of the database.',
};

function explainDatabase(error: unknown): string | null {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  const remedy = databaseFaults[code];
  return remedy === undefined ? null : `The database refuses: ${message}.\n${remedy}`;
}

/** What is wrong with one field; a text that the refusal's own words say already is left out. */
function explainFields(refusal: Refusal): string[] {
  if (refusal.code !== commonRefusals['invalid-input'].code) return [];
  return problemsOf(refusal, translateTo('en'), {}).map(({ message }) => `  ${message}`);
}

/** Cause and remedy of anything that ends a command. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) {
    const { title, detail } = refusalText(error, 'en');
    return [title, ...explainFields(error), detail].join('\n');
  }
  const file = explainFile(error);
  if (file !== null) return file;
  const database = explainDatabase(error);
  if (database !== null) return database;
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
