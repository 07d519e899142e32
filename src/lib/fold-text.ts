/** Terms: *folding* makes texts equal that a reader takes for the same: spelling of quotes, spaces, case, accents. */

/**
 * Combining marks that are accents: Latin, Greek and Cyrillic diacritics, Arabic vowel signs and hamza, Hebrew points.
 * Vowel signs of Indic scripts and the voicing marks of kana are letters and stay.
 */
const accents =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;

export const dropAccents = (text: string): string =>
  text.normalize('NFD').replace(accents, '').normalize('NFC');

/** Upper case first: `ß` meets `ss`, the final sigma the other one. */
export const dropCase = (text: string): string => text.toUpperCase().toLowerCase();

/** Compatibility forms, quotes, dashes and spaces in one spelling. */
export const tidyText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();

/** What of case and accents counts. */
export function foldText(text: string, counts: { case: boolean; accents: boolean }): string {
  const tidy = tidyText(text);
  const cased = counts.case ? tidy : dropCase(tidy);
  return counts.accents ? cased : dropAccents(cased);
}
