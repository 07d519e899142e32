import type { JSX } from 'solid-js';

const rightToLeft = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** Direction of a text that is not in the language of the page: a course in English on an Arabic site. */
export function directionOfText(lang: string | undefined): 'ltr' | 'rtl' | undefined {
  if (!lang) return undefined;
  const [language = ''] = lang.split('-');
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}

/** HTML that was sanitized when the release was made; never anything a request brought. */
export function Html(props: { html: string; inline?: boolean; class?: string; lang?: string }): JSX.Element {
  return props.inline ? (
    <span class={props.class} lang={props.lang} dir={directionOfText(props.lang)} innerHTML={props.html} />
  ) : (
    <div
      class={props.class ?? 'prose'}
      lang={props.lang}
      dir={directionOfText(props.lang)}
      innerHTML={props.html}
    />
  );
}
