/** What is known of one question, in a line: beside its text in the editor. */
import { type JSX, Show } from 'solid-js';
import { type BlockEvidence, smallestGroup } from '#modules/analytics/index.ts';
import { Icon } from '#ui/icon.tsx';
import { useView } from '#ui/view.tsx';
import { useFigures } from './figures.ts';

/** As it is shown, so that its word fits the number: "1 attempt", "1.2 attempts". */
const tenths = (value: number) => Math.round(value * 10) / 10;

export function EvidenceLine(props: { evidence: BlockEvidence; href: string }): JSX.Element {
  const { t } = useView();
  const { share } = useFigures();
  const { learners, figures, open } = props.evidence;
  const facts = () => [
    ...(figures ? [t('evidence.handed-in-count', { learners: learners ?? 0 })] : []),
    ...(figures?.right
      ? [t('evidence.right-share', { share: share(figures.right.count, figures.right.of) })]
      : []),
    ...(figures ? [t('evidence.attempts-each', { attempts: tenths(figures.attempts) })] : []),
    ...(open > 0 ? [t('evidence.open', { open })] : []),
  ];
  return (
    <p class="evidence-line">
      <Icon name="chart-column" />{' '}
      <Show when={facts().length > 0} fallback={t('evidence.few', { least: smallestGroup })}>
        {facts().join(' · ')}
      </Show>{' '}
      <a href={props.href}>{t('evidence.title')}</a>
    </p>
  );
}
