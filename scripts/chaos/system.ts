/** The system under test: PostgreSQL, web and worker, each a program of its own that can be killed alone. */
import { join } from 'node:path';
import { Pool } from 'pg';
import { freePort } from '../../src/platform/free-port.ts';
import { databaseUrl } from '../rig/database.ts';
import { isReady, makeFolder, removeFolder, root, secret, waitUntil } from '../rig/site.ts';
import { type Keeper, keep, type Start } from './keeper.ts';

export interface System {
  url: string;
  postgres: Keeper;
  web: Keeper;
  worker: Keeper;
  /** Those who run what learners hand in. */
  graders: Keeper[];
  pool: Pool;
  /** Waits until it takes requests and its jobs are looked after. */
  healed(): Promise<void>;
  /** Starts PostgreSQL again, such that it may lose what it has acknowledged. */
  stopKeepingPromises(): void;
  stop(): Promise<void>;
}

const program = join(root, 'dist/server/cli.js');

async function databaseUrlIn(folder: string): Promise<string> {
  let url = '';
  await waitUntil('PostgreSQL to start', async () => {
    url = await databaseUrl(folder).catch(() => '');
    return url !== '';
  });
  return url;
}

export async function startSystem(mailPort: number): Promise<System> {
  const folder = await makeFolder();
  const [databasePort, webPort] = [await freePort(), await freePort()];
  const database = (settings: Record<string, string>): Start => ({
    script: join(import.meta.dirname, 'postgres.ts'),
    arguments: [folder, String(databasePort), JSON.stringify(settings)],
  });
  const postgres = keep('PostgreSQL', database({}));
  const address = await databaseUrlIn(folder);
  const url = `http://127.0.0.1:${webPort}`;
  const environment = {
    NODE_ENV: 'production',
    PORT: String(webPort),
    BASE_URL: url,
    DATABASE_URL: address,
    LECTERN_DATA: folder,
    LECTERN_SECRET: secret,
    LECTERN_DEV: 'false',
    // Who is left has a place free for what a dead one held.
    GRADING_SLOTS: '3',
    LOG_LEVEL: process.env.CHAOS_VERBOSE ? 'error' : 'silent',
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    // Clients come from many addresses, as they name themselves: no limit for one address is to stop the load.
    TRUST_PROXY: 'true',
  };
  const serve = (roles: string): Start => ({
    script: program,
    arguments: ['serve'],
    environment: { ...environment, LECTERN_ROLES: roles },
  });
  const web = keep('web', serve('web'));
  const pool = new Pool({ connectionString: address, max: 2 });
  pool.on('error', () => {});
  const isSeeded = () =>
    pool.query(`select 1 from platform.fact where name = 'seeded'`).then(
      ({ rowCount }) => rowCount === 1,
      () => false,
    );
  await waitUntil('the demo courses', isSeeded);
  const worker = keep('worker', serve('jobs'));
  const graders = ['first', 'second'].map((name) => keep(`${name} grader`, serve('grading')));
  const keepers = [web, worker, ...graders, postgres];
  return {
    url,
    postgres,
    web,
    worker,
    graders,
    pool,
    healed: () => waitUntil('the system to heal', () => isReady(url), 60),
    stopKeepingPromises: () => postgres.change(database({ synchronous_commit: 'off' })),
    async stop() {
      await pool.end();
      for (const keeper of keepers) await keeper.stop();
      await removeFolder(folder);
    },
  };
}
