/** The command line as people and programs use it: what is wrong is said with a remedy, and nothing is half done. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPersonByEmail } from '#modules/accounts/index.ts';
import { saveOrganization } from '#modules/catalog/index.ts';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';

const machines = useTestMachines();
const patience = 60_000;

interface Ended {
  code: number;
  out: string;
  err: string;
}

const lectern = (...words: string[]): Promise<Ended> => lecternWith({}, ...words);

const lecternWith = (settings: Record<string, string>, ...words: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const { databaseUrl, folder } = machines;
    const own = { DATABASE_URL: databaseUrl, LECTERN_DATA: folder, BASE_URL: 'http://localhost:8080' };
    const child = execFile(
      process.execPath,
      ['scripts/lectern.mjs', ...words],
      { env: { ...process.env, ...own, ...settings } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

test.each([
  ['an address that is none', ['nobody', '--name', 'Ada'], 'nobody', 'write it like'],
  ['no name', ['a@example.org', '--name', ' '], 'a@example.org', 'name'],
  [
    'a password that is guessed at once',
    ['b@example.org', '--name', 'Ada', '--password', 'short'],
    'b@example.org',
    'at least 10',
  ],
])(
  'an account with %s is refused, and not made',
  async (_what, words, email, said) => {
    const { code, err } = await lectern('user', 'create', ...words);
    expect([code, err]).toEqual([1, expect.stringContaining(said)]);
    expect(await findPersonByEmail(email)).toBeNull();
  },
  patience,
);

test(
  'a role is given where something is, and nowhere else',
  async () => {
    await saveOrganization('nova', 'Nova');
    await lectern(
      'user',
      'create',
      'tess@example.org',
      '--name',
      'Tess',
      '--password',
      'a quiet lake in June',
    );
    const give = (at: string) => lectern('user', 'role', 'tess@example.org', 'teacher', '--at', at, '--json');
    const refused = await give('nowa');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('no course “nowa”')]);
    expect(JSON.parse(refused.out)).toMatchObject({ ok: false, code: 'place-not-found' });
    const given = await give('nova');
    expect([given.code, JSON.parse(given.out)]).toEqual([
      0,
      expect.objectContaining({ at: 'nova', given: true }),
    ]);
  },
  patience,
);

test.each([
  ['import', ['course', 'import', '/nowhere/at/all']],
  ['export', ['course', 'export', 'nova', '/nowhere/at/all']],
  ['check', ['course', 'check', '/nowhere/at/all']],
  ['address', ['grader', 'check', 'nowhere']],
])(
  'what %s cannot use is named with a remedy, in words and in JSON',
  async (_command, words) => {
    const { code, out, err } = await lectern(...words, '--json');
    const [title = '', detail = ''] = err.trim().split('\n');
    expect([code, JSON.parse(out)]).toEqual([1, { ok: false, title, detail }]);
    expect(title).toContain(words[2] ?? '');
    expect(detail).not.toBe('');
    expect(err).not.toMatch(/ENOENT|Invalid URL/);
  },
  patience,
);

test(
  'an export does not go over what is there',
  async () => {
    const there = join(import.meta.dirname, '../package.json');
    await lectern('course', 'publish', 'courses/finding-your-way', '--org', 'harbor');
    const { code, err } = await lectern(
      'course',
      'export',
      'harbor/finding-your-way',
      there,
      '--format',
      'epub',
    );
    expect([code, err]).toEqual([1, expect.stringContaining('is there already')]);
  },
  patience,
);

test.each([
  [
    'of which there is none',
    (url: string) => ({ DATABASE_URL: url.replace(/\/[^/]*$/, '/none') }),
    'Make this',
  ],
  [
    'to which the password is wrong',
    (url: string) => ({ DATABASE_URL: url.replace(/:[^:@/]+@/, ':no@') }),
    'password',
  ],
  ['on a machine that is not found', () => ({ DATABASE_URL: 'postgres://db.invalid/x' }), 'does not answer'],
  ['in a folder that is a file', () => ({ LECTERN_DATA: 'package.json' }), 'is a file'],
])(
  'a database %s is said with a remedy',
  async (_what, settings, said) => {
    const { code, err } = await lecternWith(settings(machines.databaseUrl), 'migrate');
    expect([code, err]).toEqual([1, expect.stringContaining(said)]);
    expect(err.trim().split('\n').length).toBeGreaterThan(1);
  },
  patience,
);

test(
  'a port in use is said before anything is made',
  async () => {
    const other = createServer().listen(0, '0.0.0.0');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const empty = join(machines.folder, 'not-made');
    const settings = { PORT: String(port), DATABASE_URL: '', LECTERN_DATA: empty };
    const { code, err } = await lecternWith(settings, 'serve');
    other.close();
    expect([code, err]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)]);
    expect(existsSync(empty)).toBe(false);
  },
  patience,
);

test(
  'a database that a newer version changed is named at every start',
  async () => {
    expect((await lectern('migrate')).err).not.toContain('newer version');
    await query(`insert into platform.migration (file, sha256) values ('9999_later.sql', '')`);
    const { code, err } = await lectern('migrate');
    await query(`delete from platform.migration where file = '9999_later.sql'`);
    expect([code, err]).toEqual([0, expect.stringContaining('newer version of Lectern (9999_later.sql)')]);
  },
  patience,
);
