/**
 * Terms: a *content id* is a short name made from a text. It stays when texts change places, and its order says
 * nothing about theirs: a page may carry it without giving away which option is right or which row comes first.
 */

/** FNV-1a over UTF-16 code units, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** The id of one text; starts with a letter, so that it can stand in a name or an `id`. */
export const contentId = (text: string): string => `i${fnv1a(text).toString(36).padStart(7, '0')}`;

/** One id each; equal texts are told apart by a number. */
export function contentIds(texts: readonly string[]): string[] {
  const taken = new Set<string>();
  return texts.map((text) => {
    const base = contentId(text);
    let id = base;
    for (let copy = 2; taken.has(id); copy++) id = `${base}-${copy}`;
    taken.add(id);
    return id;
  });
}
