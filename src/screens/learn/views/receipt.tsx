/** Proof that an answer arrived: for what, when, and whether it holds. */
import { type JSX, Show } from 'solid-js';
import { paramsOf } from '#modules/catalog/index.ts';
import { Badge, Callout } from '#ui/notice.tsx';
import { PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import { titlesFor } from '../rules.ts';
import type { OpenReceipt } from '../service/receipts.ts';

export interface ReceiptPageProps extends OpenReceipt {
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

/** For machines, letter by letter. */
function Signed(props: { title: string; text: string }): JSX.Element {
  return (
    <div class="section">
      <h2>{props.title}</h2>
      <section class="table-scroll" tabindex="0" aria-label={props.title}>
        <pre dir="ltr">{props.text}</pre>
      </section>
    </div>
  );
}

/** Which course and which activity, with the way back to it. A question of an exam keeps its number for a name. */
function GivenFor(props: OpenReceipt): JSX.Element {
  const { t } = useView();
  const { activityKey } = props.checked.submission;
  const { course } = props;
  const activity = course.activities.get(activityKey);
  const to = props.run && links(paramsOf(props.run));
  const unitKey = activity?.unitKey ?? '';
  const place = activity?.exam ? to?.exam(unitKey) : to && `${to.unit(unitKey)}#${activityKey}`;
  return (
    <>
      <dt>{t('learn.course')}</dt>
      <dd>
        <Titled text={course.release.course.title} href={to?.run} />
      </dd>
      <Show when={activity}>
        <dt>{t('learn.activity')}</dt>
        <dd>
          <Titled text={titlesFor(course, new Set(), t)(activityKey)} href={place} />
        </dd>
      </Show>
    </>
  );
}

function Titled(props: { text: string; href?: string | null }): JSX.Element {
  return (
    <Show when={props.href} fallback={<bdi>{props.text}</bdi>}>
      {(href) => (
        <a href={href()}>
          <bdi>{props.text}</bdi>
        </a>
      )}
    </Show>
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
        <GivenFor checked={props.checked} course={props.course} run={props.run} />
        <dt>{t('learn.received')}</dt>
        <dd>
          <Time at={receipt.receivedAt} style="datetime" /> <bdi dir="ltr">({receipt.receivedAt})</bdi>
        </dd>
        <dt>{t('learn.attempt')}</dt>
        <dd>{receipt.attempt}</dd>
        <dt>SHA-256</dt>
        <dd class="code">{receipt.sha256}</dd>
      </dl>
      <Signed title={t('learn.receipt-text')} text={receipt.text} />
      <Signed title={t('learn.receipt-signature')} text={receipt.signature} />
      <p class="section muted">
        {t('learn.receipt-how')} <a href={props.publicKeyHref}>{t('learn.receipt-key')}</a>
      </p>
    </>
  );
}
