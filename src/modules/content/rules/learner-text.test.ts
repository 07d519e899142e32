import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { learnerHtml } from './learner-text.ts';

const tagsOf = (html: string): Set<string> => {
  const tags = new Set<string>();
  visit(fromHtml(html, { fragment: true }), 'element', (node) => {
    tags.add(node.tagName);
  });
  return tags;
};

test('Markdown with tables, formulas and headings below those of the page is set', () => {
  const html = learnerHtml('# Tides\n\n**Moon** and $x^2$.\n\n| a | b |\n| - | - |\n| 1 | 2 |');
  expect(html).toContain('<strong>Moon</strong>');
  expect(html).toMatch(/<h3[^>]*>Tides<\/h3>/);
  expect(html).toContain('<table>');
  expect(html).toContain('<msup>');
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![look](https://evil.example/pixel.png)',
  '![look][ref]\n\n[ref]: https://evil.example/pixel.png',
  '[click](javascript:alert(1))',
  '[click](<data:text/html,<script>alert(1)</script>>)',
  '<https://evil.example/"onmouseover=alert(1)>',
  '<iframe src="https://www.youtube.com/embed/x"></iframe>',
  '<svg><script>alert(1)</script></svg>',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\def\\a{\\a\\a}\\a$',
  '```html\n<script>alert(1)</script>\n```',
])('%s brings neither script nor anything from elsewhere', (text) => {
  const html = learnerHtml(text);
  const tags = tagsOf(html);
  for (const tag of ['script', 'img', 'iframe', 'svg', 'style', 'video', 'audio', 'object'])
    expect(tags).not.toContain(tag);
  visit(fromHtml(html, { fragment: true }), 'element', ({ properties }) => {
    for (const name of Object.keys(properties)) expect(name).not.toMatch(/^(?:on[A-Z]|style$|srcDoc$)/);
    if (properties.href) expect(String(properties.href)).toMatch(/^(?:https?:|mailto:|#user-content-)/);
  });
});

test('a picture stays as a link to it, HTML as the text that it is', () => {
  expect(learnerHtml('![look](https://x.example/a.png)')).toContain('<a href="https://x.example/a.png"');
  expect(learnerHtml('a <b>c</b>')).toContain('&#x3C;b>c');
});

test('quotes without end are shown as they were written', () => {
  expect(learnerHtml(`${'>'.repeat(20_000)} deep`)).toContain('deep');
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(typeof learnerHtml(text)).toBe('string');
    }),
  );
});
