/** A disk that is full, or can only be read: a clear word, nothing half written, and all is well once there is room. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statfsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { findCourse } from '#modules/catalog/index.ts';
import { getDraft, memorySource } from '#modules/content/index.ts';
import { diskStorage, useStorage } from '#platform/storage.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' });

/** A small disk in memory; null where this machine lets nobody make one. */
function makeDisk(folder: string): string | null {
  try {
    mount('-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder);
    return folder;
  } catch {
    return null;
  }
}

const site = useTestSite();
const folder = await mkdtemp(join(tmpdir(), 'lectern-disk-'));
const disk = makeDisk(folder);
if (!disk)
  console.warn('No disk could be mounted (this needs root): the rules of a full disk are not tested.');

const ballast = join(folder, 'ballast');
function fill(): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize));
}
const filesIn = () =>
  readdirSync(join(folder, 'objects'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
    .length;

describe.skipIf(!disk)('where nothing can be written', () => {
  let author: TestBrowser;

  beforeAll(async () => {
    useStorage(diskStorage(join(folder, 'objects')));
    const course =
      'lectern: 1\nkey: tides\ntitle: Tides\noutline:\n  - section: s\n    title: S\n    units: [units/one.md]\n';
    await publishCourse(systemCall('test'), {
      source: memorySource(
        new Map([
          ['course.yaml', course],
          ['units/one.md', '---\ntitle: One\n---\n\nHello.\n'],
        ]),
      ),
      organization: { key: 'harbor', name: 'Harbor' },
      courseKey: 'tides',
      courseTitle: 'Tides',
    });
    author = await site.signIn({}, { role: 'author', scope: 'course', target: 'harbor/tides' });
  });
  afterEach(async () => {
    mount('-o', 'remount,rw', folder);
    await rm(ballast, { force: true });
  });
  afterAll(async () => {
    execFileSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  });

  const revision = async () => (await getDraft((await findCourse('harbor', 'tides'))?.id ?? ''))?.revision;
  const table = 'depth,time\n'.repeat(80_000);
  const send = (page: string) =>
    author.upload(page, {}, [{ field: 'file', name: 'tides.csv', content: table }]);
  const ready = async () => {
    const answer = await author.get('/readyz');
    return `${answer.statusCode} ${answer.json().cause ?? ''}`;
  };

  test.each([
    ['full', fill, 'the disk is full', 'There is no room left'],
    [
      'read-only',
      () => mount('-o', 'remount,ro', folder),
      'the disk can only be read',
      'Nothing can be stored',
    ],
  ])(
    'a disk that is %s refuses what is sent, keeps no half of it, and takes it later',
    async (_how, break_, cause, said) => {
      const page = '/studio/harbor/tides/files';
      await author.get(page);
      const before = [await revision(), filesIn()];
      break_();
      const refused = await send(page);
      expect(refused.statusCode).toBe(503);
      expect(refused.headers['retry-after']).toBe('60');
      expect(refused.body).toContain(said);
      expect([await revision(), filesIn()]).toEqual(before);
      // What is there can be read all the while.
      expect((await author.get('/learn/harbor/tides/open/one')).statusCode).toBe(200);
      await expect.poll(ready).toBe(`503 ${cause}`);

      mount('-o', 'remount,rw', folder);
      await rm(ballast, { force: true });
      await expect.poll(ready).toBe('200 ');
      await author.get(page);
      expect((await send(page)).statusCode).toBe(303);
    },
  );
});
