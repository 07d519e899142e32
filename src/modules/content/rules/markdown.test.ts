/** Reading with the additions that a text needs gives what reading with all of them gives. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Root } from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import { directive } from 'micromark-extension-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { expect, test } from 'vitest';
import { parseMarkdown } from './markdown.ts';

function blockDirectives(this: Processor) {
  const data = this.data() as { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] };
  data.micromarkExtensions?.push({ flow: directive().flow });
  data.fromMarkdownExtensions?.push(directiveFromMarkdown());
}
const everything = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkMath)
  .use(blockDirectives);
const withAll = (text: string): Root => everything.parse(text);

/** It ends at a box beside an empty item of a list; what we make of that is a rule of its own. */
function canReadWithAll(text: string): boolean {
  try {
    return Boolean(withAll(text));
  } catch {
    return false;
  }
}

const pieces = [
  ...[
    'a',
    'word ',
    ' ',
    '\n',
    '\n\n',
    '- ',
    '1. ',
    '# ',
    '> ',
    '    ',
    '\t',
    '---\n',
    '***',
    '*',
    '_',
    '~',
    '~~',
  ],
  ...[
    '`',
    '```\n',
    '[',
    ']',
    '(',
    ')',
    '](b)',
    '](https://a.bc/d)',
    '[^1]',
    '[^1]: ',
    '[ ] ',
    '[x] ',
    '![',
    '!',
  ],
  ...[
    '|',
    ' | ',
    '-|-\n',
    ':-\n',
    '|-\n',
    '$',
    '$$\n',
    ':::',
    '::',
    ':',
    ':::note\n',
    ':::\n',
    '{#a}',
    '\\',
    '&amp;',
  ],
  ...[
    'www.',
    'www.a.bc',
    'http://',
    'https://a.bc',
    'a@b.cd',
    'mailto:a@b.cd',
    '@',
    '<',
    '>',
    '<b>',
    '<https://a.b>',
  ],
  ...['&#64;', '\u00e9', '\u05d0', '\ufeff', '[a]: /b\n', '<!-- ', '-->'],
];

test('an addition that a text has no mark of changes nothing in its tree', () => {
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (markdown) => {
      fc.pre(canReadWithAll(markdown));
      expect(parseMarkdown(markdown)).toEqual(withAll(markdown));
    }),
    { numRuns: 400 },
  );
});

test('a box beside an empty item of a list is text', () => {
  const { children } = parseMarkdown('*\n[x] a\n');
  expect(children.at(-1)).toMatchObject({ type: 'paragraph', children: [{ type: 'text', value: '[x] a' }] });
  expect(parseMarkdown('* [x] a\n').children[0]).toMatchObject({ children: [{ checked: true }] });
});

const units = readdirSync('courses', { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.md'),
);

test.each(units)('%s reads as with all of them', (path) => {
  const text = readFileSync(`courses/${path}`, 'utf8');
  expect(parseMarkdown(text)).toEqual(withAll(text));
});
