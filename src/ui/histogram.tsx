/** A few numbers as bars, drawn by the server. Each bar says its number, so that its height is not the only sign. */
import { For, type JSX } from 'solid-js';

export interface Bar {
  label: string;
  value: number;
}

const size = { bar: 44, gap: 8, height: 96, above: 20, below: 22 };

export function Histogram(props: { label: string; bars: readonly Bar[] }): JSX.Element {
  const most = Math.max(1, ...props.bars.map(({ value }) => value));
  const width = props.bars.length * (size.bar + size.gap);
  const total = size.above + size.height + size.below;
  const said = props.bars.map(({ label, value }) => `${label}: ${value}`).join('; ');
  return (
    <svg
      class="histogram"
      viewBox={`0 0 ${width} ${total}`}
      role="img"
      aria-label={`${props.label}: ${said}`}
    >
      <For each={props.bars}>
        {({ label, value }, place) => {
          const left = place() * (size.bar + size.gap) + size.gap / 2;
          const height = value === 0 ? 1 : Math.max(3, (value / most) * size.height);
          const top = size.above + size.height - height;
          return (
            <>
              <rect x={left} y={top} width={size.bar} height={height} rx="2" />
              <text x={left + size.bar / 2} y={top - 6} class="histogram-value">
                {value || ''}
              </text>
              <text x={left + size.bar / 2} y={total - 6}>
                {label}
              </text>
            </>
          );
        }}
      </For>
    </svg>
  );
}
