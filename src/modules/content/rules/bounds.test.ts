import { expect, test } from 'vitest';
import { isTooDeep, isTooWide } from './bounds.ts';
import { learnerHtml } from './learner-text.ts';
import { parseMarkdown } from './markdown.ts';

/** Each would hold its reader for seconds to minutes. */
const endless: Record<string, string> = {
  'lists on a line': `${'- '.repeat(10_000)}a`,
  'numbered lists on a line': `${'1. '.repeat(10_000)}a`,
  'quotes on a line': `${'>'.repeat(10_000)} a`,
  'quotes and lists in turn': `${'> * '.repeat(5_000)}a`,
  'lists, each further in': Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
  'directives that are never closed': ':::note\n'.repeat(1_000),
  'directives in directives': Array.from(
    { length: 100 },
    (_, depth) => `${':'.repeat(103 - depth)}note`,
  ).join('\n'),
};

test.each(Object.entries(endless))('%s without end are not read', (_, text) => {
  expect(isTooDeep(text)).toBe(true);
  expect(parseMarkdown(text).data?.unread).toBe(true);
  expect(learnerHtml(text)).toBe(`<pre>${text}</pre>`);
});

test.each([
  ['stars', '_a*'.repeat(3_000)],
  ['struck words', '~~a'.repeat(3_000)],
  ['brackets', '['.repeat(20_000)],
  ['lines', 'a\n'.repeat(20_000)],
])('%s of a learner without end are shown as they were written', (_, text) => {
  expect(learnerHtml(text)).toBe(`<pre>${text}</pre>`);
});

test('a long essay of a learner is read', () => {
  const essay =
    'The *Moon* pulls at the [sea](https://example.org), twice a **day**.\n\n- ebb\n- flow\n\n'.repeat(400);
  expect(learnerHtml(essay)).toContain('<em>Moon</em>');
});

test('a table with a thousand columns and a thousand short rows does not become a million cells', () => {
  const text = `${'|a'.repeat(1_000)}|\n${'|-'.repeat(1_000)}|\n${'|x\n'.repeat(1_000)}`;
  expect(parseMarkdown(text).data?.unread).toBe(true);
  expect(learnerHtml(text)).toBe(`<pre>${text}</pre>`);
});

test('what people write is within bounds', () => {
  const outline = Array.from({ length: 12 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n');
  const letters = Array.from({ length: 12 }, (_, depth) => `${'> '.repeat(depth)}a`).join('\n');
  const dashes = `${'-'.repeat(200)}\n\n${'- '.repeat(60)}\n\n${'* '.repeat(60)}\n`;
  const activities = ':::note\na\n:::\n\n::::choice{#a}\n- [ ] b\n\n:::hint\nc\n:::\n::::\n\n'.repeat(200);
  for (const text of [outline, letters, dashes, activities]) expect(isTooDeep(text)).toBe(false);
  const table = `|a|b|c|\n|-|-|-|\n${'|x|\n'.repeat(2_000)}`;
  expect(isTooWide(parseMarkdown(table))).toBe(false);
});
