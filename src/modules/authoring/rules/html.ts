/**
 * What two stretches of a release's HTML differ in, as HTML: words that came stand in `ins`, words that went in `del`.
 * Both sides are sanitized, and nothing but these marks is added to what they hold.
 */
import type { Element, ElementContent, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import type { Standing } from '../schema.ts';
import { compareLists, compareWords } from './text.ts';

type Node = RootContent | ElementContent;

/** Elements that hold others and no text of their own. */
const holders = new Set(
  'blockquote details div dl figure ol section table tbody tfoot thead tr ul'.split(' '),
);
/** One word each: half a formula, half a program or half a picture is none. */
const atoms = new Set('audio iframe img math picture pre svg video'.split(' '));

/** Their place says what they are. */
const cells = new Set(['dd', 'dt', 'td', 'th']);

const isElement = (node: Node | undefined): node is Element => node?.type === 'element';
const isBlank = (node: Node) => node.type === 'text' && node.value.trim() === '';
const serialized = (node: Node): string => toHtml(node as RootContent);

const marked = (standing: Standing, children: ElementContent[]): Element => ({
  type: 'element',
  tagName: standing === 'added' ? 'ins' : 'del',
  properties: {},
  children,
});

const holdsElements = ({ tagName, children }: Element): boolean =>
  holders.has(tagName) || children.some((node) => isElement(node) && holders.has(node.tagName));

/** What came or went as a whole keeps its kind: a list item may hold `ins`, a list may not. */
function whole(node: Node, standing: Standing): ElementContent {
  if (!isElement(node) || atoms.has(node.tagName)) return marked(standing, [node as ElementContent]);
  const children = holdsElements(node)
    ? node.children.filter((child) => !isBlank(child)).map((child) => whole(child, standing))
    : [marked(standing, node.children)];
  return { ...node, children };
}

/** A leaf of running text: a word, white space, or an atom, with the elements around it from the outside in. */
interface Word {
  text: string;
  node: ElementContent;
  around: Element[];
}

function wordsOf(nodes: readonly Node[], around: Element[] = []): Word[] {
  return nodes.flatMap((node): Word[] => {
    if (node.type === 'text')
      return (node.value.match(/\s+|[^\s\p{L}\p{N}]|[\p{L}\p{M}\p{N}]+/gu) ?? []).map((text) => ({
        ...{ text, around },
        node: { type: 'text', value: text },
      }));
    if (!isElement(node)) return [];
    if (atoms.has(node.tagName) || node.children.length === 0)
      return [{ text: serialized(node), node, around }];
    return wordsOf(node.children, [...around, node]);
  });
}

/** Links and emphasis count: the same word inside another element is another word. */
const keyOf = ({ text, around }: Word): string =>
  `${around.map(({ tagName, properties }) => `${tagName}${String(properties.href ?? '')}`).join('>')} ${text}`;

/** Puts a word where it belongs: elements that the word before opened are gone on with. */
function append(into: ElementContent[], word: Word, leaf: ElementContent): void {
  let children = into;
  for (const element of word.around) {
    const last = children.at(-1) as (ElementContent & { of?: Element }) | undefined;
    if (isElement(last) && last.of === element) children = last.children;
    else {
      const opened: Element & { of: Element } = { ...element, children: [], of: element };
      children.push(opened);
      children = opened.children;
    }
  }
  const before = children.at(-1);
  if (leaf.type === 'text' && before?.type === 'text') before.value += leaf.value;
  else if (
    isElement(leaf) &&
    isElement(before) &&
    /^(ins|del)$/.test(leaf.tagName) &&
    before.tagName === leaf.tagName
  )
    before.children.push(...leaf.children);
  else children.push(leaf);
}

function compareRunning(before: readonly Node[], after: readonly Node[]): ElementContent[] {
  const result: ElementContent[] = [];
  for (const { standing, items } of compareLists(wordsOf(before), wordsOf(after), keyOf))
    for (const word of items) {
      const leaf = { ...word.node } as ElementContent;
      append(result, word, standing === 'same' ? leaf : marked(standing, [leaf]));
    }
  return result;
}

/** Two elements of one kind are one that was changed, unless nothing of it was kept. */
function isChanged(before: Node | undefined, after: Node | undefined): boolean {
  if (!isElement(before) || !isElement(after) || before.tagName !== after.tagName) return false;
  if (atoms.has(after.tagName)) return false;
  if (holders.has(after.tagName) || cells.has(after.tagName)) return true;
  const [old, now] = [textOf(before), textOf(after)];
  const kept = compareWords(old, now).reduce(
    (sum, { standing, text }) => sum + (standing === 'same' ? text.trim().length : 0),
    0,
  );
  return kept * 4 >= Math.max(old.trim().length, now.trim().length);
}

function compareElement(before: Element, after: Element): Element {
  const children = holdsElements(after)
    ? compareElements(before.children, after.children)
    : compareRunning(before.children, after.children);
  return { ...after, children };
}

/** Elements in order; one that went and one of its kind that came in its place are one that was changed. */
function compareElements(before: readonly Node[], after: readonly Node[]): ElementContent[] {
  const of = (nodes: readonly Node[]) => nodes.filter((node) => !isBlank(node));
  const stretches = compareLists(of(before), of(after), serialized);
  const result: ElementContent[] = [];
  for (let at = 0; at < stretches.length; at += 1) {
    const [stretch, next] = [stretches[at], stretches[at + 1]];
    if (!stretch) continue;
    const { standing, items } = stretch;
    if (standing === 'same') result.push(...(items as ElementContent[]));
    else if (standing === 'removed' && next?.standing === 'added') {
      result.push(...paired(items, next.items));
      at += 1;
    } else result.push(...items.map((node) => whole(node, standing)));
  }
  return result;
}

function paired(gone: readonly Node[], come: readonly Node[]): ElementContent[] {
  const left = [...gone];
  const result = come.flatMap((node): ElementContent[] => {
    const at = left.findIndex((other) => isChanged(other, node));
    const twin = left[at];
    if (!isElement(node) || !isElement(twin)) return [whole(node, 'added')];
    const skipped = left.splice(0, at + 1).slice(0, at);
    return [...skipped.map((other) => whole(other, 'removed')), compareElement(twin, node)];
  });
  return [...left.map((node) => whole(node, 'removed')), ...result];
}

/** Beside other diffs an id stands twice, and a link within the course leads nowhere. */
function standAlone(node: ElementContent): ElementContent {
  if (!isElement(node)) return node;
  const { id: _, href, ...rest } = node.properties;
  const leads = typeof href === 'string' && !/^(\.\/|#)/.test(href);
  return {
    ...node,
    properties: leads ? { ...rest, href } : rest,
    children: node.children.map(standAlone),
  };
}

/** The newer HTML with what came and what went. */
export function compareHtml(before: string, after: string): string {
  const parse = (html: string) => fromHtml(html, { fragment: true }).children;
  const nodes = compareElements(parse(before), parse(after));
  return nodes.map((node) => serialized(standAlone(node))).join('\n');
}

/** The elements of a stretch of HTML, each as HTML. */
export const elementsOf = (html: string): string[] =>
  fromHtml(html, { fragment: true })
    .children.filter((node) => !isBlank(node))
    .map(serialized);
