import { keep } from '#ui/keep.ts';

/** A language by its own name, as it begins a line; the code where none is known. Kept: asking costs more than a page's text. */
export const ownName = keep((language: string): string => {
  try {
    const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language;
  }
});

/** The same page with the course in that language. */
export function inLanguageHref(path: string, language: string): string {
  const [address = '/', query] = path.split('?');
  const search = new URLSearchParams(query);
  search.set('in', language);
  return `${address}?${search}`;
}
