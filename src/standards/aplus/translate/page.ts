/**
 * A chapter's page as Markdown. What is more than text in it (exercises, notes) is taken out, a mark left in its place,
 * and put back as directives where the mark came to stand.
 */
import type { Element, ElementContent, Properties, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import type { Nodes, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { toString as plain } from 'mdast-util-to-string';
import { anchorsOf, type HtmlContext } from '../../html-tidy.ts';
import { htmlToBlocks } from '../../html-to-markdown.ts';
import { readGraderPage } from '../wire/page.ts';

const classesOf = ({ properties }: Element): string[] =>
  Array.isArray(properties.className) ? properties.className.map(String) : [];

const element = (tagName: string, properties: Properties, children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});

/** Names of admonitions of Sphinx that say what one of our callouts says. */
const callouts: Record<string, string> = {
  ...{ note: 'note', seealso: 'note', important: 'note', hint: 'tip', tip: 'tip' },
  ...{ warning: 'warning', caution: 'warning', danger: 'warning', error: 'warning', attention: 'warning' },
};

interface Slot {
  /** What stands there, given the HTML that was there. */
  make(html: string, context: HtmlContext): RootContent[];
  html: string;
}

/** Nothing that people write; Markdown has no sign in it. */
const markOf = (index: number) => `lecternslot${index}x`;

interface Scan {
  slots: Slot[];
  /** What stands in the place of the next exercise. */
  exercise(html: string, context: HtmlContext): RootContent[];
}

/** Colored code as plain code with its language: it is colored again when the course is compiled. */
function codeOf(node: Element): Element | null {
  const language = classesOf(node)
    .map((name) => /^highlight-(\w+)$/.exec(name)?.[1])
    .find(Boolean);
  if (!language) return null;
  const withoutNumbers = (one: ElementContent): ElementContent[] => {
    if (one.type !== 'element') return [one];
    if (classesOf(one).includes('linenos')) return [];
    return [{ ...one, children: one.children.flatMap(withoutNumbers) }];
  };
  const text = textOf({ ...node, children: node.children.flatMap(withoutNumbers) }).replace(/\n+$/, '');
  const properties =
    language === 'default' || language === 'none' ? {} : { className: [`language-${language}`] };
  return element('pre', {}, [element('code', properties, [{ type: 'text', value: text }])]);
}

function setAside(slot: Slot, scan: Scan): ElementContent[] {
  scan.slots.push(slot);
  return [element('p', {}, [{ type: 'text', value: markOf(scan.slots.length - 1) }])];
}

/** An admonition: its title is the callout's. */
function calloutOf(node: Element, scan: Scan): ElementContent[] | null {
  const classes = classesOf(node);
  if (!classes.includes('admonition')) return null;
  const kind = classes.map((name) => callouts[name]).find(Boolean) ?? 'note';
  const isTitle = (child: ElementContent) =>
    child.type === 'element' && classesOf(child).includes('admonition-title');
  const title = textOf({ type: 'root', children: node.children.filter(isTitle) }).trim();
  const html = toHtml({ type: 'root', children: node.children.filter((child) => !isTitle(child)) });
  const make = (inner: string, context: HtmlContext): RootContent[] => [
    {
      type: 'containerDirective',
      name: kind,
      attributes: title ? { title } : {},
      children: htmlToBlocks(inner, context) as ContainerDirective['children'],
    },
  ];
  return setAside({ make, html }, scan);
}

function scanNode(node: ElementContent, scan: Scan): ElementContent[] {
  if (node.type !== 'element') return [node];
  if (classesOf(node).includes('headerlink')) return [];
  if ('dataAplusExercise' in node.properties) {
    const html = toHtml({ type: 'root', children: node.children });
    return setAside({ make: (inner, context) => scan.exercise(inner, context), html }, scan);
  }
  const code = codeOf(node);
  if (code) return [code];
  return (
    calloutOf(node, scan) ?? [{ ...node, children: node.children.flatMap((child) => scanNode(child, scan)) }]
  );
}

/** The heading of the page itself is the title of the unit. */
function withoutTitle(html: string): string {
  return html.replace(/<h1[^>]*>[\s\S]*?<\/h1>/i, '');
}

const marks = /lecternslot(\d+)x/g;

/** A list or table without the marks in it, and without what held nothing else. */
function withoutMarks<Node extends Nodes>(node: Node): Node {
  if ('value' in node) return { ...node, value: node.value.replace(marks, '') };
  if (!('children' in node)) return node;
  const children = node.children.flatMap((child) => {
    if (!plain(child).match(marks)) return [child];
    const left = withoutMarks(child);
    return plain(left).trim() === '' ? [] : [left];
  });
  return { ...node, children } as Node;
}

/** Marks back to what stands for them; marks that ended up inside something stand behind it. */
function putBack(nodes: RootContent[], slots: readonly Slot[], context: HtmlContext): RootContent[] {
  const done = new Set<number>();
  const at = (index: number): RootContent[] => {
    const slot = slots[index];
    if (!slot || done.has(index)) return [];
    done.add(index);
    return slot.make(slot.html, context);
  };
  const placed = nodes.flatMap((node) => {
    const found = [...plain(node).matchAll(marks)].map(([, index]) => Number(index));
    const inner = found.flatMap(at);
    if (found.length === 0) return [node];
    const left = node.type === 'paragraph' ? null : withoutMarks(node);
    return left && plain(left).trim() !== '' ? [left, ...inner] : inner;
  });
  return [...placed, ...slots.flatMap((_, index) => at(index))];
}

/** HTML of A+ without what belongs to its platform. */
export function piece(html: string, context: HtmlContext): RootContent[] {
  const scan: Scan = { slots: [], exercise: () => [] };
  return convert(readGraderPage(html).part, scan, context);
}

function convert(part: Root, scan: Scan, context: HtmlContext): RootContent[] {
  const children = part.children.flatMap((child) => (child.type === 'doctype' ? [] : scanNode(child, scan)));
  const html = withoutTitle(toHtml({ type: 'root', children }));
  const nodes = htmlToBlocks(html, { ...context, anchors: anchorsOf(html) });
  return putBack(nodes, scan.slots, context);
}

/** A chapter's page; `exercise` gives what stands in the place of the first, the second … exercise in it. */
export const chapterToMarkdown = (
  html: string,
  exercise: Scan['exercise'],
  context: HtmlContext,
): RootContent[] => convert(readGraderPage(html).part, { slots: [], exercise }, context);
