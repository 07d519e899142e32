/** Texts without a grammar as tokens: words of prose, words and signs of a language that has no parser here. */
import { foldText } from '#lib/fold-text.ts';
import type { TokenText } from '../schema.ts';

const prose = /[\p{L}\p{N}]+/gu;
const source = /[\p{L}_][\p{L}\p{N}_]*|\p{N}+|[^\s\p{L}\p{N}_]/gu;

function readTokens(
  content: string,
  from: number,
  pattern: RegExp,
  fold: (word: string) => string,
): TokenText {
  const found = content.split('\n').flatMap((line, row) =>
    [...line.matchAll(pattern)].map(({ 0: word, index }) => ({
      token: fold(word),
      region: { startRow: from + row, startCol: index, endRow: from + row, endCol: index + word.length },
    })),
  );
  return { tokens: found.map(({ token }) => token), mapping: found.map(({ region }) => region) };
}

/** Case, accents and punctuation do not make a text one's own. */
export const readProse = (content: string, from = 0): TokenText =>
  readTokens(content, from, prose, (word) => foldText(word, { case: false, accents: false }));

export const readSource = (content: string, from = 0): TokenText =>
  readTokens(content, from, source, (word) => word.toLowerCase());
