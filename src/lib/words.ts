/** Words of a text as its language parts them; runs of letters where the language is not known. */
const segmenters = new Map<string, Intl.Segmenter>();

export function countWords(text: string, language = 'en'): number {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words += 1;
  return words;
}
