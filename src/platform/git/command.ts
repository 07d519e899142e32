/**
 * The git command as a machine. It runs in a process of its own, without a shell, hooks, settings of people or prompts,
 * and ends when its time or its room is used up: what a repository of strangers holds never enters our memory unasked.
 * Terms: a *repository* is the folder of a bare one: nothing is ever checked out, so no path of it is ever written.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../refusal.ts';
import { gitRefusals } from './schema.ts';

const settings = Object.entries({
  'core.hooksPath': '/dev/null',
  'core.quotePath': 'false',
  // Larger files are streamed, not held.
  'core.bigFileThreshold': '1m',
  'credential.helper': '',
  'fetch.unpackLimit': '1',
  'gc.auto': '0',
  'http.followRedirects': 'false',
  'protocol.version': '2',
}).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const environment = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'none',
};

export interface GitRun {
  input?: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
  env?: Record<string, string>;
  timeoutMs?: number;
  /** Of what it prints. */
  maxBytes?: number;
  signal?: AbortSignal;
}

/** The command ended with an error; `said` is what it printed of it, shortened. */
export class GitFailure extends Error {
  readonly said: string;
  readonly status: number | null;
  constructor(args: readonly string[], status: number | null, said: string) {
    super(`git ${args[0]} ended with ${status}: ${said}`);
    this.said = said;
    this.status = status;
  }
}

const defaultMs = 60_000;

export interface StartedGit {
  child: ChildProcessWithoutNullStreams;
  /** Ends with the command; throws what went wrong. */
  done: Promise<void>;
  /** Ends it now, with this as the cause. */
  stop(cause: Error): void;
}

/** Its helpers (transport, index) are of its process group and end with it. */
function endGroup({ pid }: ChildProcessWithoutNullStreams): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

export function startGit(repository: string, args: readonly string[], run: GitRun = {}): StartedGit {
  const child = spawn('git', ['-C', repository, ...settings, ...args], {
    env: { ...environment, ...run.env },
    detached: true,
  });
  let said = '';
  let cause: Error | null = null;
  const stop = (error: Error) => {
    cause ??= error;
    endGroup(child);
  };
  const abort = () => stop(run.signal?.reason);
  const timer = setTimeout(() => stop(new Refusal(gitRefusals['git-timeout'])), run.timeoutMs ?? defaultMs);
  run.signal?.addEventListener('abort', abort);
  child.stderr.on('data', (chunk) => {
    if (said.length < 4_000) said += chunk;
  });
  const sent = pipeline(Readable.from(run.input ?? []), child.stdin).catch((error) => {
    // A command that has heard enough closes its input; whether all was well says its end.
    if (!['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(error.code)) stop(error);
  });
  const done = new Promise<void>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new Refusal(gitRefusals['git-missing']) : error),
    );
    child.once('close', (status) => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', abort);
      if (cause) reject(cause);
      else if (status === 0) sent.then(resolve, reject);
      else reject(new GitFailure(args, status, said.trim()));
    });
  });
  done.catch(() => {});
  return { child, done, stop };
}

/** Runs a command to its end and gives what it printed. */
export async function git(repository: string, args: readonly string[], run: GitRun = {}): Promise<Buffer> {
  const { child, done, stop } = startGit(repository, args, run);
  const limit = run.maxBytes ?? 16 * 1024 ** 2;
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) stop(new Refusal(gitRefusals['git-too-large']));
    else chunks.push(chunk);
  });
  await done;
  return Buffer.concat(chunks);
}

export const gitText = async (repository: string, args: readonly string[], run?: GitRun): Promise<string> =>
  (await git(repository, args, run)).toString().trim();
