/**
 * What nobody writes, and what would hold a reader of Markdown for minutes: a parser asks each open quote and list again
 * at every sign, and a table fills each short row up to the columns of its head. A few thousand signs are enough for both.
 */
import type { Nodes, Root } from 'mdast';

/** Of quotes, lists or directives, one in the other. */
const deepest = 32;
/** Cells that a table may be given beyond those that were written. */
const mostFilled = 10_000;

const mark = String.raw`[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))`;
/** A line of dashes or stars is a line, however long. */
const line = String.raw`[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$`;
const tooManyMarks = new RegExp(`^(?!${line})(?:${mark}){${deepest + 1}}`, 'm');
/** As far from the edge as only a list in that many others stands. */
const tooFarIn = new RegExp(String.raw`^[ \t]{${2 * deepest + 1},}(?:[-+*]|\d{1,9}[.)])[ \t]`, 'm');
const openings = /^[ \t>*+-]*:{3,}(?<name>[a-z])?/gim;

function directivesTooDeep(text: string): boolean {
  let open = 0;
  for (const { groups } of text.matchAll(openings)) {
    open = groups?.name ? open + 1 : Math.max(0, open - 1);
    if (open > deepest) return true;
  }
  return false;
}

/** Whether reading a text would take far longer than writing it; known without reading it. */
export const isTooDeep = (text: string): boolean =>
  tooManyMarks.test(text) || tooFarIn.test(text) || directivesTooDeep(text);

/** In one paragraph: stars and the like are each compared with all before them, the others with fewer. */
const mostStars = 2_000;
const mostSigns = 10_000;
const mostLines = 5_000;

const countOf = (text: string, sign: RegExp) => text.match(sign)?.length ?? 0;

/**
 * Whether a text holds so many signs or lines that its reader would be busy for long, with what it costs growing by their
 * square. Code and tables of staff may; what learners write is shown as it stands then.
 */
export const isTooBusy = (text: string): boolean =>
  countOf(text, /\n/g) > mostLines ||
  text
    .split(/\n[ \t]*\n/)
    .some(
      (paragraph) =>
        countOf(paragraph, /[*_~]/g) > mostStars || countOf(paragraph, /[[\]<$`\\&@!|]/g) > mostSigns,
    );

/** Cells that the tables of a tree were given beyond those that were written. */
function filledIn(node: Nodes): number {
  if (!('children' in node)) return 0;
  if (node.type !== 'table') return node.children.reduce((sum, child) => sum + filledIn(child), 0);
  const columns = node.align?.length ?? 0;
  return node.children.reduce((sum, { children }) => sum + Math.max(0, columns - children.length), 0);
}

/** Whether a table of a text would become many times what was written. */
export const isTooWide = (root: Root): boolean => filledIn(root) > mostFilled;
