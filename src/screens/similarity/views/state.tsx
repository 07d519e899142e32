/** What staff think of a pair, as a word with a sign. */
import type { JSX } from 'solid-js';
import type { ReviewState } from '#modules/similarity/index.ts';
import { Badge } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';

const looks = {
  'to-look-at': { tone: 'neutral', icon: 'eye' },
  'no-case': { tone: 'success', icon: 'circle-check' },
  suspected: { tone: 'warning', icon: 'flag' },
  reported: { tone: 'danger', icon: 'triangle-alert' },
} as const;

export function ReviewBadge(props: { state: ReviewState }): JSX.Element {
  const { t } = useView();
  return <Badge {...looks[props.state]}>{t(`similarity.state-${props.state}`)}</Badge>;
}

export function usePercent(): (share: number) => string {
  const { locale } = useView();
  const format = new Intl.NumberFormat(locale, { style: 'percent' });
  return (share) => format.format(share);
}
