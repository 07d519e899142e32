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

export function ApiPage(props: { calls: readonly DocumentedCall[] }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <PageHeader
        title={t('home.api-title')}
        lead={
          <>
            {t('home.api-lead')} <a href="/api/openapi.json">/api/openapi.json</a>
          </>
        }
      />
      <For each={props.calls}>
        {(call) => (
          <section class="api-call" lang="en">
            <h2>
              <code>
                {call.method} {call.path}
              </code>
            </h2>
            <p>{call.summary}</p>
            <p class="muted">
              {t('home.api-who')}: {call.who}
            </p>
            <Shape label="query" shape={call.query} />
            <Shape label="body" shape={call.body} />
          </section>
        )}
      </For>
    </>
  );
}
