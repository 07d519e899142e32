/**
 * Terms: a *grader page* is the HTML document with which a grading service answers: the form of an exercise (GET), or
 * what became of a submission (POST). Its head carries the verdict as metas, its body the part for the learner.
 */
import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import { isTooDeep } from '../../html-depth.ts';

/** The learner's part of a page, in the order in which A+ looks for it. */
const partMarks = ['aplus', 'exercise', 'chapter'] as const;

export interface GraderPage {
  title: string;
  /** Children of the learner's part; nothing in it is trusted. */
  part: Root;
  /** Of the head, by name; `value` or `content`. */
  metas: ReadonlyMap<string, string>;
  /** It holds scripts or frames, without which it may say nothing. */
  active: boolean;
}

const stringOf = (value: unknown): string =>
  Array.isArray(value) ? value.join(' ') : value === null || value === undefined ? '' : String(value);

function* elementsIn(node: Nodes): Generator<Element> {
  if (!('children' in node)) return;
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    yield child;
    yield* elementsIn(child);
  }
}

const find = (root: Root, test: (element: Element) => boolean): Element | null => {
  for (const element of elementsIn(root)) if (test(element)) return element;
  return null;
};

function partOf(document: Root): Element | null {
  for (const mark of partMarks) {
    const found = find(document, ({ properties }) => properties.id === mark);
    if (found) return found;
  }
  return (
    find(document, ({ properties }) => stringOf(properties.className).split(' ').includes('entry-content')) ??
    find(document, ({ tagName }) => tagName === 'body')
  );
}

/** Of the head only: what stands in the body may be a learner's. */
function metasOf(document: Root): Map<string, string> {
  const metas = new Map<string, string>();
  const head = find(document, ({ tagName }) => tagName === 'head');
  for (const { tagName, properties } of head ? elementsIn(head) : []) {
    if (tagName !== 'meta' || typeof properties.name !== 'string') continue;
    const name = properties.name.toLowerCase();
    if (!metas.has(name)) metas.set(name, stringOf(properties.value ?? properties.content));
  }
  return metas;
}

/** Of a document that no hand wrote the head stays, and of its body the text. */
function flat(html: string): string {
  const from = Math.max(0, html.search(/<body\b/i));
  const head = html.slice(0, from).match(/<meta\b[^>]*>/gi) ?? [];
  return `${head.join('')}<body>${html.slice(from).replace(/<[^>]*>/g, ' ')}`;
}

export function readGraderPage(html: string): GraderPage {
  const document = fromHtml(isTooDeep(html, 400) ? flat(html) : html);
  const part = partOf(document);
  const title = find(document, ({ tagName }) => tagName === 'title');
  const metas = metasOf(document);
  const active = part
    ? [...elementsIn(part)].some(({ tagName }) => tagName === 'script' || tagName === 'iframe')
    : false;
  return {
    title: (metas.get('dc.title') || (title ? textOf(title) : '')).trim(),
    part: { type: 'root', children: part?.children ?? [] },
    metas,
    active,
  };
}
