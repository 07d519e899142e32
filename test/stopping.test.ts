import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../src/platform/free-port.ts';

const patience = { timeout: 30_000 };

describe('a site that is told to stop', () => {
  let folder: string;
  let url: string;
  let site: ChildProcess;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-stopping-'));
    await chmod(folder, 0o755);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    // As a terminal starts it: at the head of a group, to all of which Ctrl-C goes.
    site = spawn(process.execPath, ['scripts/lectern.mjs', 'serve', '--no-seed'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, PORT: String(port), BASE_URL: url, LECTERN_DATA: folder },
      detached: true,
    });
    let said = '';
    site.stdout?.on('data', (chunk) => {
      said += chunk;
    });
    await expect.poll(() => said, { timeout: 60_000 }).toContain('Lectern is at');
  }, 120_000);
  afterEach(async () => {
    if (site.exitCode === null && site.signalCode === null) site.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const listens = () =>
    fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
  const hasDatabase = () => existsSync(join(folder, 'postgres/postmaster.pid'));

  it('by Ctrl-C answers the request that is under way, then stops its database in order', async () => {
    const owner = JSON.parse(await readFile(join(folder, 'postgres.owner'), 'utf8')) as { url: string };
    const other = new Client({ connectionString: owner.url });
    await other.connect();
    await other.query('begin');
    await other.query('lock table accounts.user in access exclusive mode');
    const page = await fetch(`${url}/sign-in`);
    const [, csrf = ''] = /name="_csrf" value="([^"]+)"/.exec(await page.text()) ?? [];
    const cookie = page.headers.getSetCookie().map((line) => line.split(';')[0]);
    const reply = fetch(`${url}/sign-in`, {
      method: 'POST',
      headers: { cookie: cookie.join('; ') },
      body: new URLSearchParams({
        _csrf: csrf,
        email: 'nobody@school.example',
        password: 'read-write-reckon',
      }),
    });
    const waiting = () => other.query('select 1 from pg_locks where not granted');
    await expect.poll(async () => (await waiting()).rowCount, patience).toBeGreaterThan(0);
    process.kill(-(site.pid ?? 0), 'SIGINT');
    await expect.poll(listens, patience).toBe(false);
    await other.query('commit');
    await other.end();
    expect((await reply).status).toBe(422);
    if (site.exitCode === null) await once(site, 'exit');
    expect(site.exitCode).toBe(0);
    expect(hasDatabase()).toBe(false);
  });

  it('by the end of whoever started it leaves no process behind', async () => {
    site.kill('SIGKILL');
    await expect.poll(listens, patience).toBe(false);
    await expect.poll(hasDatabase, patience).toBe(false);
  });
});
