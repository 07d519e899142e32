/** Figures of evidence as text. */
import { useView } from '#ui/view.tsx';

export function useFigures() {
  const { t, locale } = useView();
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return {
    share: (count: number, of: number) => percent.format(of > 0 ? count / of : 0),
    /** `12 of 40 (30 %)`. */
    part: (count: number, of: number) =>
      t('evidence.part', { count, of, share: percent.format(of > 0 ? count / of : 0) }),
    decimal: (value: number) => decimal.format(value),
    time: (seconds: number) =>
      seconds < 90
        ? t('items.seconds', { seconds: Math.round(seconds) })
        : t('items.minutes', { minutes: Math.round(seconds / 60) }),
  };
}
