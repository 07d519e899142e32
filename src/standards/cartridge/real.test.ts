/** Real cartridges, where they are at hand: each reads well, nothing in them vanishes, and twice is the same. */
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { openArchive } from '#platform/archive/index.ts';
import { importCourse } from '../formats.ts';
import { throughOwnSource } from '../testing.ts';

const folder = '../shared/real/imscc';
const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.imscc')) : [];

test.skipIf(found.length > 0)('skipped: the real cartridges are not at hand', () => {});

test.each(found)('%s becomes a course, and every file of it is in the report', async (name) => {
  const archive = await openArchive(`${folder}/${name}`);
  const [one, two] = [await importCourse(archive), await importCourse(archive)];
  expect(one.format).toBe('imscc');
  const { release, problems } = await compileCourse(memorySource(one.files), activityTypes);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(release?.units.length).toBe(one.report.counts.units);
  expect(release?.activities.length).toBe(one.report.counts.activities);
  expect(two).toEqual(one);
  expect(await throughOwnSource(one)).toEqual(one.files);
  // A quiz and its description, a topic and its settings are one thing each, named by one of their files.
  const sources = one.report.items.map(({ source }) => source);
  const parts =
    /assessment_(?:meta|qti)\.xml$|assignment(?:_settings)?\.xml$|\.qti$|^[\w-]+\.xml$|^[\w-]+\/[\w-]+\.html$/;
  const missing = archive.paths.filter((path) => !parts.test(path) && !sources.includes(path));
  expect(missing).toEqual([]);
  await archive.close();
});

test.runIf(found.includes('all-question-types.imscc'))(
  'every kind of question of Canvas has its activity',
  async () => {
    const archive = await openArchive(`${folder}/all-question-types.imscc`);
    const { files } = await importCourse(archive);
    const { release } = await compileCourse(memorySource(files), activityTypes);
    expect(release?.activities.map(({ type }) => type)).toEqual([
      ...[
        'choice',
        'choice',
        'choice',
        'choice',
        'choice',
        'match',
        'numeric',
        'calculated',
        'essay',
        'file-upload',
      ],
    ]);
    await archive.close();
  },
);
