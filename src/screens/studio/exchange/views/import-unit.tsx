/** A unit of an import beside what it was made from, with what did not come over as it was. */
import { For, type JSX, Show } from 'solid-js';
import { neighboursOf, numberOf, previewCard, UnitPage } from '#screens/learn/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Html, WrittenIn } from '#ui/html.tsx';
import { Callout } from '#ui/notice.tsx';
import { Breadcrumbs } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { importLinks } from '../links.ts';
import type { Original } from '../rules/originals.ts';
import type { OpenImportUnit } from '../service/imports.ts';
import { Findings } from './findings.tsx';

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

function Ours(props: OpenImportUnit): JSX.Element {
  const { t } = useView();
  const { row, course, unit } = props;
  const { id: releaseId } = course.release;
  const { language } = course.release.course;
  const activities = new Map(
    unit.blocks.flatMap((block) => {
      const activity = block.kind === 'activity' ? course.activities.get(block.key) : undefined;
      if (!activity) return [];
      const number = numberOf(course, unit, activity.key);
      const of = { closed: t('imports.closed'), number, language, releaseId };
      return [[activity.key, previewCard(activity, of)] as const];
    }),
  );
  const { previous, next, place } = neighboursOf(course, unit.key);
  const linkTo = (neighbour: typeof next) =>
    neighbour && { href: importLinks.unit(row.id, neighbour.key), title: neighbour.title };
  return (
    <UnitPage
      unit={unit}
      language={language}
      keptAs={`import ${releaseId} ${row.id} ${unit.key}`}
      place={place}
      total={course.order.length}
      activities={activities}
      previous={linkTo(previous)}
      next={linkTo(next)}
      doneHref={null}
      complete={false}
      progressHref={importLinks.one(row.id)}
      join={null}
    />
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
          { href: importLinks.form(), label: t('studio.import-title') },
          { href: importLinks.one(row.id), label: row.finding?.title || row.fileName },
        ]}
      />
      <Show when={noted.length > 0} fallback={<Callout tone="success">{t('imports.unit-exact')}</Callout>}>
        <Callout tone="warning" title={t('imports.noted', { count: noted.length })}>
          <Findings items={noted} />
        </Callout>
      </Show>
      <div class="compare">
        <section class="compare-side" aria-label={t('imports.ours')}>
          <p class="compare-name">{t('imports.ours')}</p>
          <WrittenIn value={language}>
            <Ours {...props} />
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
