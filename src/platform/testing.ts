/**
 * A real database for tests: one PostgreSQL for the whole run (`test/global-setup.ts`), migrated once into a template;
 * each test file clones it, which takes some 50 ms, and drops its copy.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeDatabase, openDatabase } from './database.ts';
import { tellHere } from './news.ts';
import { forgetLimiters } from './rate-limit.ts';
import { openSecret } from './secret.ts';
import { openSite } from './site.ts';
import { diskStorage, useStorage } from './storage.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    templateName: string;
    /** Made by whoever needs it first: what the files of one run share. */
    runFolder: string;
  }
}

export interface TestMachines {
  databaseUrl: string;
  folder: string;
}

const withDatabase = (url: string, name: string) => url.replace(/\/[^/]*$/, `/${name}`);

async function administer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Opens a cloned database, object storage and a secret. The caller closes. */
export async function openTestMachines(
  template = inject('templateName'),
): Promise<TestMachines & { close(): Promise<void> }> {
  const server = inject('postgresUrl');
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  // Copying files is twice as quick as writing a log of them, on a server that does not wait for its disk.
  await administer(server, `create database ${name} template ${template} strategy file_copy`);
  const databaseUrl = withDatabase(server, name);
  const folder = await mkdtemp(join(tmpdir(), 'lectern-test-'));
  openDatabase(databaseUrl, { max: 6 });
  await openSecret('a-secret-for-tests-only-0123456789abcdef', folder);
  useStorage(diskStorage(join(folder, 'objects')));
  // Files of one worker share its modules: what they opened or kept for another test is not true of this one.
  openSite({ name: 'Lectern', baseUrl: 'http://localhost:8080', timeZone: 'UTC' });
  forgetLimiters();
  tellHere('*');
  return {
    databaseUrl,
    folder,
    async close() {
      await closeDatabase();
      await administer(server, `drop database if exists ${name} with (force)`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The machines for all tests of a file: `const machines = useTestMachines()`. */
export function useTestMachines(): TestMachines {
  const machines = {} as TestMachines;
  let close: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const opened = await openTestMachines();
    close = opened.close;
    Object.assign(machines, { databaseUrl: opened.databaseUrl, folder: opened.folder });
  });
  afterAll(async () => close?.());
  return machines;
}
