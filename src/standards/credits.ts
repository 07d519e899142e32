/**
 * Terms: a *credit* says whose a block is. Between formats it is the line that readers see, in HTML; here it is written
 * and read again, so that what came with a credit keeps it as one.
 */
import type { Element, ElementContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import { allRightsReserved, licenseName, licenseOfUrl, licenseUrl } from '#lib/license.ts';
import { locales, translateTo } from '#lib/messages.ts';
import { escapeXml } from './export-html.ts';

export interface Credit {
  title?: string;
  author?: string;
  source?: string;
  license?: string;
  changes?: string;
}

const linkedHtml = (href: string | null | undefined, html: string): string =>
  href ? `<a href="${escapeXml(href)}">${html}</a>` : `<span>${html}</span>`;

/** The line as the compiler writes it for a release. */
export function creditHtml({ title, author, source, license, changes }: Credit): string {
  const t = translateTo('en');
  const parts = [
    title && linkedHtml(source, `<cite>${escapeXml(title)}</cite>`),
    author && escapeXml(author),
    source && !title && linkedHtml(source, escapeXml(t('content.source'))),
    license && linkedHtml(licenseUrl(license), escapeXml(licenseName(license))),
    changes && escapeXml(t('content.changes', { changes })),
  ];
  return `<p class="attribution">${parts.filter(Boolean).join(' · ')}</p>`;
}

export const isCredit = (node: ElementContent): node is Element =>
  node.type === 'element' &&
  node.tagName === 'p' &&
  [node.properties.className].flat().includes('attribution');

/** `Changes: Cut.` in any language of ours, without the word. */
function withoutWord(text: string): string {
  for (const locale of locales) {
    const [before = '', after = ''] = translateTo(locale)('content.changes', { changes: '\n' }).split('\n');
    if (text.startsWith(before) && text.endsWith(after))
      return text.slice(before.length, text.length - after.length);
  }
  return text;
}

/** A license that has no address is told by its name; null: this is none. */
function licenseOfName(name: string): string | null {
  if (locales.some((locale) => translateTo(locale)('content.all-rights') === name)) return allRightsReserved;
  return /^[A-Z][\w.]*-[\w.-]+$/.test(name) ? name : null;
}

function partOf(node: ElementContent, found: Credit): Credit {
  const text = textOf(node).trim();
  if (text === '') return found;
  const { href, isTitle } = node.type === 'element' ? signsOf(node) : { href: '', isTitle: false };
  if (isTitle) return { ...found, title: text, ...(href && { source: href }) };
  const license = found.license ? null : (licenseOfUrl(href) ?? licenseOfName(text));
  if (license) return { ...found, license };
  if (href) return { ...found, source: href };
  // The author stands before the license, what was changed after it.
  return found.license || found.author
    ? { ...found, changes: withoutWord(text) }
    : { ...found, author: text };
}

const signsOf = ({ tagName, properties, children }: Element) => ({
  href: String(properties.href ?? ''),
  isTitle: tagName === 'cite' || children.some((one) => one.type === 'element' && one.tagName === 'cite'),
});

/** The parts of a line, which ` · ` holds apart. */
export function readCredit({ children }: Element): Credit {
  const parts = children.flatMap((node): ElementContent[] =>
    node.type === 'text' ? node.value.split(/\s*·\s*/).map((value) => ({ type: 'text', value })) : [node],
  );
  return parts.reduce((found, part) => partOf(part, found), {});
}

export const creditNode = (credit: Credit): LeafDirective => ({
  type: 'leafDirective',
  name: 'attribution',
  attributes: { ...credit },
  children: [],
});

/** A figure or a quote whose last line is a credit: what stands in it, and the line. */
export interface Credited {
  block: Element;
  inner: Element[];
  credit: Credit;
}

const elementsIn = ({ children }: Element): Element[] =>
  children.flatMap((child) => (child.type === 'element' ? [child] : []));

export function creditedBlock(block: Element): Credited | null {
  if (block.tagName !== 'figure' && block.tagName !== 'blockquote') return null;
  const all = elementsIn(block).flatMap((child) =>
    child.tagName === 'figcaption' ? elementsIn(child) : [child],
  );
  const last = all.at(-1);
  if (!last || !isCredit(last) || all.slice(0, -1).some(isCredit)) return null;
  const credit = readCredit(last);
  if (Object.keys(credit).length === 0) return null;
  return { block, inner: all.slice(0, -1), credit };
}

/** The block as our own Markdown has it. */
export function creditedNode({ block, credit }: Credited, inner: RootContent[]): RootContent {
  const children = [...inner, creditNode(credit)] as never[];
  if (block.tagName === 'blockquote') return { type: 'blockquote', children };
  const { id } = block.properties;
  return { type: 'containerDirective', name: 'figure', attributes: id ? { id: String(id) } : {}, children };
}
