import type { JSX } from 'solid-js';
import { keep } from './keep.ts';
import { useView } from './view.tsx';

export type TimeStyle = 'date' | 'time' | 'datetime' | 'deadline';

const formats: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'short' },
  datetime: { dateStyle: 'medium', timeStyle: 'short' },
  // The weekday and the zone prevent the mistakes that cost points.
  deadline: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  },
};

const dateFormat = keep(
  (locale: string, timeZone: string, style: TimeStyle) =>
    new Intl.DateTimeFormat(locale, { ...formats[style], timeZone }),
);
const relativeFormat = keep((locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

export function formatTime(at: Date, style: TimeStyle, locale: string, timeZone: string): string {
  // An AM by itself on the next line says nothing.
  return dateFormat(locale, timeZone, style)
    .format(at)
    .replace(/ (?=[AP]M\b)/, '\u00a0');
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "in 2 hours", "yesterday"; beyond thirty days the distance says less than the date: null. */
export function relativeTime(at: Date, now: Date, locale: string): string | null {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) > 30 * 86_400) return null;
  const relative = relativeFormat(locale);
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(0, 'minute');
}

/** A point in time in the reader's zone and language. `relative` says the distance and keeps the time as a title. */
export function Time(props: { at: Date | string; style?: TimeStyle; relative?: boolean }): JSX.Element {
  const { locale, timeZone, now } = useView();
  const at = () => new Date(props.at);
  const absolute = () => formatTime(at(), props.style ?? 'datetime', locale, timeZone);
  const distance = () => (props.relative ? relativeTime(at(), now, locale) : null);
  return (
    <time datetime={at().toISOString()} title={distance() ? absolute() : undefined}>
      {distance() ?? absolute()}
    </time>
  );
}
