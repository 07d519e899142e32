/** What goes wrong, in the order of the cycles; when exactly is left to chance. */
import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../rig/site.ts';
import type { Keeper } from './keeper.ts';
import type { System } from './system.ts';

export interface Fault {
  name: string;
  /** Done when the harm is done; healing is waited for elsewhere. */
  strike(system: System): Promise<void>;
}

const kill = (pick: (system: System) => Keeper[], name: string): Fault => ({
  name,
  strike: async (system) => {
    for (const keeper of pick(system)) keeper.signal('SIGKILL');
  },
});

/** The process dies between two statements of its program, which a blow from outside hits too rarely. */
const killAt = (pick: (system: System) => Keeper, point: string, probability: number): Fault => ({
  name: `kill -9 at ${point}`,
  async strike(system) {
    const keeper = pick(system);
    const before = keeper.deaths();
    keeper.rearm(`${point}=${probability}`);
    // One death to take up the failpoint, one by it.
    await waitUntil(`${keeper.name} to reach ${point}`, async () => keeper.deaths() >= before + 2, 60);
  },
});

const freeze = (pick: (system: System) => Keeper, name: string): Fault => ({
  name,
  async strike(system) {
    const keeper = pick(system);
    keeper.signal('SIGSTOP');
    await sleep(2_500);
    keeper.signal('SIGCONT');
  },
});

/** One connection is cut, perhaps while it commits. */
const cut: Fault = {
  name: 'one connection terminated',
  async strike({ pool }) {
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'lectern' order by query_start desc limit 1`,
    );
  },
};

/** As SIGKILL by the kernel when memory runs out: PostgreSQL starts all its processes anew. */
const killBackend: Fault = {
  name: 'kill -9 one process of PostgreSQL',
  async strike({ pool }) {
    const { rows } = await pool.query(
      `select pid from pg_stat_activity where application_name = 'lectern' order by query_start desc limit 1`,
    );
    if (rows[0]) process.kill(rows[0].pid, 'SIGKILL');
  },
};

/**
 * The first five are the default run: in it each process dies at least once. Deaths of the worker stand early, since
 * its job waits for its retry, and all wait for that at the end.
 */
export const faults: readonly Fault[] = [
  kill(({ postgres }) => [postgres], 'kill -9 all of PostgreSQL'),
  killAt(({ worker }) => worker, 'jobs.before-commit', 1),
  killAt(({ web }) => web, 'attempts.after-commit', 0.02),
  kill(({ postgres, web, worker }) => [postgres, web, worker], 'kill -9 everything'),
  killAt(({ web }) => web, 'attempts.before-commit', 0.02),
  kill(({ web }) => [web], 'kill -9 web'),
  killBackend,
  cut,
  killAt(({ worker }) => worker, 'jobs.after-commit', 1),
  freeze(({ postgres }) => postgres, 'PostgreSQL stands still for 2.5 s'),
  kill(({ worker }) => [worker], 'kill -9 worker'),
  freeze(({ web }) => web, 'web stands still for 2.5 s'),
];
