/** Puts words into a text whose places are still open: `{item} is now first`. For the browser, which has no `t`. */
export const fill = (text: string, words: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => words[name] ?? place);
