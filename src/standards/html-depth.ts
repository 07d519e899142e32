/** Trees that are deeper than any hand wrote end the stack of whatever follows them. */

/** Elements whose end may be left out, or that have none: the next of their kind is no deeper. */
const endless = /^(?:br|hr|img|input|link|meta|area|col|source|track|wbr|p|li|td|th|tr|option|dt|dd)$/i;

/** An end counts only where its element is open: any other is none, however often it is written. */
export function isTooDeep(html: string, deepest = 100): boolean {
  const open = new Map<string, number>();
  let depth = 0;
  for (const [tag, slash, word = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)[^>]*>/gi)) {
    const name = word.toLowerCase();
    if (endless.test(name) || tag.endsWith('/>')) continue;
    const count = open.get(name) ?? 0;
    if (slash && count === 0) continue;
    open.set(name, count + (slash ? -1 : 1));
    depth += slash ? -1 : 1;
    if (depth > deepest) return true;
  }
  return false;
}
