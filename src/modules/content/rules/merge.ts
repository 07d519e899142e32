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

function mergeLine(clash: Clash, alone: boolean): string | null {
  const { base, mine, theirs } = clash;
  if (mine === base) return theirs;
  if (theirs === base) return mine;
  const words = alone ? mergeParts(clash, wordsOf) : [clash];
  return words.every((word) => typeof word === 'string') ? words.join('') : null;
}

/**
 * Of neighboring lines each side may have changed others, and of a single line other words. Where lines came or went,
 * which line became which would be a guess: they clash.
 */
function mergeLines(clash: Clash): string | Clash {
  const [base, mine, theirs] = [linesOf(clash.base), linesOf(clash.mine), linesOf(clash.theirs)];
  if (mine.length !== base.length || theirs.length !== base.length) return clash;
  const lines = base.map((line, at) =>
    mergeLine({ base: line, mine: mine[at] ?? '', theirs: theirs[at] ?? '' }, base.length === 1),
  );
  return lines.every((line) => line !== null) ? lines.join('') : clash;
}

export function mergeText(base: string, mine: string, theirs: string): Merged {
  const parts = mergeParts({ base, mine, theirs }, linesOf).map((part) =>
    typeof part === 'string' ? part : mergeLines(part),
  );
  const clashes = parts.filter((part) => typeof part !== 'string');
  return { text: clashes.length > 0 ? null : parts.join(''), parts, clashes };
}
