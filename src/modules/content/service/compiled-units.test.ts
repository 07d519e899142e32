import { expect, test } from 'vitest';
import type { ActivityType, ActivityTypes } from '../contract.ts';
import { courseOf, manifestText, testTypes } from '../testing.ts';
import { compileCourse } from './compile.ts';
import { packCompiledUnits, unpackCompiledUnits } from './compiled-units.ts';

const course = (question: string) =>
  courseOf(':::ask{#a}\nWhy?\n:::\n', {
    'course.yaml': manifestText(['units/page.md', 'units/other.md']),
    'units/other.md': `---\ntitle: Other\n---\n:::ask{#b}\n${question}\n:::\n`,
  });

/** The kinds of activity as a process of its own has them, and how many activities it read. */
function newProcess() {
  let read = 0;
  const counted = (type: ActivityType): ActivityType => ({
    ...type,
    read: (source) => {
      read += 1;
      return type.read(source);
    },
  });
  const types: ActivityTypes = new Map([...testTypes].map(([name, type]) => [name, counted(type)]));
  const releaseOf = async (question: string) => (await compileCourse(course(question), types)).release?.id;
  return { types, releaseOf, read: () => read };
}

test('a later process goes on with what another compiled, and compiles what has changed since', async () => {
  const earlier = newProcess();
  const before = await earlier.releaseOf('When?');
  const later = newProcess();
  unpackCompiledUnits(later.types, packCompiledUnits(earlier.types));

  expect(await later.releaseOf('When?')).toBe(before);
  expect(later.read()).toBe(0);

  const edited = await later.releaseOf('Where?');
  expect(later.read()).toBe(1);
  expect(edited).toBe(await newProcess().releaseOf('Where?'));
  expect(edited).not.toBe(before);
});

test('what a process left and this one did not use is not handed on', async () => {
  const earlier = newProcess();
  await earlier.releaseOf('When?');
  const used = newProcess();
  unpackCompiledUnits(used.types, packCompiledUnits(earlier.types));
  await used.releaseOf('Where?');
  const last = newProcess();
  unpackCompiledUnits(last.types, packCompiledUnits(used.types));
  await last.releaseOf('When?');
  expect(last.read()).toBe(1);
});

test('bytes that hold no compiled units are refused', () => {
  expect(() => unpackCompiledUnits(testTypes, Buffer.from('{}'))).toThrow();
});
