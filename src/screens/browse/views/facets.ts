import type { FacetName } from '#modules/catalog/index.ts';
import { nameIn } from '#screens/languages/index.ts';
import { useView } from '#ui/view.tsx';

/** What a value of a facet is called. */
export function useFacetText() {
  const { t, locale } = useView();
  return (facet: FacetName, value: string): string => {
    if (facet === 'language') return nameIn(locale, value);
    if (facet === 'level') return t(`browse.level-${value}` as 'browse.level-introductory');
    if (facet === 'pace') return t(`browse.pace-${value}` as 'browse.pace-self');
    return value;
  };
}
