/** Before and after for everybody: counted, then listed, the largest loss first. */
import { type JSX, Show } from 'solid-js';
import type { Comparison, ComparisonLine, Outcome } from '#modules/gradebook/index.ts';
import { formatPercent } from '#screens/learn/index.ts';
import { Stats } from '#ui/figures.tsx';
import { Callout } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';

/** More than anybody reads; a program gets all of them. */
const mostLines = 200;

function OutcomeText(props: { outcome: Outcome }): JSX.Element {
  const { locale } = useView();
  const { percent, letter } = props.outcome;
  return [percent === null ? '–' : formatPercent(percent / 100, locale, 2), letter]
    .filter(Boolean)
    .join(' · ');
}

function ChangeText(props: { line: ComparisonLine }): JSX.Element {
  const { locale, t } = useView();
  const { before, after } = props.line;
  const change = (after.percent ?? 0) - (before.percent ?? 0);
  const passing = () => {
    if (before.passed === after.passed) return null;
    return after.passed ? t('gradebook.now-passes') : t('gradebook.now-fails');
  };
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  return (
    <span classList={{ gain: change > 0, loss: change < 0 }}>
      <bdi dir="ltr">
        {sign}
        {formatPercent(Math.abs(change) / 100, locale, 2)}
      </bdi>{' '}
      {passing()}
    </span>
  );
}

export function ComparisonView(props: {
  comparison: Comparison;
  hrefOf(learnerId: string): string;
}): JSX.Element {
  const { t } = useView();
  const { comparison } = props;
  return (
    <div class="stack">
      <Stats
        stats={[
          { label: t('gradebook.losses'), value: comparison.losses },
          { label: t('gradebook.gains'), value: comparison.gains },
          { label: t('gradebook.letters-change'), value: comparison.letters },
          { label: t('gradebook.now-fail'), value: comparison.nowFail },
          { label: t('gradebook.now-pass'), value: comparison.nowPass },
          {
            label: t('gradebook.unchanged'),
            value: comparison.learners - comparison.lines.length,
          },
        ]}
      />
      <Show
        when={comparison.lines.length > 0}
        fallback={<Callout title={t('gradebook.no-change')}>{t('gradebook.no-change-text')}</Callout>}
      >
        <DataTable<ComparisonLine>
          caption={t('gradebook.comparison')}
          rows={comparison.lines.slice(0, mostLines)}
          columns={[
            {
              header: t('gradebook.learner'),
              rowHeader: true,
              cell: ({ learnerId, name }) => (
                <a href={props.hrefOf(learnerId)}>
                  <bdi>{name}</bdi>
                </a>
              ),
            },
            {
              header: t('gradebook.before'),
              numeric: true,
              cell: ({ before }) => <OutcomeText outcome={before} />,
            },
            {
              header: t('gradebook.after'),
              numeric: true,
              cell: ({ after }) => <OutcomeText outcome={after} />,
            },
            { header: t('gradebook.change'), cell: (line) => <ChangeText line={line} /> },
          ]}
        />
        <Show when={comparison.lines.length > mostLines}>
          <p class="muted">{t('gradebook.more-lines', { shown: mostLines, all: comparison.lines.length })}</p>
        </Show>
      </Show>
    </div>
  );
}
