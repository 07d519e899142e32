import type { FacetName } from '#modules/catalog/index.ts';
import { useView } from '#ui/view.tsx';

/** Name of a language in the reader's language, as it begins a line; the code where none is known. */
function languageName(code: string, locale: string): string {
  try {
    const name = new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return code;
  }
}

/** What a value of a facet is called. */
export function useFacetText() {
  const { t, locale } = useView();
  return (facet: FacetName, value: string): string => {
    if (facet === 'language') return languageName(value, locale);
    if (facet === 'level') return t(`browse.level-${value}` as 'browse.level-introductory');
    if (facet === 'pace') return t(`browse.pace-${value}` as 'browse.pace-self');
    return value;
  };
}
