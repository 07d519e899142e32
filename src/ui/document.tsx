/** Terms: a *shell* is what stands round a page's content: `site`, `reading` (course outline beside text), `plain`. */
import { For, type JSX, Show } from 'solid-js';
import { NoHydration, renderToString } from 'solid-js/web';
import { locales } from '#lib/messages.ts';
import type { Assets } from './assets.ts';
import { Frame, type Part, withoutMarks, withPieces } from './kept.tsx';
import { withLanguage, withReading } from './language.tsx';
import { FlashToast } from './notice.tsx';
import { Shell } from './shell.tsx';
import { type View, ViewProvider } from './view.tsx';

export interface DocumentPage {
  title: string;
  body: () => unknown;
  status?: number;
  shell?: 'site' | 'reading' | 'plain';
  /** Navigation beside the text; `reading` only. */
  aside?: () => unknown;
  description?: string;
  structuredData?: object[];
  /** All that its text can be read in, where there is a choice. */
  languages?: readonly string[];
  robots?: 'noindex';
}

function pageTitle(page: DocumentPage, view: View): string {
  const title = page.title === view.siteName ? page.title : `${page.title} · ${view.siteName}`;
  // A form that is shown again says so first: it is what readers of speech hear first.
  return page.status === 422 ? `${view.t('ui.error')} ${title}` : title;
}

/** Where courses are written and taught, and what programmers read, has a style sheet of its own besides. */
const ofStaff = /^\/(studio|teach|api)\b/;

/** JSON inside a script element must not be able to close it. */
const json = (data: object) => JSON.stringify(data).replace(/</g, '\\u003c');

function Head(props: { page: DocumentPage; view: View; assets: Assets }): JSX.Element {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{pageTitle(props.page, props.view)}</title>
      <Show when={props.page.description}>
        <meta name="description" content={props.page.description} />
        <meta property="og:description" content={props.page.description} />
      </Show>
      <meta property="og:title" content={props.page.title} />
      <meta property="og:site_name" content={props.view.siteName} />
      <Show when={props.page.robots}>
        <meta name="robots" content={props.page.robots} />
      </Show>
      <meta name="color-scheme" content="light dark" />
      <link rel="icon" href="/static/favicon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={props.assets.styles} />
      <Show when={ofStaff.test(props.view.path)}>
        <link rel="stylesheet" href={props.assets.staff} />
      </Show>
      <script type="module" src={props.assets.script} />
      <For each={props.page.robots ? [] : (props.page.languages ?? locales)}>
        {(language) => (
          <link
            rel="alternate"
            hreflang={language}
            href={
              props.page.languages
                ? withReading(props.view.path, language)
                : withLanguage(props.view.path, language)
            }
          />
        )}
      </For>
      <For each={props.page.structuredData ?? []}>
        {(data) => <script type="application/ld+json" innerHTML={json(data)} />}
      </For>
    </head>
  );
}

const doctype = '<!doctype html>';

/** What head and shell depend on; null where the address holds a search, since few come twice. */
function frameKey(page: DocumentPage, view: View): string | null {
  if (view.path.includes('?')) return null;
  const { title, description, structuredData, languages, robots, status, shell, aside } = page;
  const head = JSON.stringify([
    title,
    description,
    structuredData,
    languages,
    robots,
    status,
    shell,
    Boolean(aside),
  ]);
  return `document ${view.path} ${view.nav.map(({ href }) => href).join(' ')} ${head}`;
}

/** A whole page as HTML, in parts that follow each other. The body is drawn once, inside the view. */
export function renderDocument(page: DocumentPage, view: View, assets: Assets): Part[] {
  const slots = {
    aside: () => page.aside?.() as JSX.Element,
    flash: () => <FlashToast />,
    main: () => page.body() as JSX.Element,
  };
  const draw = () =>
    renderToString(() => (
      <NoHydration>
        <ViewProvider value={view}>
          <Frame of={frameKey(page, view)} slots={slots}>
            {(slot) => (
              <html lang={view.locale} dir={view.dir}>
                <Head page={page} view={view} assets={assets} />
                <body>
                  <Shell kind={page.shell ?? 'site'} hasAside={Boolean(page.aside)} slot={slot} />
                </body>
              </html>
            )}
          </Frame>
        </ViewProvider>
      </NoHydration>
    ));
  return withPieces(() => doctype + draw(), withoutMarks);
}
