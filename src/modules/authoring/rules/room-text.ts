/** The text of a room: what it is of the file, and what changes when others have saved the file by another way. */
import type { Clash } from '#modules/content/index.ts';
import { compareWords } from './text.ts';

/**
 * Front matter with the lines around it and the empty line below: it is filled in as a form, the rest is what people
 * write together. One line only: those that somebody types at the top are theirs.
 */
const fence = /^---[ \t]*\r?\n(?:[\s\S]*?\r?\n)??---[ \t]*(?:\r?\n(?:[ \t]*\r?\n)?|$)/;
export const headOf = (file: string): string => fence.exec(file)?.[0] ?? '';

/** What stands between head and text, so that the file is cut there again. */
function glueOf(head: string, text: string): string {
  if (head === '' || text === '') return '';
  const end = head.endsWith('\n') ? '' : '\n';
  const isLineMissing = /^[ \t]*\r?\n/.test(text) && !/\n[ \t]*\r?\n$/.test(head);
  return isLineMissing ? `${end}\n` : end;
}

/** Editors know one way to end a line. */
const plainLines = (text: string): string => text.replace(/\r\n?/g, '\n');

export const textInRoom = (file: string): string => plainLines(file.slice(headOf(file).length));

/** The head is that of the file which stands, and lines end as they do there, as far as one rule says it. */
export function textInFile(room: string, standing: string): string {
  const isWindows = standing.includes('\r\n') && !/(^|[^\r])\n/.test(standing);
  const head = headOf(standing);
  const text = plainLines(room);
  const rest = glueOf(head, text) + text;
  return head + (isWindows ? rest.replaceAll('\n', '\r\n') : rest);
}

/** A place of a text where something goes and something comes. */
export interface TextEdit {
  at: number;
  remove: number;
  insert: string;
}

const isLowSurrogate = (text: string, at: number) => /[\uDC00-\uDFFF]/.test(text.charAt(at));

/** How much both begin with, without cutting a sign in two. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return isLowSurrogate(a, length) || isLowSurrogate(b, length) ? length - 1 : length;
}

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  return isLowSurrogate(a, a.length - length) || isLowSurrogate(b, b.length - length) ? length - 1 : length;
}

/**
 * What makes one text of the other, last place first, so that no edit moves the place of the next. Only what differs is
 * touched: a cursor in a word that stays is not moved.
 */
export function editsBetween(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const start = commonStart(before, after);
  const [oldRest, newRest] = [before.slice(start), after.slice(start)];
  const end = commonEnd(oldRest, newRest);
  const parts = compareWords(oldRest.slice(0, oldRest.length - end), newRest.slice(0, newRest.length - end));
  const edits: TextEdit[] = [];
  let at = start;
  for (const { standing, text } of parts) {
    if (standing === 'added') edits.unshift({ at, remove: 0, insert: text });
    if (standing === 'removed') edits.unshift({ at, remove: text.length, insert: '' });
    if (standing !== 'added') at += text.length;
  }
  return edits;
}

const endLine = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/** Both versions of every clash, one below the other: somebody will see it and choose, and nothing is lost until then. */
export const keepBoth = (parts: readonly (string | Clash)[]): string =>
  parts
    .map((part) =>
      typeof part === 'string' ? part : part.theirs ? endLine(part.mine) + part.theirs : part.mine,
    )
    .join('');
