import { For, type JSX, Show } from 'solid-js';
import { type Flag, smallestGroup } from '#modules/analytics/index.ts';
import { OnlyFor, RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Meter } from '#ui/figures.tsx';
import { Form } from '#ui/form.tsx';
import { Html } from '#ui/html.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links, type RunParams } from '../links.ts';
import type { ItemLine, RunItems } from '../service.ts';
import { ItemChart } from './chart.tsx';

/** Figures as text; nothing where there is none. */
function useFormats() {
  const { t, locale } = useView();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const correlation = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const known = (value: number | null | undefined, format: (value: number) => string) =>
    value === null || value === undefined ? '–' : format(value);
  return {
    percent: (value: number | null | undefined) => known(value, percent.format),
    decimal: (value: number | null | undefined) => known(value, decimal.format),
    correlation: (value: number | null | undefined) => known(value, correlation.format),
    time: (value: number | null | undefined) =>
      known(value, (seconds) =>
        seconds < 90
          ? t('items.seconds', { seconds: Math.round(seconds) })
          : t('items.minutes', { minutes: Math.round(seconds / 60) }),
      ),
  };
}

const flagTone: Record<Flag, 'warning' | 'danger' | 'neutral'> = {
  ...{ hard: 'warning', easy: 'neutral', inverse: 'danger' },
  ...{ weak: 'neutral', key: 'danger', unused: 'neutral' },
};

function Flags(props: { line: ItemLine }): JSX.Element {
  const { t } = useView();
  const { figures } = props.line;
  if (!figures) return <span class="muted">{t('items.few')}</span>;
  return (
    <Show when={figures.flags.length > 0} fallback={<span class="muted">{t('items.flag-fine')}</span>}>
      <div class="item-flags">
        <For each={figures.flags}>
          {(flag) => (
            <Badge tone={flagTone[flag]} icon={flagTone[flag] === 'neutral' ? 'info' : 'triangle-alert'}>
              {t(`items.flag-${flag}`)}
            </Badge>
          )}
        </For>
      </div>
    </Show>
  );
}

function Options(props: { line: ItemLine }): JSX.Element {
  const { t } = useView();
  const { percent } = useFormats();
  const { title, learners, figures } = props.line;
  const caption = t('items.options', { title });
  return (
    <Disclosure summary={`${props.line.number}. ${title}`}>
      <DataTable
        caption={`${caption} (${props.line.number})`}
        captionHidden
        rows={figures?.options ?? []}
        columns={[
          { header: t('items.option'), rowHeader: true, cell: ({ html }) => <Html inline html={html} /> },
          {
            header: t('teach.state'),
            cell: ({ right }) => (
              <Badge tone={right ? 'success' : 'neutral'} icon={right ? 'check' : 'x'}>
                {t(right ? 'items.right' : 'items.wrong')}
              </Badge>
            ),
          },
          {
            header: t('items.chosen'),
            cell: ({ chosen }) => (
              <Meter
                label={String(chosen)}
                labelHidden
                value={chosen}
                max={learners}
                text={`${chosen} (${percent(chosen / learners)})`}
              />
            ),
          },
          { header: t('items.rest'), numeric: true, cell: ({ rest }) => percent(rest) },
        ]}
      />
    </Disclosure>
  );
}

function Figures(props: { items: readonly ItemLine[] }): JSX.Element {
  const { t } = useView();
  const format = useFormats();
  return (
    <DataTable
      caption={t('items.title')}
      captionHidden
      wide
      rows={props.items}
      columns={[
        {
          header: t('items.question'),
          rowHeader: true,
          cell: ({ number, title, limit }) => (
            <>
              {number}. <bdi>{title}</bdi> <OnlyFor limit={limit} />
            </>
          ),
        },
        { header: t('items.learners'), numeric: true, cell: ({ learners }) => learners },
        {
          header: t('items.facility'),
          numeric: true,
          cell: ({ figures }) => format.percent(figures?.facility),
        },
        { header: t('items.best'), numeric: true, cell: ({ figures }) => format.percent(figures?.best) },
        {
          header: t('items.discrimination'),
          numeric: true,
          cell: ({ figures }) => format.correlation(figures?.discrimination),
        },
        {
          header: t('items.attempts'),
          numeric: true,
          cell: ({ figures }) => format.decimal(figures?.attempts),
        },
        { header: t('items.time'), numeric: true, cell: ({ figures }) => format.time(figures?.seconds) },
        { header: t('items.notes'), cell: (line) => <Flags line={line} /> },
      ]}
    />
  );
}

/** What the columns of the table say. */
function Meanings(): JSX.Element {
  const { t } = useView();
  return (
    <dl class="item-meanings">
      <For each={['facility', 'discrimination', 'time'] as const}>
        {(figure) => (
          <div>
            <dt>{t(`items.${figure}`)}</dt>
            <dd>{t(`items.${figure}-meaning`)}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}

export function ItemsPage(props: RunItems & { params: RunParams }): JSX.Element {
  const { t } = useView();
  const chosen = props.items.filter(({ figures }) => figures && figures.options.length > 0);
  return (
    <>
      <RunHead run={props.run} params={props.params} rights={props.rights} current="items" />
      <div class="part-head">
        <div>
          <h2>{t('items.title')}</h2>
          <p class="muted">{t('items.lead', { least: smallestGroup })}</p>
          <p class="muted">
            <Show when={props.rollup} fallback={t('items.not-yet')}>
              {(rollup) => (
                <>
                  {t('items.counted', { learners: rollup().learners })}{' '}
                  <Time at={rollup().computedAt} style="datetime" />
                </>
              )}
            </Show>
          </p>
        </div>
        <Form action={links(props.params).count}>
          <Button look="quiet" size="small" icon="refresh-cw">
            {t('items.count-again')}
          </Button>
        </Form>
      </div>
      <Show
        when={props.items.length > 0}
        fallback={<EmptyState icon="chart-column" title={t('items.empty')} />}
      >
        <Show when={props.rollup}>
          <div class="stack">
            <div class="item-overview">
              <ItemChart items={props.items} />
              <Meanings />
            </div>
            <Figures items={props.items} />
          </div>
        </Show>
      </Show>
      <Show when={chosen.length > 0}>
        <section class="section">
          <h2>{t('items.options-title')}</h2>
          <For each={chosen}>{(line) => <Options line={line} />}</For>
        </section>
      </Show>
    </>
  );
}
