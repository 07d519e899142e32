import { expect, test } from 'vitest';
import { compileCourse } from '../service/compile.ts';
import { memorySource } from '../service/source.ts';
import { testTypes } from '../testing.ts';

const course = (over: { section?: string; front?: string; activity?: string; grading?: string } = {}) => {
  const { section = '', front = '', activity = '', grading = '' } = over;
  const files = {
    'course.yaml': `lectern: 1\nkey: tides\ntitle: Tides\n${grading}outline:\n  - section: why\n    title: Why\n${section}    units: [units/moon.md]\n`,
    'units/moon.md': `---\ntitle: Moon\n${front}---\n:::ask{#a ${activity}}\nWhy?\n:::\n`,
  };
  return compileCourse(memorySource(new Map(Object.entries(files))), testTypes);
};
const mistakes = async (over: Parameters<typeof course>[0]) =>
  (await course(over)).problems.map(({ file, line, code }) => `${file}:${line} ${code}`);

test('dates stand at sections, units and activities', async () => {
  const { release, problems } = await course({
    section: '    opens: 2026-09-01T08:00\n    closes: 2026-12-18T16:00\n',
    front: 'due: P7D\n',
    activity: 'due="2026-10-05T23:59" late-until=2026-10-12T23:59',
  });
  expect(problems).toEqual([]);
  const [section] = release?.outline ?? [];
  expect(section?.dates).toEqual({ opens: '2026-09-01T08:00', closes: '2026-12-18T16:00' });
  expect(section?.children[0]?.dates).toEqual({ due: 'P7D' });
  expect(release?.activities[0]?.dates).toEqual({ due: '2026-10-05T23:59', lateUntil: '2026-10-12T23:59' });
});

test('a date that is none is named with its file and line', async () => {
  expect(await mistakes({ section: '    due: 2026-02-30T12:00\n' })).toEqual(['course.yaml:7 invalid-date']);
  expect(await mistakes({ section: '    due: next week\n' })).toEqual(['course.yaml:7 invalid-field']);
  expect(await mistakes({ front: 'opens: 2026-09-01T25:00\n' })).toEqual(['units/moon.md:3 invalid-date']);
  expect(await mistakes({ activity: 'due=2026-10-05' })).toEqual(['units/moon.md:4 invalid-attribute']);
  expect(await mistakes({ activity: 'due=P1M' })).toEqual(['units/moon.md:4 invalid-attribute']);
});

test('dates out of order are named', async () => {
  expect(await mistakes({ front: 'due: 2026-10-05T23:59\ncloses: 2026-10-04T23:59\n' })).toEqual([
    'units/moon.md:4 invalid-date',
  ]);
});

test('being late costs what the course says', async () => {
  const grading = 'grading:\n  late: { percent: 10, grace: PT15M, floor: 50 }\n';
  const { release } = await course({ grading });
  expect(release?.grading.late).toEqual({ percent: 10, per: 'P1D', grace: 'PT15M', floor: 50 });
  expect(await mistakes({ grading: 'grading:\n  late: { percent: 10, per: day }\n' })).toEqual([
    'course.yaml:5 invalid-field',
  ]);
  expect(await mistakes({ grading: 'grading:\n  late: { percent: 110 }\n' })).toEqual([
    'course.yaml:5 invalid-field',
  ]);
});
