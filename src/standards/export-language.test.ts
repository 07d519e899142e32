/** A course in several languages leaves in one of them, and says which stay behind. */
import { expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { exportCourse } from './formats.ts';

useActivityTypes(activityTypes);

const source = memorySource(
  new Map([
    [
      'course.yaml',
      'lectern: 1\nkey: moon\ntitle: Moon\nlanguages: [en, es]\noutline: [{ section: s, title: S, units: [units/moon.md] }]\n',
    ],
    ['translations/es.yaml', 'title: La Luna\n'],
    [
      'units/moon.md',
      '---\ntitle: Moon\n---\nIt pulls.\n\n:::text-answer{#name answer=Moon}\nIts name?\n:::\n',
    ],
    [
      'units/moon.es.md',
      '---\ntitle: Luna\n---\nTira.\n\n:::text-answer{#name answer=Luna}\n¿Su nombre?\n:::\n',
    ],
  ]),
);

test.each(['html', 'epub', 'imscc', 'qti', 'olx'] as const)('%s in Spanish', async (format) => {
  const { release } = await compileCourse(source, activityTypes);
  if (!release) throw new Error('does not compile');
  const { files, report } = await exportCourse(format, { release, source }, 'es');
  const texts = [...files.values()].map((bytes) => new TextDecoder().decode(bytes)).join('\n');
  expect(texts).toContain('¿Su nombre?');
  expect(texts).not.toContain('Its name?');
  const [course] = report.items.filter(({ source: file }) => file === 'course.yaml');
  expect(course?.notes).toContainEqual(expect.objectContaining({ code: 'languages-left', text: 'en' }));
  // Nothing of the other languages is told twice, as if it were a file that nobody publishes.
  expect(report.items.flatMap(({ notes }) => notes).filter(({ code }) => code === 'staff-left')).toEqual([]);
  // The unit that is read in Spanish is told by the file it stands in.
  expect(report.items.map((item) => item.source)).toContain('units/moon.es.md');
});
