/**
 * Reads a unit's Markdown: CommonMark with GitHub's additions, TeX, front matter and block directives. Text directives
 * (`:name`) do not exist here, so that `12:30` and `:smile:` stay what they are.
 */
import type { Nodes, Root, RootContent } from 'mdast';
import { type ContainerDirective, directiveFromMarkdown, type LeafDirective } from 'mdast-util-directive';
import {
  type CompileContext,
  type Extension as FromMarkdownExtension,
  fromMarkdown,
  type Handle,
} from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { mathFromMarkdown } from 'mdast-util-math';
import { toString as plain } from 'mdast-util-to-string';
import { directive } from 'micromark-extension-directive';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { math } from 'micromark-extension-math';
import { isTooDeep, isTooWide } from './bounds.ts';
import type { Place, Report } from './problems.ts';

export type BlockDirective = ContainerDirective | LeafDirective;

const boxes = gfmTaskListItemFromMarkdown();

/** Beside an empty item `[x]` is read as a box, too, though nothing is there to be checked: it stays text. */
function boxesInItems(): FromMarkdownExtension {
  const inItem = ({ stack }: CompileContext) => stack.at(-2)?.type === 'listItem';
  const check: Handle = function (token) {
    if (inItem(this)) boxes.exit?.[token.type]?.call(this, token);
  };
  const box: Handle = function (token) {
    if (inItem(this)) return;
    this.enter({ type: 'text', value: this.sliceSerialize(token) }, token);
    this.exit(token);
  };
  const exit = { taskListCheck: box, taskListCheckValueChecked: check, taskListCheckValueUnchecked: check };
  return { ...boxes, exit: { ...boxes.exit, ...exit } };
}

/** An addition to CommonMark. It costs time at every sign, so a text without its mark is read without it, to the same tree. */
const additions = [
  { mark: /^\uFEFF?---/, syntax: frontmatter(), tree: frontmatterFromMarkdown() },
  { mark: /\[\^/, syntax: gfmFootnote(), tree: gfmFootnoteFromMarkdown() },
  { mark: /~/, syntax: gfmStrikethrough({ singleTilde: false }), tree: gfmStrikethroughFromMarkdown() },
  { mark: /\||:-|-:/, syntax: gfmTable(), tree: gfmTableFromMarkdown() },
  { mark: /\[[\sx]/i, syntax: gfmTaskListItem(), tree: boxesInItems() },
  { mark: /\$/, syntax: math(), tree: mathFromMarkdown() },
  { mark: /::/, syntax: { flow: directive().flow }, tree: directiveFromMarkdown() },
];
const addresses = {
  mark: /www\.|https?:\/\/|@/i,
  syntax: gfmAutolinkLiteral(),
  tree: gfmAutolinkLiteralFromMarkdown(),
};

const readWith = (text: string, used: readonly Pick<typeof addresses, 'syntax' | 'tree'>[]): Root =>
  fromMarkdown(text, {
    extensions: used.map(({ syntax }) => syntax),
    mdastExtensions: used.map(({ tree }) => tree),
  });

const saysAddress = (node: Nodes): boolean =>
  node.type === 'text'
    ? addresses.mark.test(node.value)
    : 'children' in node && node.children.some(saysAddress);

function readAll(text: string): Root {
  const used = additions.filter(({ mark }) => mark.test(text));
  const root = readWith(text, used);
  // Most addresses are those of links already; one that stands in plain text is a link, too.
  return addresses.mark.test(text) && saysAddress(root) ? readWith(text, [addresses, ...used]) : root;
}

declare module 'mdast' {
  interface RootData {
    /** The text is beyond all bounds, and stands here as it came. */
    unread?: true;
  }
}

const unread = (text: string): Root => ({
  type: 'root',
  children: [{ type: 'code', value: text }],
  data: { unread: true },
});

export function parseMarkdown(text: string): Root {
  if (isTooDeep(text)) return unread(text);
  const root = readAll(text);
  return isTooWide(root) ? unread(text) : root;
}

export const isContainer = (node: { type: string }): node is ContainerDirective =>
  node.type === 'containerDirective';
export const placeOf = (node: { position?: { start: Place } | undefined } | undefined): Place | null =>
  node?.position?.start ?? null;

/** `:::note[Label]`: the label, and the children without it. */
export function splitLabel({ children }: ContainerDirective): { label: string; children: RootContent[] } {
  const [first, ...rest] = children;
  if (first?.type === 'paragraph' && first.data?.directiveLabel)
    return { label: plain(first), children: rest };
  return { label: '', children };
}

/** Whole lines of the source that a node stands on: what is written as `&#58;` or beside other text is no fence. */
function linesOf(node: Nodes, text: string): string {
  const { start, end } = node.position ?? {};
  return text
    .split('\n')
    .slice((start?.line ?? 1) - 1, end?.line)
    .join('\n');
}

function checkFence(node: Nodes, text: string, report: Report): void {
  if (isContainer(node) && node.position) {
    const source = text.slice(node.position.start.offset, node.position.end.offset);
    if (/\n[ \t>]*:{3,}[ \t]*$/.test(source)) return;
    const message = `":::${node.name}" is never closed.`;
    const remedy = 'Close it with as many colons on a line of their own.';
    report({ code: 'unclosed-directive', message, remedy, place: placeOf(node) });
  } else if (
    node.type === 'text' &&
    node.value.includes(':::') &&
    /^[ \t>]*:{3,}[ \t]*$/m.test(linesOf(node, text))
  ) {
    const message = 'This fence closes nothing.';
    const remedy =
      'Give an outer fence more colons than those inside it; write the name without a space (:::note).';
    report({ code: 'stray-fence', message, remedy, place: placeOf(node) });
  }
}

/**
 * One walk over a file: gathers the definitions of links and footnotes, and reports fences that do not pair up, the
 * commonest slip with nested directives and silent otherwise.
 */
export function survey(root: Root, text: string, report: Report): RootContent[] {
  const definitions: RootContent[] = [];
  const walk = (node: Nodes) => {
    checkFence(node, text, report);
    if (node.type === 'definition' || node.type === 'footnoteDefinition') definitions.push(node);
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(root);
  return definitions;
}
