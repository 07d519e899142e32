/** What the machine can do at this hour: a bare answer, a bare durable insert. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { root } from '../rig/site.ts';
import { warmLoad } from './load.ts';

/** What was measured, and the mean of a yardstick's readings before and after: no machine is equally fast at all times. */
export async function beside<T>(read: () => Promise<number>, measure: () => Promise<T>) {
  const before = await read();
  const measured = await measure();
  return { measured, bare: (before + (await read())) / 2 };
}

/** A second. */
export async function bareAnswer(): Promise<number> {
  const server = spawn(process.execPath, [join(root, 'scripts/bench/bare-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(server.stdout, 'data');
    return (
      await warmLoad({ url: `http://127.0.0.1:${String(port).trim()}`, requests: () => [{ path: '/' }] })
    ).perSecond;
  } finally {
    server.kill();
  }
}

/** Prepared inserts of a row like a small submission, each with its commit, by 24 callers. */
export async function bareInsert(pool: Pool, seconds = 6): Promise<number> {
  await pool.query(
    'create table if not exists public.bench_insert (id uuid primary key, body jsonb not null)',
  );
  const end = performance.now() + seconds * 1000;
  let inserted = 0;
  const insert = async () => {
    while (performance.now() < end) {
      const values = [crypto.randomUUID(), '["a"]'];
      await pool.query({
        name: 'bench',
        text: 'insert into public.bench_insert (id, body) values ($1, $2)',
        values,
      });
      inserted += 1;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: 24 }, insert));
  const perSecond = inserted / ((performance.now() - started) / 1000);
  await pool.query('drop table public.bench_insert');
  return perSecond;
}
