/**
 * Reads a unit's Markdown: CommonMark with GitHub's additions, TeX, front matter and block directives. Text directives
 * (`:name`) do not exist here, so that `12:30` and `:smile:` stay what they are.
 */
import type { Nodes, Root, RootContent } from 'mdast';
import { type ContainerDirective, directiveFromMarkdown, type LeafDirective } from 'mdast-util-directive';
import { toString as plain } from 'mdast-util-to-string';
import { directive } from 'micromark-extension-directive';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import type { Place, Report } from './problems.ts';

export type BlockDirective = ContainerDirective | LeafDirective;

function remarkBlockDirective(this: Processor) {
  const data = this.data() as { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] };
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { flow: directive().flow }];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), directiveFromMarkdown()];
}

const reader = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkMath)
  .use(remarkBlockDirective)
  .freeze();

export const parseMarkdown = (text: string): Root => reader.parse(text);

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
