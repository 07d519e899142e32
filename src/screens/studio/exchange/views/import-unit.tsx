/** A unit of an import beside what it was made from, with what did not come over as it was. */
import { For, type JSX, Show } from 'solid-js';
import { PreviewUnit } from '#screens/learn/index.ts';
import { studioLinks } from '#screens/studio/outline/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Html, WrittenIn } from '#ui/html.tsx';
import { Callout } from '#ui/notice.tsx';
import { Breadcrumbs } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { importLinks } from '../links.ts';
import type { Original } from '../rules/originals.ts';
import type { OpenImportUnit } from '../service/imports.ts';
import { Findings, groupsOf } from './findings.tsx';

function OriginalText(props: { original: Original }): JSX.Element {
  const { t } = useView();
  const { place, text, html, plain } = props.original;
  const source = () => (
    <pre class="original-source" dir="ltr" tabindex="0">
      <code>{text}</code>
    </pre>
  );
  return (
    <section class="original stack" aria-label={place}>
      <p class="muted">
        <code dir="ltr">{place}</code>
      </p>
      <Show when={html}>{(shown) => <Html html={shown()} />}</Show>
      <Show when={plain} fallback={<Disclosure summary={t('imports.source')}>{source()}</Disclosure>}>
        {source()}
      </Show>
    </section>
  );
}

export function ImportUnitPage(props: OpenImportUnit): JSX.Element {
  const { t } = useView();
  const { row, items, originals } = props;
  const noted = items.filter(({ notes }) => notes.length > 0);
  const { language } = props.course.release.course;
  return (
    <div class="stack">
      <Breadcrumbs
        links={[
          { href: studioLinks.courses(), label: t('outline.studio') },
          { href: importLinks.form(), label: t('studio.import-title') },
          { href: importLinks.one(row.id), label: row.finding?.title || row.fileName },
        ]}
      />
      <Show when={noted.length > 0} fallback={<Callout tone="success">{t('imports.unit-exact')}</Callout>}>
        <Callout tone="warning" title={t('imports.noted', { count: noted.length })}>
          <Findings
            format={row.finding?.format ?? ''}
            groups={groupsOf(t, row.finding?.format ?? '', noted)}
          />
        </Callout>
      </Show>
      <div class="compare">
        <section class="compare-side" aria-label={t('imports.ours')}>
          <p class="compare-name">{t('imports.ours')}</p>
          <WrittenIn value={language}>
            <PreviewUnit
              course={props.course}
              unit={props.unit}
              closed={t('imports.closed')}
              keptAs={`import ${props.course.release.id} ${row.id} ${props.unit.key}`}
              unitHref={(key) => importLinks.unit(row.id, key)}
              homeHref={importLinks.one(row.id)}
            />
          </WrittenIn>
        </section>
        <section class="compare-side" aria-label={t('imports.original')}>
          <p class="compare-name">{t('imports.original')}</p>
          <WrittenIn value={language}>
            <For each={originals} fallback={<p class="muted">{t('imports.no-original')}</p>}>
              {(original) => <OriginalText original={original} />}
            </For>
          </WrittenIn>
        </section>
      </div>
    </div>
  );
}
