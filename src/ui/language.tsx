import { For, type JSX } from 'solid-js';
import { directionOf, isLocale, localeNames, locales } from '#lib/messages.ts';
import { useView } from './view.tsx';

/** The same page in another language. */
export function withLanguage(path: string, locale: string): string {
  const [address = '/', query] = path.split('?');
  const search = new URLSearchParams(query);
  search.set('lang', locale);
  return `${address}?${search}`;
}

/** The same page with its course in that language, and all around it too, where we speak it. */
export function withReading(path: string, language: string): string {
  const locale = language.split('-')[0];
  const [address = '/', query] = (isLocale(locale) ? withLanguage(path, locale) : path).split('?');
  const search = new URLSearchParams(query);
  search.set('in', language);
  return `${address}?${search}`;
}

/** Each language under its own name, in its own script: plain links. */
export function LanguageLinks(): JSX.Element {
  const view = useView();
  return (
    <ul>
      <For each={locales}>
        {(locale) => (
          <li>
            <a
              href={withLanguage(view.path, locale)}
              hreflang={locale}
              lang={locale}
              dir={directionOf(locale)}
              rel="nofollow"
              aria-current={locale === view.locale ? 'true' : undefined}
            >
              {localeNames[locale]}
            </a>
          </li>
        )}
      </For>
    </ul>
  );
}
