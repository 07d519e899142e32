import { For, type JSX, Show } from 'solid-js';
import type { DocumentedCall } from '#platform/openapi.ts';
import { PageHeader } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';

/** A document of shapes reads better as JSON than as boxes in boxes. */
function Shape(props: { label: string; shape: object | null }): JSX.Element {
  return (
    <Show when={props.shape}>
      {(shape) => (
        <details>
          <summary>{props.label}</summary>
          <section class="table-scroll" tabindex="0" aria-label={props.label}>
            <pre>{JSON.stringify(shape(), null, 2)}</pre>
          </section>
        </details>
      )}
    </Show>
  );
}

function Call(props: DocumentedCall): JSX.Element {
  const { t } = useView();
  return (
    <section class="api-call">
      <h3>
        <code>
          {props.method} {props.path}
        </code>
      </h3>
      <p>{props.summary}</p>
      <p class="muted">
        {t('home.api-who')}: {props.who}
      </p>
      <Shape label="query" shape={props.query} />
      <Shape label="body" shape={props.body} />
    </section>
  );
}

/** A call belongs to the first word of its address: `/api/v1/courses/:organization` to `courses`. */
const areaOf = ({ path }: DocumentedCall): string => path.split('/')[3] || '/';

export function ApiPage(props: { calls: readonly DocumentedCall[] }): JSX.Element {
  const { t } = useView();
  const areas = [...Map.groupBy(props.calls, areaOf)].sort(([a], [b]) => a.localeCompare(b, 'en'));
  return (
    <>
      <PageHeader
        title={t('home.api-title')}
        lead={
          <>
            {t('home.api-lead')}{' '}
            <a href="/api/openapi.json">
              <bdi dir="ltr">/api/openapi.json</bdi>
            </a>
          </>
        }
      />
      <p class="api-sign-in">{t('home.api-sign-in')}</p>
      <nav class="api-areas" aria-label={t('home.api-areas')}>
        <ul class="plain-list" lang="en" dir="ltr">
          <For each={areas}>
            {([area]) => (
              <li>
                <a href={`#area-${area}`}>{area}</a>
              </li>
            )}
          </For>
        </ul>
      </nav>
      <For each={areas}>
        {([area, calls]) => (
          <section class="api-area" lang="en" dir="ltr">
            <h2 id={`area-${area}`}>{area}</h2>
            <For each={calls}>{(call) => <Call {...call} />}</For>
          </section>
        )}
      </For>
    </>
  );
}
