/**
 * What learners, markers and reviewers write: Markdown with tables and formulas. Less may stand in it than in a course:
 * HTML is shown as text, and nothing is fetched from elsewhere, so that no picture tells its author who read it when.
 */
import GithubSlugger from 'github-slugger';
import { LRUCache } from 'lru-cache';
import type { Nodes, PhrasingContent, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { contentId } from '#lib/content-id.ts';
import { translateTo } from '#lib/messages.ts';
import { isTooBusy, isTooDeep, isTooWide } from './bounds.ts';
import { toFragment } from './html.ts';
import type { References } from './references.ts';
import { idPrefix } from './sanitize.ts';

const reader = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkMath).freeze();

const outside: References = {
  link: (url) => (/^(?:https?:|mailto:)/i.test(url) ? url : null),
  asset: () => null,
};

/** The text stands inside a page that has its own headings. */
const lowestRank = 2;

function tame(root: Root): Root {
  visit(root, (node: Nodes, index, parent) => {
    if (node.type === 'heading') node.depth = Math.min(6, node.depth + lowestRank) as typeof node.depth;
    if (index === undefined || !parent) return;
    const put = (instead: PhrasingContent) => {
      (parent.children as Nodes[])[index] = instead;
    };
    if (node.type === 'html') {
      const text = { type: 'text' as const, value: node.value };
      (parent.children as Nodes[])[index] =
        parent.type === 'root' ? { type: 'paragraph', children: [text] } : text;
    }
    if (node.type === 'image')
      put({ type: 'link', url: node.url, children: [{ type: 'text', value: node.alt || node.url }] });
    if (node.type === 'imageReference') put({ type: 'text', value: node.alt ?? '' });
  });
  return root;
}

function write(root: Root, text: string): string {
  const definitions = root.children.filter(
    ({ type }) => type === 'definition' || type === 'footnoteDefinition',
  );
  const scope = {
    report: () => {},
    references: outside,
    materials: {
      sizes: new Map(),
      texts: new Map(),
      wanted: { languages: new Set<string>(), sizes: new Set<never>(), texts: new Set<never>() },
    },
    t: translateTo('en'),
    prefix: `${idPrefix}${contentId(text)}-`,
    slugger: new GithubSlugger(),
    ids: new Set<string>(),
    anchors: [],
    headings: [],
    found: { math: false },
  };
  return toFragment(root.children, scope, { handlers: {}, source: text, definitions }).html;
}

/** A desk and its pages show the same text again and again. */
const written = new LRUCache<string, string>({
  max: 500,
  maxSize: 20_000_000,
  sizeCalculation: (html, text) => html.length + text.length + 1,
});

const asItStands = (text: string): string =>
  `<pre>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</pre>`;

function read(text: string): string {
  // Whoever nests without end is shown what was written, and holds nobody up.
  if (isTooDeep(text) || isTooBusy(text)) return asItStands(text);
  const root = reader.parse(text);
  if (isTooWide(root)) return asItStands(text);
  try {
    return write(tame(root), text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return asItStands(text);
  }
}

/** Sanitized HTML of what a person wrote; never throws. */
export function learnerHtml(text: string): string {
  const known = written.get(text);
  if (known !== undefined) return known;
  const html = read(text);
  written.set(text, html);
  return html;
}
