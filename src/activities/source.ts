/**
 * What all kinds read alike from a directive: flags, words from a list, shares, leaf directives. A mistake is
 * reported with its remedy and the default is taken, so that one reading finds every mistake.
 */
import type { RootContent } from 'mdast';
import type { LeafDirective } from 'mdast-util-directive';
import type { ActivitySource } from '#modules/content/contract.ts';

type Attributes = Record<string, string | null | undefined>;

/** A bare attribute is on. */
export function readFlag(source: ActivitySource, name: string): boolean {
  const value = source.attributes[name];
  if (value === undefined || value === 'false') return false;
  if (value !== '' && value !== 'true') {
    source.problem(`\`${name}\` is either there or not; it says "${value}".`, `Write \`${name}\` alone.`);
  }
  return true;
}

export function readWord<const Word extends string>(
  source: ActivitySource,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const value = source.attributes[name];
  const word = words.find((known) => known === value);
  if (value !== undefined && word === undefined) {
    source.problem(`\`${name}\` cannot be "${value}".`, `Use one of: ${words.join(', ')}.`);
  }
  return word ?? words[0];
}

/** A share of the points, 0 to 1. */
export function readShare(
  source: ActivitySource,
  attributes: Attributes,
  name: string,
  node: RootContent,
): number {
  const text = attributes[name];
  if (text === undefined || text === null) return 1;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= 0 && value <= 1) return value;
  source.problem(`\`${name}\` is "${text}".`, 'Write a number from 0 to 1, such as 0.5.', node);
  return 0;
}

/** Leaf directives of one name, and what is left for the question. */
export function takeLeaves(
  source: ActivitySource,
  name: string,
  known: readonly string[],
): { leaves: LeafDirective[]; rest: RootContent[] } {
  const isLeaf = (node: RootContent): node is LeafDirective =>
    node.type === 'leafDirective' && node.name === name;
  const leaves = source.children.filter(isLeaf);
  for (const leaf of leaves) {
    for (const attribute of Object.keys(leaf.attributes ?? {})) {
      if (known.includes(attribute)) continue;
      source.problem(
        `\`::${name}\` has no attribute \`${attribute}\`.`,
        `Known are: ${known.join(', ')}.`,
        leaf,
      );
    }
  }
  return { leaves, rest: source.children.filter((node) => !isLeaf(node)) };
}

/** HTML of a piece: one paragraph loses its `<p>`. */
export function pieceHtml(source: ActivitySource, nodes: RootContent[]): string {
  const [only, ...others] = nodes;
  return only?.type === 'paragraph' && others.length === 0 ? source.inline([only]) : source.html(nodes);
}

/** Feedback in the label of a leaf directive; null where it is empty. */
export const labelHtml = (source: ActivitySource, leaf: LeafDirective): string | null =>
  leaf.children.length === 0 ? null : source.inline(leaf.children);

/** A whole number within bounds; null where the attribute is absent. */
export function readWhole(
  source: ActivitySource,
  name: string,
  { from, to }: { from: number; to: number },
  attributes: Attributes = source.attributes,
  node?: RootContent,
): number | null {
  const text = attributes[name];
  if (text === undefined || text === null) return null;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  source.problem(`\`${name}\` is "${text}".`, `Write a whole number from ${from} to ${to}.`, node);
  return null;
}
