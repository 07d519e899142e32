import type { JSX } from 'solid-js';
import { piece } from './kept.tsx';
import { createScope } from './scope.ts';

const rightToLeft = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/**
 * Direction of a text that is not in the language of the page: a course in English on an Arabic site. An empty language
 * is an unknown one, as HTML has it: what people wrote to each other runs as its first letters do.
 */
export function directionOfText(lang: string | undefined): 'ltr' | 'rtl' | 'auto' | undefined {
  if (lang === undefined) return undefined;
  if (lang === '') return 'auto';
  const [language = ''] = lang.split('-');
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}

const authorLanguage = createScope<string | undefined>(undefined);

/** The language of what authors wrote inside: every `Html` there speaks it and runs in its direction. */
export const WrittenIn = authorLanguage.Provider;

/** `lang` and `dir` of an author's text that is no HTML (a title): `<h1 {...useWrittenIn()}>`. */
export function useWrittenIn(lang?: string) {
  const language = lang ?? authorLanguage.use();
  return { lang: language, dir: directionOfText(language) };
}

/** HTML that was sanitized when the release was made; never anything a request brought. */
export function Html(props: { html: string; inline?: boolean; class?: string; lang?: string }): JSX.Element {
  const { lang, dir } = useWrittenIn(props.lang);
  return props.inline ? (
    <span class={props.class} lang={lang} dir={dir} innerHTML={props.html} />
  ) : (
    <div class={props.class ?? 'prose'} lang={lang} dir={dir}>
      {piece(props.html)}
    </div>
  );
}
