import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive } from './index.ts';
import { pathRegister, safePath } from './paths.ts';
import { type RawEntry, rawZip, refusalOf, tarGzOf, tarOf, zipOf } from './testing.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 ** 2);
const refusalOfZip = (...entries: RawEntry[]) => refusalOf(openArchive(rawZip(entries)));

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'archive-test-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const files = { 'course.yaml': 'lectern: 1', 'units/a.md': 'Ä', 'assets/empty': '' };

describe('an honest archive', () => {
  test.each([
    ['zip', () => zipOf(files)],
    ['tar', () => tarOf(Object.entries(files).map(([name, content]) => ({ name: `./${name}`, content })))],
    ['gzipped tar', () => tarGzOf(files)],
    [
      'hand-made zip',
      async () => rawZip(Object.entries(files).map(([name, data]) => ({ name, data: Buffer.from(data) }))),
    ],
  ])('%s gives its files, from bytes and from a path whose name says nothing', async (name, make) => {
    const bytes = await make();
    const path = join(home, `${name.replaceAll(' ', '-')}.jpg`);
    await writeFile(path, bytes);
    for (const input of [bytes, path]) {
      const archive = await openArchive(input);
      expect(archive.paths).toEqual(Object.keys(files).sort());
      expect(text(await archive.read('units/a.md'))).toBe('Ä');
      expect(await archive.read('assets/empty')).toHaveLength(0);
      await expect(archive.read('../etc/passwd')).rejects.toThrow('no file');
      await archive.close();
    }
  });

  test('a folder gives its files without what tools leave in it', async () => {
    const root = join(home, 'folder');
    await mkdir(join(root, 'units'), { recursive: true });
    await mkdir(join(root, '.git'));
    await writeFile(join(root, '.git', 'config'), 'secret');
    await writeFile(join(root, 'course.yaml'), 'lectern: 1');
    await writeFile(join(root, 'units', 'a.md'), 'A');
    const archive = await openArchive(root);
    expect(archive.paths).toEqual(['course.yaml', 'units/a.md']);
    expect(text(await archive.read('units/a.md'))).toBe('A');
  });

  test('an archive inside stays one file', async () => {
    const archive = await openArchive(await zipOf({ 'inner.zip': await zipOf({ 'evil.html': '<script>' }) }));
    expect(archive.paths).toEqual(['inner.zip']);
    await archive.close();
  });

  test('nothing stays on disk after it is closed or refused', async () => {
    const spools = async () =>
      (await readdir(tmpdir())).filter((name) => name.startsWith('lectern-archive-'));
    const before = new Set(await spools());
    await (await openArchive(await zipOf(files))).close();
    await refusalOf(openArchive(rawZip([{ name: 'a', data: zeros(1), crc: 1 }])));
    await refusalOf(openArchive(rawZip([{ name: 'ok' }, { name: '../a' }])));
    expect((await spools()).filter((name) => !before.has(name))).toEqual([]);
  });
});

describe('a path that leaves the course is refused', () => {
  const unsafe = [
    '../up',
    'a/../../up',
    '/etc/passwd',
    '..\\up',
    'a\\b',
    'C:\\x',
    'c:x',
    'a\0b',
    'a\nb',
    'a//b',
    'a/./b',
    'CON',
    'units/nul.md',
    'com1.txt',
    'trailing.',
    'trailing ',
    '\u202etxt.exe',
    `${'a/'.repeat(300)}b`,
    'n'.repeat(256),
  ];
  test.each(unsafe)('%j in zip and tar', async (name) => {
    expect(await refusalOfZip({ name })).toBe('archive-unsafe-path');
    const tar = await tarOf([{ name: 'placeholder', pax: { path: name } }]);
    expect(await refusalOf(openArchive(tar))).toBe('archive-unsafe-path');
  });

  test('a name that is no UTF-8 is refused', async () => {
    expect(await refusalOfZip({ name: Buffer.from([0x61, 0xff, 0xfe]) })).toBe('archive-unsafe-path');
  });

  test('whatever passes stays inside and is spelled one way', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        let path: string;
        try {
          path = safePath(raw, 400);
        } catch {
          return;
        }
        expect(join('/root/course', path).startsWith('/root/course')).toBe(true);
        expect(join('/', path)).toBe(`/${path}`);
      }),
    );
  });
});

describe('two files with one place are refused', () => {
  test.each([
    ['twice the same', 'a.md', 'a.md'],
    ['other case', 'units/A.md', 'Units/a.md'],
    ['other Unicode spelling', 'caf\u00e9.md', 'cafe\u0301.md'],
    ['compatibility letters', 'ﬁle.md', 'file.md'],
    ['file and folder', 'a', 'a/b'],
    ['folder and file', 'a/b', 'A'],
  ])('%s', async (_, one, other) => {
    expect(await refusalOfZip({ name: one }, { name: other })).toBe('archive-path-clash');
    const tar = await tarOf([
      { name: one, content: '1' },
      { name: other, content: '2' },
    ]);
    expect(await refusalOf(openArchive(tar))).toBe('archive-path-clash');
  });

  test('a folder may be named again', () => {
    const register = pathRegister();
    register.addFolder('a');
    register.addFile('a/b');
    register.addFolder('a');
    expect(() => register.addFile('a/b/c')).toThrow('archive-path-clash');
  });
});

describe('links and devices are refused', () => {
  test.each(['symlink', 'link', 'character-device', 'block-device', 'fifo'] as const)(
    '%s in tar',
    async (type) => {
      const tar = await tarOf([{ name: 'config', type, linkname: '/etc/passwd' }]);
      expect(await refusalOf(openArchive(tar))).toBe('archive-special-entry');
    },
  );

  test('symlink in zip', async () => {
    expect(await refusalOfZip({ name: 'a', data: Buffer.from('/etc'), mode: 0o120777 })).toBe(
      'archive-special-entry',
    );
  });

  test('symlink in a folder, and one that takes the place of a file later', async () => {
    const root = join(home, 'links');
    await mkdir(root);
    await writeFile(join(root, 'a'), 'A');
    const archive = await openArchive(root);
    await rm(join(root, 'a'));
    await symlink('/etc/passwd', join(root, 'a'));
    await expect(archive.read('a')).rejects.toThrow('ELOOP');
    expect(await refusalOf(openArchive(root))).toBe('archive-special-entry');
  });
});

describe('an archive that unpacks to more than it may is refused', () => {
  test('a ratio above a thousand', async () => {
    expect(await refusalOfZip({ name: 'zeros', data: zeros(20), deflate: true })).toBe('archive-bomb');
    expect(await refusalOf(openArchive(await tarGzOf({ zeros: zeros(20) })))).toBe('archive-bomb');
  });

  test('a small file may shrink as it likes', async () => {
    const archive = await openArchive(rawZip([{ name: 'zeros', data: zeros(1), deflate: true }]));
    expect(await archive.read('zeros')).toHaveLength(1024 ** 2);
    await archive.close();
  });

  test('sizes are believed neither too large nor too small', async () => {
    const huge = { name: 'a', data: Buffer.from('x'), deflate: true, size: 0xfffffff0 };
    expect(await refusalOfZip(huge)).toBe('archive-file-too-large');
    expect(await refusalOfZip({ name: 'a', data: zeros(5), deflate: true, size: 10 })).toBe('archive-broken');
  });

  test.each([
    ['one file', { fileBytes: 10 }, 'archive-file-too-large'],
    ['all files', { totalBytes: 15 }, 'archive-too-large'],
    ['number of entries', { entries: 1 }, 'archive-too-many-entries'],
  ])('limit of %s', async (_, limits, code) => {
    const parts = { a: 'x'.repeat(11), b: 'y'.repeat(11) };
    expect(await refusalOf(openArchive(await zipOf(parts), limits))).toBe(code);
    expect(await refusalOf(openArchive(await tarGzOf(parts), limits))).toBe(code);
  });

  test('entries that share bytes', async () => {
    const data = zeros(1);
    expect(await refusalOfZip({ name: 'a', data }, { name: 'a', data, overlap: true })).toBe(
      'archive-ambiguous',
    );
  });
});

describe('an archive that two programs would read in two ways is refused', () => {
  test.each([
    ['name', { local: { name: 'evil.html' } }],
    ['size', { local: { size: 1 } }],
    ['method', { local: { method: 8 } }],
    ['encryption', { local: { flags: 1 } }],
  ])('headers that disagree on the %s', async (_, change) => {
    const data = Buffer.from('hello');
    expect(await refusalOfZip({ name: 'a.html', data, ...change })).toBe('archive-ambiguous');
  });

  test('a folder with bytes in it', async () => {
    expect(await refusalOfZip({ name: 'a/', data: Buffer.from('x') })).toBe('archive-ambiguous');
  });
});

describe('an archive that arrived damaged or locked is refused', () => {
  test('encrypted', async () => {
    expect(await refusalOfZip({ name: 'a', data: Buffer.from('x'), flags: 1, size: 0 })).not.toBe(
      'it was not refused',
    );
    expect(await refusalOfZip({ name: 'a', data: Buffer.alloc(12), flags: 1, deflate: true })).toBe(
      'archive-encrypted',
    );
  });

  test('a wrong checksum', async () => {
    expect(await refusalOfZip({ name: 'a', data: Buffer.from('x'), crc: 7 })).toBe('archive-broken');
  });

  test('an unknown method of compression', async () => {
    expect(await refusalOfZip({ name: 'a', data: Buffer.from('x'), method: 14 })).toBe(
      'archive-unknown-format',
    );
  });

  test.each([
    ['zip', () => zipOf({ a: 'x'.repeat(5000), b: 'y' })],
    ['tar', () => tarOf([{ name: 'a', content: 'x'.repeat(5000) }])],
    [
      'gzipped tar',
      () => tarGzOf({ a: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)) }),
    ],
  ])('a truncated %s', async (_, make) => {
    const bytes = await make();
    for (const part of [0.3, 0.6]) {
      expect(await refusalOf(openArchive(bytes.subarray(0, Math.floor(bytes.length * part))))).toBe(
        'archive-broken',
      );
    }
  });

  test.each([
    ['white space', Buffer.from(' \n')],
    ['text with a control character', Buffer.from('PK\0 is not enough')],
    ['nothing', Buffer.alloc(0)],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
    ['serialized Python', Buffer.from([0x80, 0x04, 0x95, 0x00])],
  ])('%s is no archive', async (_, bytes) => {
    expect(await refusalOf(openArchive(bytes))).toBe('archive-unknown-format');
  });

  test.each([
    ['JSON', '{"a": 1}', 'file.json'],
    ['XML', '\ufeff<?xml version="1.0"?><a/>', 'file.xml'],
    ['any other text', `{ = Ж }${'é'.repeat(300)}`, 'file.txt'],
  ])('%s alone is the archive of itself', async (_, text, path) => {
    const archive = await openArchive(Buffer.from(text));
    expect(archive.paths).toEqual([path]);
    expect(Buffer.from(await archive.read(path)).toString()).toBe(text);
    await archive.close();
  });

  test('gzip around something else', async () => {
    expect(await refusalOf(openArchive(gzipSync('<html>')))).toBe('archive-broken');
  });

  test('no damage makes anything but files or a refusal', async () => {
    const sound = await zipOf({ 'a.md': 'hello', 'b/c.md': 'world'.repeat(50) });
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(sound);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const outcome = await openArchive(bytes).then(
          async (archive) => {
            await archive.close();
            return 'read';
          },
          (error: unknown) => (error as { kind?: string }).kind,
        );
        expect(['read', 'invalid', 'too-large']).toContain(outcome);
      }),
      { numRuns: 300 },
    );
  });
});

describe.skipIf(process.platform !== 'linux')('a refused archive costs little', () => {
  /** Opens a file in a process of its own; gives the refusal and the most memory it held, in megabytes. */
  async function openApart(path: string): Promise<{ code: string; megabytes: number }> {
    const program = `
      import { readFileSync } from 'node:fs';
      import { openArchive } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
      const code = await openArchive(${JSON.stringify(path)}).then(() => 'read', (error) => error.code ?? String(error));
      const peak = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
      console.log(JSON.stringify({ code, megabytes: peak / 1024 }));`;
    const args = ['--no-warnings', '--input-type=module', '-e', program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 15_000 });
    return JSON.parse(stdout);
  }

  const bombs: [string, string, () => Promise<Buffer>][] = [
    ['a bomb in zip', 'archive-bomb', async () => rawZip([{ name: 'a', data: zeros(200), deflate: true }])],
    ['a bomb in gzip', 'archive-bomb', () => tarGzOf({ a: zeros(200) })],
    [
      'a tar of very many entries',
      'archive-too-many-entries',
      async () => {
        const block = (await tarOf([{ name: 'x' }])).subarray(0, 512);
        const blocks = Buffer.alloc(512 * 120_000);
        for (let index = 0; index < 120_000; index += 1) renamed(block, index).copy(blocks, 512 * index);
        return blocks;
      },
    ],
    [
      'a zip of very many entries',
      'archive-too-many-entries',
      async () => rawZip(Array.from({ length: 60_000 }, (_, index) => ({ name: `f${index}` }))),
    ],
    ['a tar with an endless header', 'archive-broken', () => paxBomb()],
  ];
  test.each(bombs)('%s', async (name, code, make) => {
    const path = join(home, name.replaceAll(' ', '-'));
    await writeFile(path, await make());
    const outcome = await openApart(path);
    expect(outcome.code).toBe(code);
    expect(outcome.megabytes).toBeLessThan(256);
  });
});

/** A tar header with another name and the checksum that belongs to it. */
function renamed(header: Buffer, index: number): Buffer {
  const copy = Buffer.from(header);
  copy.fill(0, 0, 100);
  copy.write(`f${index}`, 0);
  copy.fill(' ', 148, 156);
  const sum = copy.reduce((total, byte) => total + byte, 0);
  copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return copy;
}

/** A long-name header that announces gigabytes. */
async function paxBomb(): Promise<Buffer> {
  const header = (await tarOf([{ name: 'x' }])).subarray(0, 512);
  const bomb = Buffer.from(header);
  bomb.write('x', 156);
  bomb.write('17777777777\0', 124);
  return Buffer.concat([renamed(bomb, 1), zeros(64)]);
}
