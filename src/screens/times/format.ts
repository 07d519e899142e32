/** Times as staff read them: as they were written, in the run's zone. */
import type { Translate } from '#lib/messages.ts';
import { instantOf, isDuration } from '#lib/wall-time.ts';
import type { ListedExtension } from '#modules/enrollment/index.ts';
import { durationText } from '#screens/learn/index.ts';
import { formatTime } from '#ui/time.tsx';

/** A date as it was written: a time of the run's clock, a length after the start, or none. */
export function writtenText(text: string, zone: string, t: Translate, locale: string): string {
  if (text === 'none') return t('times.none');
  if (isDuration(text)) return t('times.after-start', { duration: durationText(text, t) });
  return formatTime(instantOf(text, zone, 'last'), 'datetime', locale, zone);
}

export function extensionText(
  { by, until, attempts }: Pick<ListedExtension, 'by' | 'until' | 'attempts'>,
  zone: string,
  t: Translate,
  locale: string,
): string {
  const parts = [
    by && t('times.gives-by', { duration: durationText(by, t) }),
    until && t('times.gives-until', { time: writtenText(until, zone, t, locale) }),
    attempts > 0 && t('times.gives-attempts', { count: attempts }),
  ];
  return parts.filter(Boolean).join(', ');
}
