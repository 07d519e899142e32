import { expect, test } from 'vitest';
import { courseOf, manifestText, testTypes } from '../testing.ts';
import { compileCourse, compileUnitDraft } from './compile.ts';

const body = 'First.\n\n- one\n- two\n\n:::ask{#a}\nWhy?\n:::\n\n![x](no.svg)\n';

test('a unit with mistakes is shown to its author all the same, each block with its line', async () => {
  const found = await compileUnitDraft(courseOf(body), 'units/page.md', testTypes);
  const html = found?.compiled?.unit.blocks.map((block) => (block.kind === 'html' ? block.html : block.key));
  expect(html?.[0]).toContain('<p data-line="4">First.</p>');
  expect(html?.[0]).toContain('<li data-line="7">two</li>');
  expect(html?.[1]).toBe('a');
  expect(found?.compiled?.activities[0]?.prompt).toBe('<p data-line="10">Why?</p>');
  expect(found?.problems).toMatchObject([{ code: 'missing-asset', line: 13 }]);
});

test('a formula stands on the line of its source', async () => {
  const found = await compileUnitDraft(courseOf('First.\n\n$$\nx\n$$\n'), 'units/page.md', testTypes);
  const [block] = found?.compiled?.unit.blocks ?? [];
  expect(block?.kind === 'html' ? /<math[^>]* data-line="(\d+)"/.exec(block.html)?.[1] : null).toBe('6');
});

test('a release holds no lines', async () => {
  const { release } = await compileCourse(courseOf('First.\n\n$$\nx\n$$\n'), testTypes);
  expect(JSON.stringify(release)).not.toContain('data-line');
});

test('a unit whose front matter cannot be read says why, and the course around it is known', async () => {
  const source = courseOf('---\ncolour: red\n---\nText.\n', {
    'course.yaml': manifestText(['units/page.md'], 'language: es\n'),
  });
  const found = await compileUnitDraft(source, 'units/page.md', testTypes);
  expect(found).toMatchObject({ compiled: null, course: { title: 'Tides', language: 'es' } });
  expect(found?.problems.map(({ code }) => code)).toEqual(['missing-field', 'unknown-field']);
});
