/**
 * Terms: a *run* is a stretch of prose between two activities of a unit. Markdown nodes become one HTML tree, so that
 * footnotes are numbered once; the tree is then cut into runs, and each is decorated, cleaned and written by itself.
 */
import GithubSlugger from 'github-slugger';
import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { raw } from 'hast-util-raw';
import { toHtml } from 'hast-util-to-html';
import { toText } from 'hast-util-to-text';
import type * as mdast from 'mdast';
import { defaultHandlers, type Handlers, type State, toHast } from 'mdast-util-to-hast';
import { VFile } from 'vfile';
import { translateTo } from '#lib/messages.ts';
import { decorate, settleAnchors } from './decorate.ts';
import { unresolved } from './references.ts';
import { clean, idPrefix } from './sanitize.ts';
import type { HtmlScope } from './scope.ts';

/** Where an activity stands between two runs. */
export interface ActivityMark {
  type: 'activityMark';
  key: string;
  children: [];
}

export const activityMark = (key: string): mdast.RootContent =>
  ({ type: 'activityMark', key, children: [] }) satisfies ActivityMark as unknown as mdast.RootContent;

export interface Fragment {
  html: string;
  /** Plain text, with the source of formulas. */
  text: string;
}
export type Piece = (Fragment & { kind: 'html' }) | { kind: 'activity'; key: string };

export interface ToHtmlOptions {
  handlers: Handlers;
  /** Source of the file, so that mistakes in its HTML have a place. */
  source: string;
  /** Link and footnote definitions of the whole file. */
  definitions: mdast.RootContent[];
}

const isActivity = (node: RootContent): node is Element =>
  node.type === 'element' && node.tagName === 'activity-mark';

/** No text between the brackets is a slip, not the mark of a mere ornament: then there is no `alt` at all. */
function withoutEmptyAlt<T>(result: T): T {
  const node = result as Partial<Element> | undefined;
  if (node?.properties?.alt === '') delete node.properties.alt;
  return result;
}

const ownHandlers = {
  image: (state: State, node: mdast.Image) => withoutEmptyAlt(defaultHandlers.image(state, node)),
  imageReference: (state: State, node: mdast.ImageReference) =>
    withoutEmptyAlt(defaultHandlers.imageReference(state, node)),
  activityMark: (_: State, node: ActivityMark) => ({
    type: 'element',
    tagName: 'activity-mark',
    properties: { key: node.key },
    children: [],
  }),
};

function toTree(
  nodes: mdast.RootContent[],
  scope: HtmlScope,
  { handlers, definitions }: ToHtmlOptions,
): Root {
  const given = new Set(nodes);
  const root: mdast.Root = {
    type: 'root',
    children: [...nodes, ...definitions.filter((node) => !given.has(node))],
  };
  const tree = toHast(root, {
    allowDangerousHtml: true,
    clobberPrefix: '',
    footnoteLabel: scope.t('content.footnotes'),
    footnoteLabelTagName: scope.prefix === idPrefix ? 'h2' : 'p',
    footnoteLabelProperties: { className: ['footnotes-title'] },
    footnoteBackLabel: (index, again) =>
      scope.t('content.back-to-reference', {
        number: again > 1 ? `${index + 1}-${again}` : String(index + 1),
      }),
    handlers: { ...ownHandlers, ...handlers } as Handlers,
  });
  return tree.type === 'root' ? tree : { type: 'root', children: [tree as ElementContent] };
}

const hasRaw = (node: Nodes): boolean =>
  node.type === 'raw' || ('children' in node && node.children.some(hasRaw));

/** HTML inside Markdown becomes elements; parsing costs, so only where there is some. */
function parsed(children: RootContent[], source: string): Root {
  const tree: Root = { type: 'root', children };
  return hasRaw(tree) ? (raw(tree, { file: new VFile(source) }) as Root) : tree;
}

const isFootnoteLink = (node: RootContent) =>
  node.type === 'element' &&
  ('dataFootnoteRef' in node.properties || 'dataFootnoteBackref' in node.properties);

/** The words of a tree, without the numbers and arrows of footnotes. */
function wordsOf(tree: Root): string {
  const without = <T extends Root | Element>(node: T): T => ({
    ...node,
    children: node.children.flatMap((child) => {
      if (isFootnoteLink(child)) return [];
      return [child.type === 'element' ? without(child) : child];
    }),
  });
  return toText(without(tree))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const decorated = (tree: Root, scope: HtmlScope): Root => ({
  type: 'root',
  children: tree.children.flatMap((child) =>
    child.type === 'doctype'
      ? []
      : decorate(child as ElementContent, scope).map(({ position = child.position, ...node }) => ({
          ...node,
          position,
        })),
  ),
});

const blockTags = new Set([
  'p',
  'li',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'figure',
  'table',
  'tr',
  'div',
  'math',
]);

function markLines(node: Root | Element): void {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    if (child.position && blockTags.has(child.tagName)) child.properties.dataLine = child.position.start.line;
    markLines(child);
  }
}

function written(tree: Root, { lines }: HtmlScope): string {
  const safe = clean(tree);
  if (lines) markLines(safe);
  return toHtml(safe, { collapseEmptyAttributes: true }).trim();
}

/** All pieces of a page in order. Anchors may lead from one run into another, so they are settled before any is written. */
export function toPieces(nodes: mdast.RootContent[], scope: HtmlScope, options: ToHtmlOptions): Piece[] {
  const runs: (RootContent[] | string)[] = [[]];
  for (const child of toTree(nodes, scope, options).children) {
    const run = runs.at(-1);
    if (isActivity(child)) runs.push(String(child.properties.key), []);
    else if (Array.isArray(run)) run.push(child);
  }
  const trees = runs.map((run) => {
    if (typeof run === 'string') return run;
    const tree = parsed(run, options.source);
    return { text: wordsOf(tree), tree: decorated(tree, scope) };
  });
  settleAnchors(scope);
  return trees.flatMap((run): Piece[] => {
    if (typeof run === 'string') return [{ kind: 'activity', key: run }];
    const html = written(run.tree, scope);
    return html ? [{ kind: 'html', html, text: run.text }] : [];
  });
}

/** Nodes as one fragment; `inline` without a surrounding paragraph. */
export function toFragment(
  nodes: mdast.RootContent[],
  scope: HtmlScope,
  options: ToHtmlOptions,
  inline = false,
): Fragment {
  const tree = parsed(toTree(nodes, scope, options).children, options.source);
  const blocks = tree.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  const [only] = blocks;
  const unwrap = inline && blocks.length === 1 && only?.type === 'element' && only.tagName === 'p';
  const text = wordsOf(tree);
  const result = decorated(unwrap ? { type: 'root', children: only.children } : tree, scope);
  settleAnchors(scope);
  return { html: written(result, scope), text };
}

/** Foreign HTML under the rules of course content. */
export function compileHtml(html: string): string {
  const scope: HtmlScope = {
    report: () => {},
    references: unresolved,
    materials: {
      sizes: new Map(),
      texts: new Map(),
      wanted: { languages: new Set(), sizes: new Set(), texts: new Set() },
    },
    t: translateTo('en'),
    prefix: idPrefix,
    slugger: new GithubSlugger(),
    ids: new Set(),
    anchors: [],
    headings: [],
    found: { math: false },
  };
  const result = decorated(fromHtml(html, { fragment: true }), scope);
  settleAnchors(scope);
  return written(result, scope);
}
