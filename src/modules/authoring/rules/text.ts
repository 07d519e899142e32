/**
 * What two texts differ in. Terms: a *part* is a stretch of a line that stands on one side or both; a *hunk* is changed
 * lines with a few around them.
 */
import { diffArrays, diffWordsWithSpace } from 'diff';

import type { DiffLine, Hunk, Part, Standing } from '../schema.ts';

/** Lists without anything in common cost the square of their length: beyond this, all of one is gone, all of the other new. */
const mostEdits = 1_500;
const around = 3;

export interface Stretch<T> {
  standing: Standing;
  /** Those of the newer side, where both have them. */
  items: T[];
}

/** Both lists as stretches in order; of a change what is gone comes first. */
export function compareLists<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): Stretch<T>[] {
  const changes = diffArrays([...before], [...after], {
    comparator: (a, b) => keyOf(a) === keyOf(b),
    maxEditLength: mostEdits,
  });
  if (!changes)
    return [
      { standing: 'removed', items: [...before] },
      { standing: 'added', items: [...after] },
    ];
  return changes.map(({ added, removed, value }) => ({
    standing: added ? 'added' : removed ? 'removed' : 'same',
    items: value,
  }));
}

/** Both texts, word by word. */
export function compareWords(before: string, after: string): Part[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  if (!changes)
    return [
      { standing: 'removed', text: before },
      { standing: 'added', text: after },
    ];
  return changes.map(({ added, removed, value }) => ({
    standing: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

const sideOf = (parts: readonly Part[], standing: Standing) =>
  parts.filter((part) => part.standing === 'same' || part.standing === standing);

/** Words are marked where most of the line stayed; in a line that was written anew they would be noise. */
function marked(before: string, after: string): Record<'removed' | 'added', Part[]> {
  const parts = compareWords(before, after);
  const kept = parts.reduce(
    (sum, { standing, text }) => sum + (standing === 'same' ? text.trim().length : 0),
    0,
  );
  if (kept * 3 < Math.max(before.length, after.length))
    return {
      removed: [{ standing: 'removed', text: before }],
      added: [{ standing: 'added', text: after }],
    };
  return { removed: sideOf(parts, 'removed'), added: sideOf(parts, 'added') };
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** Every line of both texts. */
function allLines(before: string, after: string): DiffLine[] {
  const stretches = compareLists(linesOf(before), linesOf(after), (line) => line);
  const lines: DiffLine[] = [];
  let [oldLine, newLine] = [0, 0];
  stretches.forEach(({ standing, items }, at) => {
    const other = stretches[at + (standing === 'removed' ? 1 : -1)];
    const across = standing !== 'same' && other && other.standing !== 'same' ? other.items : [];
    items.forEach((text, index) => {
      const twin = across[index];
      if (standing !== 'added') oldLine += 1;
      if (standing !== 'removed') newLine += 1;
      lines.push({
        standing,
        before: standing === 'added' ? null : oldLine,
        after: standing === 'removed' ? null : newLine,
        parts:
          standing === 'same' || twin === undefined
            ? [{ standing, text }]
            : standing === 'removed'
              ? marked(text, twin).removed
              : marked(twin, text).added,
      });
    });
  });
  return lines;
}

/** The changed lines of two texts, with those around them; none where they are equal. */
export function compareText(before: string, after: string): Hunk[] {
  const lines = allLines(before, after);
  const shown = new Set<number>();
  lines.forEach(({ standing }, at) => {
    if (standing === 'same') return;
    for (let near = at - around; near <= at + around; near += 1) shown.add(near);
  });
  const hunks: Hunk[] = [];
  lines.forEach((line, at) => {
    if (!shown.has(at)) return;
    if (shown.has(at - 1) && at > 0) hunks.at(-1)?.push(line);
    else hunks.push([line]);
  });
  return hunks;
}
