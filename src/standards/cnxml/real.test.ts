/** A real book, where it is at hand: it becomes a course that can be read, with its attribution. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { type Compilation, compileCourse, memorySource } from '#modules/content/index.ts';
import { type Archive, openArchive } from '#platform/archive/index.ts';
import { type ImportedCourse, importCourse } from '../formats.ts';
import { throughOwnSource } from '../testing.ts';

const file = '../shared/real/content/openstax-intro-python-cnxml.tar.gz';

describe.skipIf(!existsSync(file))('a book of OpenStax (skipped where it is not at hand)', () => {
  let archive: Archive;
  let imported: ImportedCourse;
  let compiled: Compilation;
  beforeAll(async () => {
    archive = await openArchive(file);
    imported = await importCourse(archive);
    compiled = await compileCourse(memorySource(imported.files), activityTypes);
  }, 120_000);
  afterAll(() => archive.close());

  test('it compiles, and every module of its outline is a unit', () => {
    expect(imported.format).toBe('cnxml');
    expect(compiled.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(compiled.release?.units).toHaveLength(115);
    expect(compiled.release?.outline).toHaveLength(16);
  });

  test('it says its license and where it is from', () => {
    expect(compiled.release?.course.license).toEqual({
      id: 'CC-BY-4.0',
      author: 'OpenStax',
      source: 'https://openstax.org/details/books/introduction-python-programming',
    });
  });

  test('every file is in the report, and every exercise of a module that is shown', () => {
    const sources = new Set(imported.report.items.map(({ source }) => source));
    expect(archive.paths.filter((path) => !sources.has(path))).toEqual([]);
    expect(imported.report.items.filter(({ kind }) => kind === 'exercise')).toHaveLength(607);
  });

  test('as our source it leaves and comes back byte for byte', async () => {
    expect(await throughOwnSource(imported)).toEqual(imported.files);
  });
});
