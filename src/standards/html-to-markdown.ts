/**
 * From HTML to Markdown, block by block. A block becomes Markdown only if the compiler would make the same tree of it;
 * any other stays HTML. So no text can turn into a directive, a formula or a link that it was not.
 */
import type { Element, ElementContent, Nodes, Properties, Root } from 'hast';
import { minifyWhitespace } from 'hast-util-minify-whitespace';
import { raw } from 'hast-util-raw';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { type Handle, type State, toMdast } from 'hast-util-to-mdast';
import { toString as textOf } from 'hast-util-to-string';
import type { BlockContent, Html, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { toHast } from 'mdast-util-to-hast';
import { contentSchema, parseMarkdown } from '#modules/content/index.ts';
import { creditedBlock, creditedNode } from './credits.ts';
import { blocksOf } from './html-blocks.ts';
import { isTooDeep } from './html-depth.ts';
import { type HtmlContext, tidyHtml } from './html-tidy.ts';
import { writeMarkdown } from './markdown.ts';

export type { HtmlContext } from './html-tidy.ts';

/** Before ids of content, as the compiler writes them. */
const idPrefix = 'user-content-';

function mapProperties(node: Nodes, change: (properties: Properties) => Properties): Nodes {
  if (!('children' in node)) return { ...node };
  const children = node.children.map((child) => mapProperties(child, change)) as ElementContent[];
  return node.type === 'element'
    ? { ...node, properties: change(node.properties), children }
    : ({ ...node, children } as Root);
}

const startsWith = (value: unknown, start: string): value is string =>
  typeof value === 'string' && value.startsWith(start);

/** What the rules of course content leave. Ids and links to units get their final form later; here they look harmless. */
function cleaned(tree: Nodes): Root {
  const guarded = mapProperties(tree, ({ id, href, ...others }) => ({
    ...others,
    ...(id ? { id: idPrefix + id } : {}),
    ...(href ? { href: startsWith(href, 'unit:') ? `/${href}` : href } : {}),
  }));
  return mapProperties(sanitize(guarded, contentSchema), ({ id, href, ...others }) => ({
    ...others,
    ...(id ? { id: String(id).slice(idPrefix.length) } : {}),
    ...(href ? { href: startsWith(href, '/unit:') ? href.slice(1) : href } : {}),
  })) as Root;
}

/** One spelling for trees that a reader cannot tell apart: order of attributes, white space, the end of a code block. */
function canonical(tree: Root): string {
  const copy = mapProperties(tree, (properties) =>
    Object.fromEntries(Object.entries(properties).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ) as Root;
  minifyWhitespace(copy, { newlines: false });
  return toHtml(copy).replace(/\n+(<\/code>)?<\/pre>/g, '$1</pre>');
}

const hasRaw = (node: Nodes): boolean =>
  node.type === 'raw' || ('children' in node && node.children.some(hasRaw));

function compiled(nodes: RootContent[]): Root {
  const tree = toHast(parseMarkdown(writeMarkdown(nodes)), { allowDangerousHtml: true });
  const root: Root = tree.type === 'root' ? tree : { type: 'root', children: [tree as ElementContent] };
  return cleaned(hasRaw(root) ? raw(root) : root);
}

const openTag = (node: Element): string => toHtml({ ...node, children: [] }).replace(/<\/[\w-]+>$/, '');

/** What Markdown has no sign for stays a pair of tags around Markdown. */
const asTags: Handle = (state: State, node: Element) => [
  { type: 'html', value: openTag(node) },
  ...(state.all(node) as PhrasingContent[]),
  { type: 'html', value: `</${node.tagName}>` },
];
const asOneTag: Handle = (_, node: Element): Html => ({ type: 'html', value: toHtml(node) });
const classOf = (node: Element) => String(node.properties.className ?? '');

const inlineTags = [
  'u',
  'sub',
  'sup',
  'small',
  'kbd',
  'mark',
  'ins',
  'q',
  'cite',
  'abbr',
  'samp',
  'var',
  'span',
  'bdi',
  'bdo',
  'dfn',
  'time',
];
const handlers: Record<string, Handle> = {
  ...Object.fromEntries(inlineTags.map((tag) => [tag, asTags])),
  ...Object.fromEntries(['iframe', 'video', 'audio', 'ruby', 'wbr'].map((tag) => [tag, asOneTag])),
  code: (_, node: Element) =>
    classOf(node).includes('math-')
      ? { type: 'inlineMath', value: textOf(node) }
      : { type: 'inlineCode', value: textOf(node) },
  img: (_, node: Element) => {
    const { src, alt, title, ...others } = node.properties;
    // No text between the brackets would be a slip; here it is the mark of an ornament.
    if (typeof alt !== 'string' || alt === '' || Object.keys(others).length > 0)
      return { type: 'html', value: toHtml(node) };
    return { type: 'image', url: String(src ?? ''), alt, title: title ? String(title) : null };
  },
  pre: (_, node: Element) => {
    const [only] = node.children;
    if (only?.type === 'element' && classOf(only).includes('math-display'))
      return { type: 'math', value: textOf(only) };
    const language =
      only?.type === 'element' ? /language-(\S+)/.exec(classOf(only).replaceAll(',', ' '))?.[1] : null;
    return { type: 'code', lang: language ?? null, value: textOf(node).replace(/\n+$/, '') };
  },
};

/** HTML of a block without what would end it in Markdown: an empty line, or a line with the end of an inner `pre`. */
const blockHtml = (block: Element): Html => {
  const copy: Root = { type: 'root', children: [structuredClone(block)] };
  minifyWhitespace(copy, { newlines: true });
  const value = toHtml(copy).replace(/\n(?=[ \t]*\n)/g, '&#10;');
  const [start, ...rest] = block.tagName === 'pre' ? value.split('</pre>') : [value];
  return {
    type: 'html',
    value: [start, ...rest.map((part) => part.replaceAll('\n', '&#10;'))].join('</pre>'),
  };
};

const asRoot = (children: Root['children']): Root => ({ type: 'root', children });

function markdownOf(blocks: Element[]): RootContent[] {
  const nodes = toMdast(asRoot(blocks), { handlers, document: true });
  return nodes.type === 'root' ? nodes.children : [nodes as RootContent];
}

/** Blocks as Markdown: all at once where that holds, which is the usual case and quick; else those alone that differ. */
function toMarkdownNodes(blocks: Element[]): RootContent[] {
  const nodes = markdownOf(blocks);
  const back = compiled(nodes);
  if (canonical(back) === canonical(asRoot(blocks))) return nodes;
  if (blocks.length === 1) return blocks.map(blockHtml);
  const read = back.children.filter(({ type }) => type === 'element');
  const holds = (block: Element, at: number) => {
    const same = read.length === blocks.length ? read[at] : undefined;
    return same && canonical(asRoot([same])) === canonical(asRoot([block]));
  };
  return blocks.flatMap((block, at) => (holds(block, at) ? markdownOf([block]) : toMarkdownNodes([block])));
}

const cleanBlocks = (html: string, context: HtmlContext): Element[] => {
  if (isTooDeep(html)) {
    context.note('nested');
    return cleanBlocks(html.replace(/<[^>]*>/g, ' '), context);
  }
  return cleaned({ type: 'root', children: blocksOf(tidyHtml(html, context)) }).children.filter(
    (node): node is Element =>
      node.type === 'element' && !(node.tagName === 'p' && node.children.length === 0),
  );
};

/** A line of words: most options and hints. No sign in it means anything, in HTML or in Markdown. */
const isPlainLine = (html: string): boolean =>
  /^\p{L}[\p{L}\p{N} ,.'’"?!()%-]*$/u.test(html) && !/www\.| {2}/i.test(html);

/** HTML as blocks of Markdown. */
export function htmlToBlocks(html: string, context: HtmlContext): RootContent[] {
  const text = html.trim();
  if (text === '') return [];
  if (isPlainLine(text)) return [{ type: 'paragraph', children: [{ type: 'text', value: text }] }];
  return withCredits(cleanBlocks(html, context));
}

/** Figures and quotes that say whose they are become ours, and what stands in them is judged as it is anywhere. */
function withCredits(blocks: Element[]): RootContent[] {
  const at = blocks.findIndex((block) => creditedBlock(block) !== null);
  const found = at < 0 ? null : creditedBlock(blocks[at] as Element);
  if (!found) return blocks.length > 0 ? toMarkdownNodes(blocks) : [];
  // A picture stands in a line of its own.
  const inner = blocksOf(asRoot(found.inner));
  return [
    ...(at > 0 ? toMarkdownNodes(blocks.slice(0, at)) : []),
    creditedNode(found, inner.length > 0 ? toMarkdownNodes(inner) : []),
    ...withCredits(blocks.slice(at + 1)),
  ];
}

/** Text between tags in which no character can mean anything to Markdown. */
function inertHtml(nodes: ElementContent[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text')
        return node.value.replace(/[!-/:-@[-`{-~\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      if (node.type !== 'element') return '';
      const open = openTag(node);
      return open.startsWith('<img') || open.startsWith('<br')
        ? open
        : `${open}${inertHtml(node.children)}</${node.tagName}>`;
    })
    .join('');
}

/** HTML as what may stand in a line. */
export function htmlToLine(html: string, context: HtmlContext): PhrasingContent[] {
  if (isPlainLine(html.trim())) return [{ type: 'text', value: html.trim() }];
  const blocks = cleanBlocks(html, context);
  const [only, ...others] = blocks;
  if (!only) return [];
  if (others.length === 0) {
    const [node, ...more] = toMarkdownNodes([only]);
    if (node?.type === 'paragraph' && more.length === 0) return node.children;
  }
  const lines = blocks.map((block) => inertHtml(block.tagName === 'p' ? block.children : [block]));
  const value = lines.join('<br>');
  return /[^ \t\r\n]/.test(value) ? [{ type: 'html', value }] : [];
}

/** HTML as the content of an item of a list that begins with a box: it must begin with a paragraph. */
export function htmlToItem(html: string, context: HtmlContext): BlockContent[] {
  const nodes = htmlToBlocks(html, context) as BlockContent[];
  if (nodes[0]?.type === 'paragraph') return nodes;
  const first: Paragraph = { type: 'paragraph', children: htmlToLine(html, context) };
  return first.children.length > 0 ? [first] : [];
}

/** HTML as plain text on one line. */
export const htmlToText = (html: string, context: HtmlContext): string =>
  cleanBlocks(html, context)
    .map((block) => textOf(block))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
