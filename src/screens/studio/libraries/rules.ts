/** Finding something in what is shared. Pure. */

/** Words without their accents and cases: what is typed quickly finds what is written well. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word occurs. */
export function hasWords(text: string, q: string): boolean {
  const within = folded(text);
  return folded(q)
    .split(/\s+/)
    .every((word) => within.includes(word));
}

/** `block:polaris` in two. */
export function partOf(text: string): { kind: string; key: string } {
  const at = text.indexOf(':');
  return { kind: text.slice(0, at), key: text.slice(at + 1) };
}

export const pageSize = 20;
