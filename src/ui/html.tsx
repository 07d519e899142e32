import type { JSX } from 'solid-js';

/** HTML that was sanitized when the release was made; never anything a request brought. */
export function Html(props: { html: string; inline?: boolean; class?: string; lang?: string }): JSX.Element {
  return props.inline ? (
    <span class={props.class} lang={props.lang} innerHTML={props.html} />
  ) : (
    <div class={props.class ?? 'prose'} lang={props.lang} innerHTML={props.html} />
  );
}
