/**
 * Migrations stand in one ordered folder, `NNNN_module__table__change.sql`, and run under an advisory lock, each in its
 * own transaction. An applied file must not change: its hash is kept and compared.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

const lockKey = 7_203_517;
/** The first whose functions the migrations call. */
const leastServer = 18;

export interface MigrationResult {
  applied: string[];
  total: number;
  /** Of a newer version of this program, which was here before. */
  unknown: string[];
}

export async function migrate(
  url: string,
  folder: string,
  say?: (file: string) => void,
): Promise<MigrationResult> {
  const client = new Client({ connectionString: url, application_name: 'lectern-migrate' });
  await client.connect();
  try {
    const { rows: servers } = await client.query<{ version: string; major: number }>(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major`,
    );
    const [server] = servers;
    if (server && server.major < leastServer)
      throw new Error(
        `The server at DATABASE_URL is PostgreSQL ${server.version}.\nUse PostgreSQL ${leastServer} or newer.`,
      );
    // Two processes that start together: the second waits, then finds nothing to do.
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query('create schema if not exists platform');
    await client.query(
      `create table if not exists platform.migration (
         file text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    );
    const { rows } = await client.query<{ file: string; sha256: string }>(
      'select file, sha256 from platform.migration',
    );
    const known = new Map(rows.map((row) => [row.file, row.sha256]));
    const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    const applied: string[] = [];
    for (const file of files) {
      const sql = await readFile(join(folder, file), 'utf8');
      const sha256 = createHash('sha256').update(sql).digest('hex');
      const before = known.get(file);
      if (before === sha256) continue;
      if (before)
        throw new Error(
          `The migration ${file} was applied in another version; add a new file instead of changing it.`,
        );
      say?.(file);
      await client.query('begin');
      try {
        await client.query(sql);
        await client.query('insert into platform.migration (file, sha256) values ($1, $2)', [file, sha256]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`The migration ${file} failed: ${(error as Error).message}`);
      }
      applied.push(file);
    }
    const unknown = [...known.keys()].filter((file) => !files.includes(file)).sort();
    return { applied, total: files.length, unknown };
  } finally {
    await client.end();
  }
}
