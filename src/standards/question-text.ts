/** Texts of questions as HTML, from the four formats that Moodle knows. */

import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import type { InlineMath, Math as MathBlock } from 'mdast-util-math';
import { toHast } from 'mdast-util-to-hast';
import { parseMarkdown } from '#modules/content/index.ts';
import type { RichText } from './questions.ts';

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Two dollars make a formula in Moodle, around it or in its line; one does only around a command of TeX. */
const withFormulas = (html: string): string =>
  html
    .replace(/\$\$([^$]+)\$\$/g, (_, tex: string) => `\\(${tex}\\)`)
    .replace(/(?<![\\$])\$([^$\n<>]{1,1000})\$(?!\$)/g, (whole, tex: string) =>
      /\\[a-zA-Z]/.test(tex) ? `\\(${tex}\\)` : whole,
    );

const withLines = (text: string): string =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('\n');

const blockTag = /<(?:p|div|ul|ol|table|h[1-6]|pre|blockquote)\b/i;

function markdownHtml(text: string): string {
  const tree = toHast(parseMarkdown(text), {
    allowDangerousHtml: true,
    handlers: {
      inlineMath: (_, node: InlineMath) => ({ type: 'text', value: `\\(${node.value}\\)` }),
      math: (_, node: MathBlock) => ({ type: 'text', value: `\\[${node.value}\\]` }),
    },
  });
  return toHtml(tree, { allowDangerousHtml: true });
}

export function htmlOf({ format, text }: RichText): string {
  if (format === 'markdown') return markdownHtml(text);
  if (format === 'html') return withFormulas(text);
  const html = format === 'plain' ? escapeHtml(text) : text;
  // A line of words needs no paragraph around it: it may stand in an option or a cell.
  return withFormulas(html.includes('\n') && !blockTag.test(html) ? withLines(html) : html);
}

export const isBlank = (text: RichText | null): boolean =>
  text === null || text.text.replace(/<(?!img|audio|video|iframe|object)[^<>]*>|&nbsp;|\s/gi, '') === '';

/** A text with its fields shown as numbered gaps; the fields themselves stand below it. */
export const withGaps = (text: RichText): RichText => ({
  ...text,
  text: text.text.replace(/\[\[(\d+)\]\]/g, (_, number: string) => ` (${number}) <u>\u2003\u2003</u> `),
});

/** What is read of it, on one line. */
export const wordsOf = (html: string): string =>
  /[<&]/.test(html)
    ? textOf(fromHtml(html, { fragment: true }))
        .replace(/\s+/g, ' ')
        .trim()
    : html.trim();
