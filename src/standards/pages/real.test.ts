/** A real lesson, where it is at hand: it becomes a course that can be read, with its attribution. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { type Compilation, compileCourse, memorySource } from '#modules/content/index.ts';
import { type Archive, openArchive } from '#platform/archive/index.ts';
import { type ImportedCourse, importCourse } from '../formats.ts';
import { throughOwnSource } from '../testing.ts';

const file = '../shared/real/content/swcarpentry-python-novice-inflammation.tar.gz';

describe.skipIf(!existsSync(file))('a lesson of the Carpentries (skipped where it is not at hand)', () => {
  let archive: Archive;
  let imported: ImportedCourse;
  let compiled: Compilation;
  beforeAll(async () => {
    archive = await openArchive(file);
    imported = await importCourse(archive, { fileName: 'python-novice-inflammation.tar.gz' });
    compiled = await compileCourse(memorySource(imported.files), activityTypes);
  }, 120_000);
  afterAll(() => archive.close());

  test('it compiles, with its episodes in their order', () => {
    expect(imported.format).toBe('markdown');
    expect(compiled.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(compiled.release?.units.map(({ title }) => title).slice(0, 3)).toEqual([
      'Python Fundamentals',
      'Analyzing Patient Data',
      'Visualizing Tabular Data',
    ]);
    expect(compiled.release?.units).toHaveLength(15);
  });

  test('it says its license, its editors and where it is from', () => {
    expect(compiled.release?.course.license).toEqual({
      id: 'CC-BY-4.0',
      author: 'Azalee Bostroem, Trevor Bekolay, and Valentina Staneva',
      source: 'https://github.com/swcarpentry/python-novice-inflammation',
    });
  });

  test('every file is in the report', () => {
    const sources = new Set(imported.report.items.map(({ source }) => source));
    expect(archive.paths.filter((path) => !sources.has(path))).toEqual([]);
  });

  test('no mark of another dialect is left in a page', () => {
    for (const unit of compiled.release?.units ?? [])
      expect(unit.text, unit.title).not.toMatch(/\{: ?\.|\{%|^:::|\{alt=/m);
  });

  test('as our source it leaves and comes back byte for byte', async () => {
    expect(await throughOwnSource(imported)).toEqual(imported.files);
  });
});
