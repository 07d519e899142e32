/** Numbers to be seen at a glance. */
import { createUniqueId, For, type JSX, Show } from 'solid-js';
import { keep } from './keep.ts';
import { useView } from './view.tsx';

const percent = keep((locale: string) => new Intl.NumberFormat(locale, { style: 'percent' }));

interface AmountProps {
  label: string;
  labelHidden?: boolean;
  value: number;
  max?: number;
  /** What is said beside the bar; per cent unless given. */
  text?: string;
}

function useShare(props: AmountProps): string {
  const { locale } = useView();
  const max = props.max ?? 1;
  return props.text ?? percent(locale).format(max > 0 ? props.value / max : 0);
}

/** How far something has come. */
export function ProgressBar(props: AmountProps): JSX.Element {
  const id = `progress-${createUniqueId()}`;
  const share = useShare(props);
  return (
    <div class="amount">
      <label for={id} classList={{ 'visually-hidden': props.labelHidden ?? false }}>
        {props.label}
      </label>
      <progress id={id} value={props.value} max={props.max ?? 1}>
        {share}
      </progress>
      <span class="amount-text">{share}</span>
    </div>
  );
}

/** How much there is of a measure: points, storage. `low` and `high` set where it turns from bad to good. */
export function Meter(props: AmountProps & { low?: number; high?: number; optimum?: number }): JSX.Element {
  const id = `meter-${createUniqueId()}`;
  const share = useShare(props);
  return (
    <div class="amount">
      <label for={id} classList={{ 'visually-hidden': props.labelHidden ?? false }}>
        {props.label}
      </label>
      <meter
        id={id}
        value={props.value}
        max={props.max ?? 1}
        low={props.low}
        high={props.high}
        optimum={props.optimum}
      >
        {share}
      </meter>
      <span class="amount-text">{share}</span>
    </div>
  );
}

export interface StatValue {
  label: string;
  value: JSX.Element;
  /** A change or a comparison, in words. */
  note?: JSX.Element;
}

/** A row of key figures. */
export function Stats(props: { stats: readonly StatValue[] }): JSX.Element {
  return (
    <dl class="stats">
      <For each={props.stats}>{(stat) => <Stat {...stat} />}</For>
    </dl>
  );
}

/** One key figure; stands inside `Stats`. */
export function Stat(props: StatValue): JSX.Element {
  return (
    <div class="stat">
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
      <Show when={props.note}>
        <dd class="stat-note">{props.note}</dd>
      </Show>
    </div>
  );
}
