/** The site's own PostgreSQL, reached from outside: its address stands in the data folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';

export async function databaseUrl(dataFolder: string): Promise<string> {
  const owner = await readFile(join(dataFolder, 'postgres.owner'), 'utf8');
  return (JSON.parse(owner) as { url: string }).url;
}

export async function postmasterPid(dataFolder: string): Promise<number> {
  const text = await readFile(join(dataFolder, 'postgres/postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

export async function openPool(dataFolder: string, max = 8): Promise<Pool> {
  const pool = new Pool({ connectionString: await databaseUrl(dataFolder), max });
  pool.on('error', () => {});
  return pool;
}
