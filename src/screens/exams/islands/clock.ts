/**
 * Keeps the time that is left true, by the server's clock. It is said aloud at few points only, so that nobody is
 * interrupted; at the end the page hears of it by the event `lectern:time-over`.
 */
import { fill } from '#lib/fill.ts';

interface Props {
  endsAt: string;
  /** The server's time when the page was drawn. */
  now: string;
  locale: string;
  texts: { left: string; over: string };
}

const minute = 60_000;
/** Minutes left at which it is said aloud. */
const spoken = [30, 10, 5, 1];

export function mount(element: Element, props: Record<string, unknown>): void {
  const { endsAt, now, locale, texts } = props as unknown as Props;
  const shown = element.querySelector('.exam-left');
  const status = element.querySelector('[role=status]');
  const drawn = performance.now();
  const length = new Date(endsAt).getTime() - new Date(now).getTime();
  const format = (unit: 'minute' | 'second', value: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  let said = Number.POSITIVE_INFINITY;

  function tick(): void {
    const left = length - (performance.now() - drawn);
    if (left <= 0) {
      if (shown) shown.textContent = texts.over;
      if (status) status.textContent = texts.over;
      element.dispatchEvent(new CustomEvent('lectern:time-over', { bubbles: true }));
      return;
    }
    const minutes = Math.ceil(left / minute);
    const time = left > minute ? format('minute', minutes) : format('second', Math.ceil(left / 10_000) * 10);
    const text = fill(texts.left, { time });
    if (shown) shown.textContent = text;
    element.classList.toggle('is-short', left <= 5 * minute);
    const due = spoken.find((point) => minutes <= point && point < said && minutes > point - 1);
    if (due !== undefined && status) {
      said = due;
      status.textContent = text;
    }
    const step = left > minute ? left % minute || minute : left % 10_000 || 10_000;
    setTimeout(tick, Math.min(step + 20, 30_000));
  }
  tick();
}
