import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileHtml, parseMarkdown } from '#modules/content/index.ts';
import { noteBook } from '../fidelity.ts';
import { type HtmlContext, htmlToBlocks, htmlToItem, htmlToLine } from '../html-to-markdown.ts';
import { writeMarkdown } from '../markdown.ts';
import { compile, importUnit } from './testing.ts';
import { linksOf } from './translate/links.ts';
import type { NoteCode } from './translate/notes.ts';

const places = {
  asset: (name: string) => (name.includes('missing') ? null : `assets/${name}`),
  unitOf: (name: string) => (name === 'moon' ? 'moon-key' : null),
  page: (slug: string) => (slug === 'links' ? 'page-links' : null),
  embed: (_: Uint8Array, extension: string) => `assets/embedded/x.${extension}`,
};

function convert(html: string, headingShift = 0) {
  const { note, notes } = noteBook<NoteCode>();
  const context: HtmlContext = {
    links: linksOf('units/a/b.md', places),
    note,
    headingShift,
    anchors: new Set(),
  };
  return {
    markdown: writeMarkdown(htmlToBlocks(html, context)).trim(),
    notes: notes.map(({ code }) => code),
  };
}
const markdown = (html: string) => convert(html).markdown;

describe('HTML that Markdown can say', () => {
  test.each([
    ['<p>Plain <b>bold</b> and <i>soft</i></p>', 'Plain **bold** and *soft*'],
    ['<h3>One</h3><p>two</p>', '### One\n\ntwo'],
    ['stray <br/> text<ul><li>a</li><li>b</li></ul>', 'stray\\\ntext\n\n- a\n- b'],
    ['<div><div><p>boxed</p></div>loose</div>', 'boxed\n\nloose'],
    ['<p>H<sub>2</sub>O</p>', 'H<sub>2</sub>O'],
    ['<p>\\(x^2\\) and \\[y\\]</p>', '$x^2$ and\n\n$$\ny\n$$'],
    ['<pre><code class="lang-js">a\n\nb</code></pre>', '```js\na\n\nb\n```'],
    ['<p><img src="/static/a b.png" alt="A"/></p>', '![A](../../assets/a%20b.png)'],
    ['<p><a href="/jump_to_id/moon">Moon</a></p>', '[Moon](unit:moon-key)'],
    ['<p><a href="/courses/x/tab/links/">Links</a></p>', '[Links](unit:page-links)'],
  ])('%s', (html, expected) => {
    expect(markdown(html)).toContain(expected);
  });
});

describe('HTML that Markdown cannot say stays a block without empty lines', () => {
  test.each([
    ['<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>', '<table>'],
    ['<pre>one\n\n\n<strong>two</strong>\n \nthree</pre>', '<pre>'],
    ['<figure><img src="/static/a.png" alt="A"><figcaption>B</figcaption></figure>', '<figure>'],
    ['<dl><dt>a</dt><dd>b</dd></dl>', '<dl>'],
  ])('%s', (html, start) => {
    const text = markdown(html);
    expect(text.startsWith(start)).toBe(true);
    expect(text).not.toMatch(/\n\s*\n/);
    expect(parseMarkdown(text).children).toHaveLength(1);
  });
});

describe('what is lost is noted', () => {
  test.each([
    ['<script>alert(1)</script><p>x</p>', 'script'],
    ['<p onclick="x()">x</p>', 'script'],
    ['<a href="javascript:alert(1)">x</a>', 'script'],
    ['<button>x</button>', 'script'],
    ['<style>p{}</style>x', 'styling'],
    ['<p style="color:red">x</p>', 'styling'],
    ['<p class="big">x</p>', 'styling'],
    ['<iframe src="https://example.org/x"></iframe>', 'frame'],
    ['<object data="x"></object>', 'embedded'],
    ['<a href="/jump_to_id/gone">x</a>', 'dangling-link'],
    ['<a href="file:///etc/passwd">x</a>', 'dangling-link'],
    ['<a href="../../config">x</a>', 'dangling-link'],
    ['<img src="/static/missing.png" alt="A cat">', 'dangling-picture'],
    ['<img src="file:///etc/passwd" alt="">', 'dangling-picture'],
  ])('%s', (html, code) => {
    expect(convert(html).notes).toContain(code);
  });

  test('a missing picture leaves its text, a dangling link its words', () => {
    expect(markdown('<p><img src="/static/missing.png" alt="A cat"></p>')).toBe('*A cat*');
    expect(markdown('<p>see <a href="/wiki/x">the wiki</a></p>')).toBe('see the wiki');
  });
});

describe('text stays text', () => {
  const tricky = [
    ':::note',
    ':::',
    '::answer[x]{score=1}',
    '{value=1}',
    ':name',
    '$5 and $6',
    '- [ ] box',
    '# no heading',
    '[^1]',
    '| a | b |',
    '<b>',
    '&amp;',
    '---',
    '1. one',
    '> quote',
    '~~no~~',
    '`code`',
    '\\(no',
  ];
  test.each(tricky)('%s', (text) => {
    const html = `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
    const nodes = parseMarkdown(markdown(html)).children;
    expect(nodes.map((node) => node.type)).toEqual(['paragraph']);
    expect(compileHtml(html).replace(/<[^>]*>/g, '')).toContain(
      text.slice(0, 2).replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;'),
    );
  });

  const word = fc.oneof(
    fc.constantFrom(...tricky, ' ', '\n', '*', '_', ':::', '$$'),
    fc.string({ maxLength: 6 }),
  );
  const phrase = fc
    .array(word, { maxLength: 4 })
    .map((words) => words.join(' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  const tag = fc.constantFrom(
    'p',
    'b',
    'em',
    'span',
    'div',
    'ul><li',
    'blockquote',
    'code',
    'pre',
    'h3',
    'sub',
    'table><tr><td',
    'td',
    'u',
    'a href="https://x.org"',
    'ol><li',
    'dl><dd',
  );
  const html = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      phrase,
      fc.tuple(tag, fc.array(tie('node'), { maxLength: 3 })).map(([name, inner]) => {
        const closing = name
          .split('>')
          .reverse()
          .map((part) => `</${part.replace('<', '').split(' ')[0]}>`)
          .join('');
        return `<${name}>${inner.join('')}${closing}`;
      }),
    ),
  })).node;

  test('whatever the HTML, the unit compiles', async () => {
    await fc.assert(
      fc.asyncProperty(html, html, async (one, other) => {
        const inner = [one, other]
          .map((part) => `<html><![CDATA[${part.replaceAll(']]>', '')}]]></html>`)
          .join('');
        const problem = `<problem><multiplechoiceresponse><label>Q</label><choicegroup><choice correct="true"><![CDATA[${one.replaceAll(']]>', '')}]]></choice><choice correct="false">b</choice></choicegroup></multiplechoiceresponse></problem>`;
        const { problems } = await compile(await importUnit(inner + problem));
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 150, examples: [['<td> </td>', '']] },
    );
  }, 60_000);

  test('whatever the HTML, the words survive and no directive appears', () => {
    const { note } = noteBook<NoteCode>();
    const context: HtmlContext = {
      links: linksOf('units/a/b.md', places),
      note,
      headingShift: 0,
      anchors: new Set(),
    };
    fc.assert(
      fc.property(html, (source) => {
        // Delimiters of TeX are the one thing that text may mean beside itself.
        fc.pre(!/\\[([]/.test(source));
        const nodes = [...htmlToBlocks(source, context)];
        const text = writeMarkdown([{ type: 'containerDirective', name: 'note', children: nodes } as never]);
        const [outer, ...others] = parseMarkdown(text).children;
        expect(others).toEqual([]);
        expect(outer?.type).toBe('containerDirective');
        const types = JSON.stringify((outer as { children: unknown[] }).children);
        expect(types).not.toMatch(/"type":"(?:container|leaf|text)Directive"/);
        expect(types).not.toMatch(/"type":"(?:inlineMath|math)"/);
        htmlToLine(source, context);
        const [first] = htmlToItem(source, context);
        expect(first === undefined || first.type === 'paragraph').toBe(true);
      }),
      { numRuns: 500, examples: [['<pre><pre></pre><p>\n $$</p></pre>']] },
    );
  });
});
