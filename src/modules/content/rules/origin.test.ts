import { expect, test } from 'vitest';
import { compilePage } from '../testing.ts';
import { lockedPart } from './locks.ts';
import { originsIn } from './origin.ts';

const path = 'units/page.md';
const origin = '::origin{course="harbor/stars" block=polaris release=3}';

test('a block says where it is from, to its authors and not to its readers', async () => {
  const { html, problems } = await compilePage(`:::note{#why}\nLook north.\n\n${origin}\n:::\n`);
  expect(problems).toEqual([]);
  expect(html).toContain('id="user-content-why"');
  expect(html).not.toContain('polaris');
  const figure = await compilePage(`:::figure{#map}\n| a | b |\n|---|---|\n\n${origin}\n:::\n`);
  expect([figure.problems, figure.html?.includes('origin')]).toEqual([[], false]);
  const ask = await compilePage(`:::ask{#star}\nWhich?\n\n${origin}\n:::\n`);
  expect([ask.problems, ask.release?.activities[0]?.prompt]).toEqual([[], '<p>Which?</p>']);
});

test('an origin outside a block, or one that names no release, is a mistake', async () => {
  expect((await compilePage(`${origin}\n`)).problems).toMatchObject([{ code: 'stray-directive', line: 4 }]);
  const empty = await compilePage(':::note\nLook.\n\n::origin{course="harbor/stars"}\n:::\n');
  expect(empty.problems).toMatchObject([{ code: 'invalid-origin', line: 7 }]);
});

test('origins of blocks, units and courses are found in their files', () => {
  const from = { course: 'harbor/stars', key: 'polaris', release: 3 };
  const block = `:::::pool{#all}\n::::ask{#star}\nWhich?\n\n${origin}\n::::\n:::::\n`;
  expect(originsIn(path, block)).toEqual([{ path, kind: 'block', key: 'star', from }]);
  const unit = '---\ntitle: A\norigin: { course: harbor/stars, unit: polaris, release: 3 }\n---\n';
  expect(originsIn(path, unit)).toEqual([{ path, kind: 'unit', key: 'page', from }]);
  const course =
    'based-on:\n  - { title: A, license: X, course: a/b, release: "1" }\n  - { title: B, license: X, course: harbor/stars, release: "3" }\n';
  expect(originsIn('course.yaml', course)).toEqual([
    { path: 'course.yaml', kind: 'course', key: '', from: { ...from, key: '' } },
  ]);
  expect(originsIn('course.yaml', 'based-on:\n  - { title: Elsewhere, license: X, release: "3" }\n')).toEqual(
    [],
  );
});

const manifest = (over = '') =>
  `title: A\ngrading: { pass: 60 }\noutline:\n  - section: one\n    title: One\n    due: P7D\n    units: [units/page.md]\n${over}`;
const touched = (parts: string[], after: string, before = manifest(), file = 'course.yaml') =>
  lockedPart({ holder: 'harbor/plan', parts }, { path: file, before, after })?.part ?? null;

test('a lock holds what it names and lets the rest be changed', () => {
  const [titled, graded, dated] = [
    manifest().replace('title: A', 'title: B'),
    manifest().replace('60', '50'),
    manifest().replace('P7D', 'P9D'),
  ];
  const sorted = manifest().replace('units/page.md', 'units/other.md');
  expect([titled, graded, dated, sorted].map((after) => touched(['grading'], after))).toEqual([
    ...[null, 'grading', null, null],
  ]);
  expect([titled, graded, dated, sorted].map((after) => touched(['dates'], after))).toEqual([
    ...[null, null, 'dates', null],
  ]);
  expect([titled, graded, dated, sorted].map((after) => touched(['outline'], after))).toEqual([
    ...[null, null, null, 'outline'],
  ]);
  expect([titled, graded, dated, sorted].map((after) => touched(['all'], after))).toEqual([
    ...[null, 'all', 'all', 'all'],
  ]);
});

test('a locked unit keeps its text, a locked date its day, and every lock the name of whoever holds it', () => {
  expect(touched([`unit:${path}`], 'New.', 'Old.', path)).toBe(`unit:${path}`);
  expect(touched([`unit:${path}`], 'New.', 'Old.', 'units/other.md')).toBeNull();
  const due = (day: string, words = 'A') => `---\ntitle: T\n---\n:::ask{#a due="${day}"}\n${words}\n:::\n`;
  expect(touched(['dates'], due('P7D', 'B'), due('P7D'), path)).toBeNull();
  expect(touched(['dates'], due('P9D'), due('P7D'), path)).toBe('dates');
  expect(touched(['dates'], manifest('based-on: []\n'))).toBe('based-on');
});

test('breaking the file is no way around a lock', () => {
  expect(touched(['grading'], 'grading: [')).toBe('grading');
});
