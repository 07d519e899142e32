/**
 * Writes what is generated and committed: table types, the schema dump, `.env.example`, addresses in the lock file.
 * `--check` compares instead and fails on drift. Run with `npm run generate`.
 */
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { environmentExample } from '../src/app/config.ts';
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';
import { migrate } from '../src/platform/migrate.ts';
import { dumpSchema } from './schema-dump.ts';

const check = process.argv.includes('--check');
const folder = await mkdtemp(join(tmpdir(), 'lectern-generate-'));
await chmod(folder, 0o755);
const server = await startEmbeddedPostgres(folder, { settings: { fsync: 'off' } });
const stale: string[] = [];

async function write(path: string, text: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => '');
  if (before === text) return;
  if (check) stale.push(path);
  else await writeFile(path, text);
}

interface LockFile {
  packages: Record<string, { name?: string; version?: string; resolved?: string }>;
}

/**
 * The lock file with the address of each package. npm leaves them out where it is set to, and then asks the registry
 * for all that is known of a package before it fetches one: half of an install. A mirror takes the registry's place.
 */
function withAddresses(text: string): string {
  const lock = JSON.parse(text) as LockFile;
  for (const [path, { version, resolved: _, ...facts }] of Object.entries(lock.packages)) {
    if (!path) continue;
    const name = facts.name ?? path.replace(/^.*node_modules\//, '');
    const resolved = `https://registry.npmjs.org/${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`;
    lock.packages[path] = { version, resolved, ...facts };
  }
  return `${JSON.stringify(lock, null, 2)}\n`;
}

try {
  await migrate(server.url, 'db/migrations');
  const types = join(folder, 'tables.ts');
  execFileSync(
    'kysely-codegen',
    [
      '--url',
      server.url,
      '--dialect',
      'postgres',
      '--out-file',
      types,
      '--include-pattern',
      '(platform|audit|accounts|access|content|catalog|enrollment|attempts|exams|grading|gradebook|marking|peers|similarity|analytics|aplus).*',
      '--type-mapping',
      JSON.stringify({ timestamp: 'string', int8: 'number' }),
      '--log-level',
      'error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await write('src/platform/tables.gen.ts', await readFile(types, 'utf8'));
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await write('db/schema.sql', await dumpSchema(client));
  await client.end();
  await write('.env.example', environmentExample());
  await write('package-lock.json', withAddresses(await readFile('package-lock.json', 'utf8')));
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
if (stale.length) {
  console.error(`Out of date: ${stale.join(', ')}. Run: npm run generate`);
  // Not by `exitCode`: a hook of the embedded server ends the program and would say 0.
  process.exit(1);
}
