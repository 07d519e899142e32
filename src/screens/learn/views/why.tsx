import { type JSX, Show } from 'solid-js';
import type { CheckedReceipt } from '#modules/attempts/index.ts';
import { activityTypeOf } from '#modules/content/contract.ts';
import type { Explanation } from '#modules/grading/index.ts';
import { Badge, Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { formatPercent, formatPoints } from '../format.ts';

export interface WhyPageProps {
  courseTitle: string;
  progressHref: string;
  unitHref: string;
  title: string;
  explanation: Explanation;
  receiptHref(id: string): string;
}

/** The way from an attempt to the course's total, a step a line, each with its numbers. */
function Steps(props: { explanation: Explanation }): JSX.Element {
  const { t, locale } = useView();
  const { grade, activity, attempts, countingId, counts } = props.explanation;
  const counting = attempts.find(({ id }) => id === countingId);
  const points = (n: number) => formatPoints(n, locale);
  const percent = (n: number) => formatPercent(n, locale);
  const category = grade.categories.find((c) =>
    c.assignments.some((a) => a.activities.some(({ key }) => key === activity.key)),
  );
  const assignment = category?.assignments.find((a) => a.activities.some(({ key }) => key === activity.key));
  return (
    <ol class="why-steps">
      <li>
        {counting
          ? t(counts === 'best' ? 'learn.why-best' : 'learn.why-last', {
              attempt: counting.attempt,
              of: attempts.length,
            })
          : t('learn.why-nothing')}
      </li>
      <Show when={counting}>
        {(attempt) => (
          <li>
            {t('learn.why-points', {
              score: percent(attempt().score ?? 0),
              points: activity.points,
              earned: points((attempt().score ?? 0) * activity.points),
            })}
          </li>
        )}
      </Show>
      <Show when={assignment} fallback={<li>{t('learn.why-practice')}</li>}>
        {(a) => (
          <>
            <li>
              {t('learn.why-assignment', {
                title: a().title,
                earned: points(a().earned),
                possible: points(a().possible),
                percent: percent(a().fraction),
              })}
            </li>
            <li>
              {t(a().dropped ? 'learn.why-dropped' : 'learn.why-category', {
                category: category?.title ?? '',
                count: category?.assignments.filter(({ dropped }) => !dropped).length ?? 0,
                percent: percent(category?.fraction ?? 0),
                share: percent(category?.share ?? 0),
              })}
            </li>
            <li>{t('learn.why-total', { total: percent((grade.percent ?? 0) / 100) })}</li>
          </>
        )}
      </Show>
      <li class="muted">{t('learn.why-rounding')}</li>
    </ol>
  );
}

export function WhyPage(props: WhyPageProps): JSX.Element {
  const { t, locale } = useView();
  const { activity, attempts, countingId } = props.explanation;
  const describe = activityTypeOf(activity.type).describe;
  return (
    <>
      <Breadcrumbs
        links={[
          { href: props.progressHref, label: t('learn.progress-title') },
          { href: props.unitHref, label: props.title },
        ]}
      />
      <PageHeader title={t('learn.why-title')} lead={<bdi>{props.title}</bdi>} />
      <Steps explanation={props.explanation} />
      <DataTable
        caption={t('learn.why-attempts')}
        rows={attempts}
        empty={t('learn.why-nothing')}
        columns={[
          { header: t('learn.attempt'), numeric: true, rowHeader: true, cell: (row) => row.attempt },
          { header: t('learn.received'), cell: (row) => <Time at={row.receivedAt} style="datetime" /> },
          { header: t('learn.answer'), cell: (row) => describe?.(row.answer, activity.settings) ?? '' },
          {
            header: t('learn.points'),
            numeric: true,
            cell: (row) => (row.score === null ? '–' : formatPoints(row.score * activity.points, locale)),
          },
          {
            header: t('learn.counts'),
            cell: (row) => (
              <Show when={row.id === countingId}>
                <Badge tone="success" icon="check">
                  {t('learn.counts')}
                </Badge>
              </Show>
            ),
          },
          {
            header: t('learn.receipt'),
            cell: (row) => <a href={props.receiptHref(row.id)}>{t('learn.receipt')}</a>,
          },
        ]}
      />
    </>
  );
}

export interface ReceiptPageProps {
  checked: CheckedReceipt;
  publicKeyHref: string;
}

function Check(props: { good: boolean; text: string; bad: string }): JSX.Element {
  return (
    <li>
      <Badge tone={props.good ? 'success' : 'danger'} icon={props.good ? 'check' : 'x'}>
        {props.good ? props.text : props.bad}
      </Badge>
    </li>
  );
}

export function ReceiptPage(props: ReceiptPageProps): JSX.Element {
  const { t } = useView();
  const { receipt, signed, intact, chained } = props.checked;
  const good = signed && intact && chained;
  return (
    <>
      <PageHeader title={t('learn.receipt-title')} lead={t('learn.receipt-lead')} />
      <Callout
        tone={good ? 'success' : 'danger'}
        title={t(good ? 'learn.receipt-good' : 'learn.receipt-bad')}
      >
        <ul class="plain-list">
          <Check good={signed} text={t('learn.receipt-signed')} bad={t('learn.receipt-not-signed')} />
          <Check good={intact} text={t('learn.receipt-intact')} bad={t('learn.receipt-not-intact')} />
          <Check good={chained} text={t('learn.receipt-chained')} bad={t('learn.receipt-not-chained')} />
        </ul>
      </Callout>
      <dl class="facts">
        <dt>{t('learn.received')}</dt>
        <dd>
          <Time at={receipt.receivedAt} style="datetime" /> <bdi dir="ltr">({receipt.receivedAt})</bdi>
        </dd>
        <dt>{t('learn.attempt')}</dt>
        <dd>{receipt.attempt}</dd>
        <dt>SHA-256</dt>
        <dd class="code">{receipt.sha256}</dd>
      </dl>
      <h2>{t('learn.receipt-text')}</h2>
      <section class="table-scroll" tabindex="0" aria-label={t('learn.receipt-text')}>
        <pre dir="ltr">{receipt.text}</pre>
      </section>
      <h2>{t('learn.receipt-signature')}</h2>
      <section class="table-scroll" tabindex="0" aria-label={t('learn.receipt-signature')}>
        <pre dir="ltr">{receipt.signature}</pre>
      </section>
      <p class="muted">
        {t('learn.receipt-how')} <a href={props.publicKeyHref}>{t('learn.receipt-key')}</a>
      </p>
    </>
  );
}
