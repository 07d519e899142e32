/** Blocks of a unit's file that have a key, and the origin that a copy of one carries. */
import type { RootContent } from 'mdast';
import { toString as plain } from 'mdast-util-to-string';
import { parseMarkdown } from '#modules/content/index.ts';
import type { SharedBlock } from '../schema.ts';

export type BlockIn = Omit<SharedBlock, 'unit' | 'file'>;

const longestTitle = 80;

function titleOf(node: Extract<RootContent, { type: 'containerDirective' }>): string {
  const { title } = node.attributes ?? {};
  const words = title || plain(node.children[0] ?? node).trim() || (node.attributes?.id ?? '');
  return words.length > longestTitle ? `${words.slice(0, longestTitle - 1).trimEnd()}…` : words;
}

/** Those at the top of the file, and those in its pools. */
export function keyedBlocks(file: string): BlockIn[] {
  const found: BlockIn[] = [];
  const walk = (nodes: readonly RootContent[]) => {
    for (const node of nodes) {
      if (node.type !== 'containerDirective') continue;
      if (node.name === 'pool') walk(node.children);
      const [from, to] = [node.position?.start.offset, node.position?.end.offset];
      const key = node.attributes?.id;
      if (!key || node.name === 'pool' || from === undefined || to === undefined) continue;
      found.push({ key, kind: node.name, title: titleOf(node), from, to, text: file.slice(from, to) });
    }
  };
  walk(parseMarkdown(file).children);
  return found;
}

const line = /^(:{3,})[ \t]*$/;

/** Before the fence that closes the block, after a blank line. */
function inserted(block: string, lines: readonly string[]): string {
  const all = block.split('\n');
  const last = all.findLastIndex((one) => line.test(one));
  if (last < 0) return block;
  const above = all.slice(0, last).join('\n').trimEnd();
  return [above, '', ...lines, ...all.slice(last)].join('\n');
}

/** The block without leaf directives of a name that stand directly in it. */
function without(block: string, name: string): string {
  const [node] = parseMarkdown(block).children;
  if (node?.type !== 'containerDirective') return block;
  const leaves = node.children.filter((child) => child.type === 'leafDirective' && child.name === name);
  return leaves.reduceRight((text, { position }) => {
    const [from = 0, to = 0] = [position?.start.offset, position?.end.offset];
    return text.slice(0, from).replace(/\n{2,}$/, '\n') + text.slice(to).replace(/^[ \t]*\n/, '');
  }, block);
}

export interface BlockOrigin {
  course: string;
  block: string;
  release: number;
}

export const withoutOrigin = (block: string): string => without(block, 'origin');

export const withOrigin = (block: string, { course, block: key, release }: BlockOrigin): string =>
  inserted(withoutOrigin(block), [`::origin{course="${course}" block=${key} release=${release}}`]);

/** A directive's attribute, in quotes. */
const quoted = (value: string) => `"${value.replaceAll('"', '&quot;')}"`;

/** Whose the block is, unless it says so itself. */
export function withAttribution(block: string, credit: Readonly<Record<string, string>> | null): string {
  const [node] = parseMarkdown(block).children;
  const says =
    node?.type === 'containerDirective' &&
    node.children.some((child) => child.type === 'leafDirective' && child.name === 'attribution');
  if (!credit || says) return block;
  const attributes = Object.entries(credit).map(([name, value]) => `${name}=${quoted(value)}`);
  return inserted(block, [`::attribution{${attributes.join(' ')}}`]);
}

/** A container and the fences around it: the outer one has more colons than those inside. */
function refenced(container: string): string {
  const [first, last] = [container.indexOf('\n'), container.lastIndexOf('\n')];
  const inner = container.slice(first + 1, last);
  const own = /^:+/.exec(container)?.[0].length ?? 3;
  const inside = [...inner.matchAll(/^[ \t]*(:{3,})/gm)].map(([, colons = '']) => colons.length + 1);
  const colons = ':'.repeat(Math.max(own, ...inside));
  return container.replace(/^:+/, colons).replace(/(\n[ \t]*):{3,}([ \t]*)$/, `$1${colons}$2`);
}

const poolsIn = (file: string) =>
  parseMarkdown(file).children.flatMap((node) => {
    const [from, to] = [node.position?.start.offset, node.position?.end.offset];
    return node.type === 'containerDirective' &&
      node.name === 'pool' &&
      from !== undefined &&
      to !== undefined
      ? [{ key: node.attributes?.id ?? '', from, to }]
      : [];
  });

interface Stretch {
  from: number;
  to: number;
}

/** The file with another text in the place of a block; a pool around it gets a longer fence where it needs one. */
export function replaceIn(file: string, { from, to }: Stretch, text: string): string {
  const pool = poolsIn(file).find((one) => one.from < from && to < one.to);
  const replaced = file.slice(0, from) + text + file.slice(to);
  if (!pool) return replaced;
  const end = pool.to + text.length - (to - from);
  return replaced.slice(0, pool.from) + refenced(replaced.slice(pool.from, end)) + replaced.slice(end);
}

/** The file with a block as the last one of a pool. Null: it has no such pool. */
export function addToPool(file: string, key: string, block: string): string | null {
  const pool = poolsIn(file).find((one) => one.key === key);
  if (!pool) return null;
  const close = file.lastIndexOf('\n', pool.to - 1);
  const grown = `${file.slice(pool.from, close).trimEnd()}\n\n${block.trim()}${file.slice(close, pool.to)}`;
  return file.slice(0, pool.from) + refenced(grown) + file.slice(pool.to);
}
