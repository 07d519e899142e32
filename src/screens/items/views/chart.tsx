/** Facility by discrimination: a numbered dot for each question, drawn by the server. The table says the same. */
import { For, type JSX, Show } from 'solid-js';
import { useView } from '#ui/view.tsx';
import type { ItemLine } from '../service.ts';

const plot = { left: 48, top: 12, width: 480, height: 240, below: 40 };
const across = (facility: number) => plot.left + facility * plot.width;
const down = (discrimination: number) => plot.top + ((1 - discrimination) / 2) * plot.height;

export function ItemChart(props: { items: readonly ItemLine[] }): JSX.Element {
  const { t, locale } = useView();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const dots = props.items.flatMap(({ number, figures }) => {
    const { facility, discrimination } = figures ?? {};
    return typeof facility === 'number' && typeof discrimination === 'number'
      ? [{ number, x: across(facility), y: down(discrimination) }]
      : [];
  });
  const bottom = plot.top + plot.height;
  return (
    <Show when={dots.length > 0}>
      <figure class="item-chart">
        <svg
          viewBox={`0 0 ${plot.left + plot.width + 16} ${bottom + plot.below}`}
          role="img"
          aria-label={t('items.chart')}
        >
          <For each={[-1, -0.5, 0, 0.5, 1]}>
            {(value) => (
              <>
                <line x1={plot.left} x2={across(1)} y1={down(value)} y2={down(value)} />
                <text x={plot.left - 8} y={down(value) + 4} class="item-chart-side">
                  {decimal.format(value)}
                </text>
              </>
            )}
          </For>
          <For each={[0, 0.25, 0.5, 0.75, 1]}>
            {(value) => (
              <text x={across(value)} y={bottom + 20}>
                {percent.format(value)}
              </text>
            )}
          </For>
          <For each={dots}>
            {({ number, x, y }) => (
              <>
                <circle cx={x} cy={y} r="11" />
                <text x={x} y={y + 4} class="item-chart-number">
                  {number}
                </text>
              </>
            )}
          </For>
        </svg>
        <figcaption class="muted">{t('items.chart-lead')}</figcaption>
      </figure>
    </Show>
  );
}
