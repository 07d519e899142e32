/** Whose a work is and under which license, in one line. */
import { For, type JSX, Show } from 'solid-js';
import { allRightsReserved, licenseName, licenseUrl } from '#lib/license.ts';
import type { License, UnitCredits } from '#modules/content/index.ts';
import { useWrittenIn } from '#ui/html.tsx';
import { useView } from '#ui/view.tsx';

/** Addresses of other schemes lead nowhere. */
const isAddress = (source: string | undefined): source is string =>
  source !== undefined && /^https?:\/\//i.test(source);

function Linked(props: { href: string | null; rel: string; children: JSX.Element }): JSX.Element {
  return (
    <Show when={props.href} fallback={props.children}>
      {(href) => (
        <a href={href()} rel={props.rel}>
          {props.children}
        </a>
      )}
    </Show>
  );
}

/** The parts that there are, with points between them. */
function Dotted(props: { parts: readonly (JSX.Element | null)[] }): JSX.Element {
  return (
    <For each={props.parts.filter((part) => part !== null)}>
      {(part, at) => (
        <>
          {at() > 0 ? ' · ' : ''}
          {part}
        </>
      )}
    </For>
  );
}

export function CreditLine(props: { credit: License }): JSX.Element {
  const { t } = useView();
  const { id, title, author, source, changes } = props.credit;
  const href = isAddress(source) ? source : null;
  const parts = [
    title ? (
      <Linked href={href} rel="noopener">
        <cite>{title}</cite>
      </Linked>
    ) : null,
    author ? <bdi>{author}</bdi> : null,
    href && !title ? (
      <a href={href} rel="noopener">
        {t('content.source')}
      </a>
    ) : null,
    <Linked href={licenseUrl(id)} rel="license noopener">
      {id === allRightsReserved ? t('content.all-rights') : licenseName(id)}
    </Linked>,
    changes ? <span>{t('content.changes', { changes })}</span> : null,
  ];
  return <Dotted parts={parts} />;
}

/** Works of others in a course, by unit. */
export function CreditList(props: { units: readonly UnitCredits[]; language: string }): JSX.Element {
  return (
    <dl class="credits">
      <For each={props.units}>
        {({ unitTitle, credits }) => (
          <div>
            <dt {...useWrittenIn(props.language)}>{unitTitle}</dt>
            <For each={credits}>
              {(credit) => (
                <dd>
                  <CreditLine credit={credit} />
                </dd>
              )}
            </For>
          </div>
        )}
      </For>
    </dl>
  );
}
