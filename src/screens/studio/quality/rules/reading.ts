/**
 * How hard a text is to read. Terms: *LIX* is words per sentence plus per cent of words of more than six letters
 * (C. H. Björnsson, Läsbarhet, 1968; held for eleven languages in Reading Research Quarterly 18, 1983). It counts
 * letters and not syllables, so that one measure does for all languages of Latin, Greek and Cyrillic letters.
 */
import type { Paragraph } from 'mdast';
import { toString as plain } from 'mdast-util-to-string';
import { finding, lineOf, nodesOf, type Rule } from './page.ts';

/** Words of a sentence; beyond it most people read twice. */
const longest = 40;
/** LIX of newspapers is about 45, of a dissertation 60. */
const hardest = 60;
/** Fewer words tell nothing. */
const least = 150;

const alphabets = new Set(['en', 'es', 'fr', 'de', 'it', 'pt', 'sv', 'da', 'no', 'nb', 'fi', 'el', 'ru']);

/** What is read: a picture's alternative text is heard in its own place. */
const textOf = (paragraph: Paragraph): string => plain(paragraph, { includeImageAlt: false });

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu) ?? [];

function sentencesOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean);
}

export const longSentences: Rule = ({ root, language }) =>
  nodesOf(root, 'paragraph').flatMap((paragraph) =>
    sentencesOf(textOf(paragraph), language).flatMap((sentence) => {
      const words = wordsOf(sentence).length;
      if (words <= longest) return [];
      const text = `${sentence.split(/\s+/).slice(0, 6).join(' ')} …`;
      return [finding('sentence-long', paragraph, { words, longest, text })];
    }),
  );

/** LIX of a text; null where it is too short to tell, or of letters for which it was not made. */
export function lixOf(paragraphs: readonly string[], language: string): number | null {
  const sentences = paragraphs.flatMap((text) => sentencesOf(text, language));
  const words = paragraphs.flatMap(wordsOf);
  if (!alphabets.has(language) || words.length < least) return null;
  const long = words.filter((word) => [...word].length > 6).length;
  return words.length / sentences.length + (long * 100) / words.length;
}

export const readingLevel: Rule = ({ root, language }) => {
  const paragraphs = nodesOf(root, 'paragraph');
  const lix = lixOf(paragraphs.map(textOf), language);
  if (lix === null || lix <= hardest) return [];
  const line = paragraphs[0] ? lineOf(paragraphs[0]) : 1;
  return [{ rule: 'text-hard', line, values: { lix: Math.round(lix), hardest } }];
};
