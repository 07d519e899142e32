import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type KeptFiles, openArchive, withKept } from './index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-kept-'));
});
afterAll(() => rm(folder, { recursive: true }));

const file = () => join(folder, 'a.md');
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

/** Reads the file, and says how often that asked the disk. */
function readerOf(kept: KeptFiles) {
  let reads = 0;
  return async (now: Date) => {
    const archive = await openArchive(folder);
    const counted = {
      ...archive,
      read: (path: string) => {
        reads += 1;
        return archive.read(path);
      },
    };
    return { said: text(await withKept(counted, folder, kept, now).read('a.md')), reads };
  };
}

test('a file that stayed as it was is not read again', async () => {
  await writeFile(file(), 'one');
  const read = readerOf(new Map());
  expect(await read(later(1))).toEqual({ said: 'one', reads: 1 });
  expect(await read(later(2))).toEqual({ said: 'one', reads: 1 });
});

test('a file of the same length that was written over, or put in its place, is read again', async () => {
  await writeFile(file(), 'one');
  const read = readerOf(new Map());
  await read(later(1));
  // The clock of the disk ticks a hundred times a second.
  await sleep(20);
  await writeFile(file(), 'two');
  expect(await read(later(2))).toEqual({ said: 'two', reads: 2 });
  await sleep(20);
  await writeFile(join(folder, 'b.md'), 'six');
  await rename(join(folder, 'b.md'), file());
  expect(await read(later(3))).toEqual({ said: 'six', reads: 3 });
});

test('a file that has only just changed is read again, since its next change might leave no sign', async () => {
  await writeFile(file(), 'one');
  const read = readerOf(new Map());
  await read(new Date());
  expect(await read(new Date())).toEqual({ said: 'one', reads: 2 });
});
