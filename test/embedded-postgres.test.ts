import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';

/** A program that starts the server and then does nothing until it is killed. */
const program = (folder: string) => `
  import { startEmbeddedPostgres } from './src/platform/embedded-postgres.ts';
  const { url } = await startEmbeddedPostgres(${JSON.stringify(folder)}, { settings: { fsync: 'off' } });
  console.log(url);
  setInterval(() => {}, 1000);`;

async function startProgram(folder: string) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(child.stdout, 'data');
  return { child, url: String(url).trim() };
}

async function ask(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

describe('the embedded PostgreSQL', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-embedded-'));
    await chmod(folder, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('comes back by itself after the program that kept it was killed', async () => {
    const { child, url } = await startProgram(folder);
    await ask(url, 'create table kept as select 1 as n');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const again = await startEmbeddedPostgres(folder);
    expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await again.stop();
  });

  it('is shared by a command that runs beside the site, and outlives it', async () => {
    const { child, url } = await startProgram(folder);
    const beside = await startEmbeddedPostgres(folder);
    expect(beside.url).toBe(url);
    await beside.stop();
    expect(await ask(url, 'select 1 as n')).toEqual([{ n: 1 }]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Taken over and stopped in order, so that nothing is left running.
    await (await startEmbeddedPostgres(folder)).stop();
  });

  it.runIf(process.getuid?.() === 0)(
    'starts for root also in a folder that is closed to others',
    async () => {
      await chmod(folder, 0o700);
      const server = await startEmbeddedPostgres(folder);
      expect(await ask(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
      await server.stop();
      await rm(dirname(await readlink(join(folder, 'postgres'))), { recursive: true });
    },
  );

  it('begins again where the first initialisation was cut off', async () => {
    await mkdir(join(folder, 'postgres'));
    await writeFile(join(folder, 'postgres/half'), 'done');
    const server = await startEmbeddedPostgres(folder);
    expect(await ask(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(await readFile(join(folder, 'postgres/PG_VERSION'), 'utf8')).toContain('18');
    await server.stop();
  });
});
