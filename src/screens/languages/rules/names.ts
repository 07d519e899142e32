import { keep } from '#ui/keep.ts';

/** A language by its name in another one, as it begins a line; the code where none is known. Kept: asking costs more than a page's text. */
export const nameIn = keep((locale: string, language: string): string => {
  try {
    const name = new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return language;
  }
});

/** A language by its own name. */
export const ownName = (language: string): string => nameIn(language, language);

const common =
  'ar bg bn ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ko lt lv ms nb nl pl pt pt-BR ro ru sk sl sq sr sv sw ta th tr uk ur vi zh-Hans zh-Hant'.split(
    ' ',
  );

/** Languages that many courses are in, and `chosen`, by their names in the reader's language. */
export function choiceOfLanguages(locale: string, chosen = ''): { value: string; label: string }[] {
  const all = chosen === '' || common.includes(chosen) ? common : [...common, chosen];
  return all
    .map((value) => ({ value, label: nameIn(locale, value) }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}

/** Whether it could be the tag of a language. */
export function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}

/** The same page with the course in that language. */
export function inLanguageHref(path: string, language: string): string {
  const [address = '/', query] = path.split('?');
  const search = new URLSearchParams(query);
  search.set('in', language);
  return `${address}?${search}`;
}

/** What the two fields of a choice come to: one that was typed is not in the list. */
export function languageSent(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { 'language-other': other, ...rest } = fields;
  const typed = String(other ?? '').trim();
  return typed ? { ...rest, language: typed } : rest;
}
