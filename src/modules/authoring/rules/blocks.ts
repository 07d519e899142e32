/** Blocks of a unit's file, and finding one again after the file has changed around it, or in it. */
import { parseMarkdown } from '#modules/content/index.ts';

export interface SourceBlock {
  /** Of the file, from 1. */
  line: number;
  from: number;
  to: number;
  text: string;
}

export function blocksOf(file: string): SourceBlock[] {
  return parseMarkdown(file).children.flatMap((node) => {
    const { start, end } = node.position ?? {};
    if (node.type === 'yaml' || start?.offset === undefined || end?.offset === undefined) return [];
    const [from, to] = [start.offset, end.offset];
    return [{ line: start.line, from, to, text: file.slice(from, to) }];
  });
}

const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim();
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** What two texts have in common, 0 to 1 (the Sørensen–Dice coefficient of their words). */
function likeness(a: string, b: string): number {
  const [words, others] = [wordsOf(a), wordsOf(b)];
  const left = new Map<string, number>();
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of others) {
    const count = left.get(word) ?? 0;
    if (count > 0) shared += 1;
    left.set(word, count - 1);
  }
  return words.length + others.length === 0 ? 0 : (2 * shared) / (words.length + others.length);
}

/** Less in common, and it is another block. */
const alike = 0.6;

/** The block as it was, nearest to its line; else the one that was most likely made of it. Null: it is gone. */
export function findBlock<Block extends SourceBlock>(
  blocks: readonly Block[],
  wanted: { line: number; block: string },
): Block | null {
  const distance = (block: Block) => Math.abs(block.line - wanted.line);
  const text = plain(wanted.block);
  const same = blocks.filter((block) => plain(block.text) === text);
  if (same.length > 0) return same.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  const ranked = blocks
    .map((block) => ({ block, score: likeness(block.text, wanted.block) }))
    .filter(({ score }) => score >= alike)
    .sort((a, b) => b.score - a.score || distance(a.block) - distance(b.block));
  return ranked[0]?.block ?? null;
}

/** The file with another text in the place of a block; '' takes the block away with the space below it. */
export function replaceBlock(file: string, { from, to }: SourceBlock, replacement: string): string {
  const text = plain(replacement);
  const rest = file.slice(to);
  return file.slice(0, from) + (text === '' ? rest.replace(/^\s+/, '') : text + rest);
}
