/**
 * Three-way merging. Terms: *base* is what both sides began with, *mine* what one side made of it, *theirs* what stands
 * now; a *clash* is a stretch that both sides changed differently. Source: the diff3 algorithm (Khanna, Kunal, Pierce: A
 * Formal Investigation of Diff3, 2007), by `node-diff3`.
 */
import { diff3Merge } from 'node-diff3';

export interface Clash {
  base: string;
  mine: string;
  theirs: string;
}

/** `text` is null where the sides clash; `parts` is all of it in order, with the clashes in their places. */
export interface Merged {
  text: string | null;
  parts: (string | Clash)[];
  clashes: Clash[];
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);
/** Words with the white space after them: two people who change different words of a paragraph do not clash. */
const wordsOf = (text: string): string[] => text.split(/(?<=\s)(?=\S)/);

function mergeParts({ base, mine, theirs }: Clash, split: (text: string) => string[]): (string | Clash)[] {
  const regions = diff3Merge(split(mine), split(base), split(theirs), { excludeFalseConflicts: true });
  return regions.map(({ ok, conflict }) =>
    conflict
      ? { base: conflict.o.join(''), mine: conflict.a.join(''), theirs: conflict.b.join('') }
      : (ok ?? []).join(''),
  );
}

/** Lines first; lines that clash, by their words. */
export function mergeText(base: string, mine: string, theirs: string): Merged {
  const parts = mergeParts({ base, mine, theirs }, linesOf).map((part) => {
    if (typeof part === 'string') return part;
    const words = mergeParts(part, wordsOf);
    return words.every((word) => typeof word === 'string') ? words.join('') : part;
  });
  const clashes = parts.filter((part) => typeof part !== 'string');
  return { text: clashes.length > 0 ? null : parts.join(''), parts, clashes };
}
