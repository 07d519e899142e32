/** Terms: *folding* makes texts equal that a reader takes for the same: spelling of quotes, spaces, case, accents. */

/**
 * Combining marks that are accents: Latin, Greek and Cyrillic diacritics, Arabic vowel signs and hamza, Hebrew points.
 * Vowel signs of Indic scripts and the voicing marks of kana are letters and stay.
 */
const accents = /[[\p{Mn}&&[\p{sc=Inherited}\p{sc=Arabic}\p{sc=Hebrew}]]--[\u3099\u309a]]/gv;

export const dropAccents = (text: string): string =>
  text.normalize('NFD').replace(accents, '').normalize('NFC');

/** Upper case first: `ß` meets `ss`, the final sigma the other one. */
export const dropCase = (text: string): string => text.toUpperCase().toLowerCase();

/** Compatibility forms, quotes, dashes and spaces in one spelling; what is not seen (soft hyphen, kashida) is gone. */
export const tidyText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u0640]/g, '')
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
