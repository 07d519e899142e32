/** Keeps a program running as an operating system would: what has died is started again at once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { processTree } from '../rig/memory.ts';
import { root, waitUntil } from '../rig/site.ts';

export interface Start {
  script: string;
  arguments?: string[];
  environment?: Record<string, string>;
}

export interface Keeper {
  name: string;
  /** Of its present life. */
  pid(): number | undefined;
  /** How often it has died. */
  deaths(): number;
  /** SIGKILL, SIGSTOP or SIGCONT to it and everything below it, parents first. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Kills it; the next life has these failpoints. */
  rearm(failpoints: string): void;
  /** Kills it and starts it otherwise from now on. */
  change(start: Start): void;
  stop(): Promise<void>;
}

/** A program that cannot start (its database is not there yet) tries again after this. */
const restartMs = 100;

export function keep(name: string, first: Start): Keeper {
  let start = first;
  let failpoints = '';
  let deaths = 0;
  let stopping = false;
  let child: ChildProcess;

  function run(): void {
    child = spawn(process.execPath, [start.script, ...(start.arguments ?? [])], {
      cwd: root,
      stdio: ['ignore', 'ignore', process.env.CHAOS_VERBOSE ? 'inherit' : 'ignore'],
      env: { ...process.env, ...start.environment, LECTERN_FAILPOINTS: failpoints },
    });
    failpoints = '';
    child.once('exit', async () => {
      deaths += 1;
      await sleep(restartMs);
      if (!stopping) run();
    });
  }

  function signal(what: NodeJS.Signals): void {
    if (!child.pid || ended()) return;
    for (const pid of processTree(child.pid)) {
      try {
        process.kill(pid, what);
      } catch {
        // It ended between listing and killing.
      }
    }
  }

  const ended = () => child.exitCode !== null || child.signalCode !== null;
  run();
  // However this program ends, nothing of the system outlives it.
  process.once('exit', () => signal('SIGKILL'));
  return {
    name,
    pid: () => child.pid,
    deaths: () => deaths,
    signal,
    rearm(points) {
      failpoints = points;
      signal('SIGKILL');
    },
    change(next) {
      start = next;
      signal('SIGKILL');
    },
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      await waitUntil(`${name} to stop`, async () => ended(), 20).catch(() => signal('SIGKILL'));
    },
  };
}
