/** Once for the whole test run: PostgreSQL, migrated into a template that each test file clones, and the sandbox's guest. */
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { migrate } from '../src/platform/migrate.ts';
import { buildGuest } from './guest-build.ts';

const templateName = 'lectern_template';

/**
 * Property tests draw by the commit: a run of the same commit repeats itself, and each new one looks elsewhere.
 * `PROPERTY_SEED=n` draws others.
 */
function propertySeed(): number {
  const { PROPERTY_SEED } = process.env;
  if (PROPERTY_SEED) return Number(PROPERTY_SEED);
  const { stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' });
  return Number.parseInt(stdout?.slice(0, 7) || '1', 16);
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-postgres-'));
  // As root the server runs as the user postgres, who must be able to pass through.
  await chmod(folder, 0o755);
  // Tests of rules and queries do not test the disk; the chaos run does.
  const server = await startEmbeddedPostgres(folder, {
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      // No database lives long enough to be cleaned.
      autovacuum: 'off',
      max_connections: '100',
    },
  });
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${templateName}`);
  await client.end();
  await migrate(server.url.replace(/\/[^/]*$/, `/${templateName}`), 'db/migrations');
  project.provide('postgresUrl', server.url);
  project.provide('templateName', templateName);
  const guestFolder = join(folder, 'guest');
  await buildGuest(guestFolder);
  project.provide('guestFolder', guestFolder);
  project.provide('propertySeed', propertySeed());
  project.provide('runFolder', join(folder, 'run'));
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
