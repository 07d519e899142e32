/** Which block of a translation says what a block of the original says. */
import { compareLists } from '#modules/authoring/index.ts';

/** Activities, pools and keyed blocks are found by their keys, wherever they stand. */
export const keyOf = (block: string): string | null =>
  /^:{2,}[\w-]+(?:\[(?:\\.|[^\]\\\n])*\])?\{[^}\n]*#([\w-]+)/.exec(block)?.[1] ?? null;

/** What is written alike in every language begins as it stands in the original. */
export const isKeptAsWritten = (block: string): boolean => /^(?::{2,}|`{3}|~{3}|\$\$|<|!\[)/.test(block);

/** Stretches of prose between keyed blocks; each begins with the key before it. */
function stretchesOf(blocks: readonly string[]): Map<string, string[]> {
  const stretches = new Map<string, string[]>();
  let key = '';
  stretches.set(key, []);
  for (const block of blocks) {
    const own = keyOf(block);
    if (own) {
      key = own;
      stretches.set(key, []);
    } else stretches.get(key)?.push(block);
  }
  return stretches;
}

/** For each block of the original what stands for it; ''. nothing does. What is left over joins the last of its stretch. */
export function alignBlocks(original: readonly string[], translation: readonly string[]): string[] {
  const keyed = new Map(translation.flatMap((block) => [[keyOf(block), block] as const]));
  const [meant, found] = [stretchesOf(original), stretchesOf(translation)];
  let key = '';
  let place = 0;
  return original.map((block) => {
    const own = keyOf(block);
    if (own) {
      [key, place] = [own, 0];
      return keyed.get(own) ?? '';
    }
    const there = found.get(key) ?? [];
    const isLast = place + 1 === meant.get(key)?.length;
    const text = isLast ? there.slice(place).join('\n\n') : (there[place] ?? '');
    place += 1;
    return text;
  });
}

/** A block of the original now, and what stood there when it was translated; null: nothing. */
export interface Since {
  now: string;
  before: string | null;
}

/** What became of each block: changed blocks are paired in order, within what stayed around them. */
export function changesSince(before: readonly string[], now: readonly string[]): Since[] {
  const result: Since[] = [];
  let gone: string[] = [];
  for (const { standing, items } of compareLists(before, now, (block) => block)) {
    if (standing === 'removed') gone = [...items];
    else {
      for (const item of items)
        result.push({ now: item, before: standing === 'same' ? item : (gone.shift() ?? null) });
      gone = [];
    }
  }
  return result;
}
