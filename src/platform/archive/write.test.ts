import { expect, test } from 'vitest';
import { openArchive, tarFiles, zipFiles } from './index.ts';

const files = new Map([
  ['imsmanifest.xml', new TextEncoder().encode('<manifest/>')],
  ['web_resources/Küste 1.txt', new TextEncoder().encode('sea '.repeat(1000))],
]);

test('what is written can be opened again, with its names and bytes', async () => {
  const archive = await openArchive(await zipFiles(files));
  expect(archive.paths).toEqual([...files.keys()].sort());
  for (const [path, bytes] of files) expect(Buffer.compare(await archive.read(path), bytes)).toBe(0);
  await archive.close();
});

test('the same files give the same bytes', async () => {
  expect(Buffer.compare(await zipFiles(files), await zipFiles(files))).toBe(0);
});

test('a TAR opens as the files it was written of, with the same bytes each time', async () => {
  const files = new Map([['a/b.txt', new TextEncoder().encode('b')]]);
  const [one, two] = [await tarFiles(files, 'course/'), await tarFiles(files, 'course/')];
  expect(Buffer.compare(one, two)).toBe(0);
  const archive = await openArchive(one);
  expect(archive.paths).toEqual(['course/a/b.txt']);
  expect(new TextDecoder().decode(await archive.read('course/a/b.txt'))).toBe('b');
  await archive.close();
});
