import type { JSX } from 'solid-js';
import type { CheckedReceipt } from '#modules/attempts/index.ts';
import { Badge, Callout } from '#ui/notice.tsx';
import { PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';

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
      <Signed title={t('learn.receipt-text')} text={receipt.text} />
      <Signed title={t('learn.receipt-signature')} text={receipt.signature} />
      <p class="section muted">
        {t('learn.receipt-how')} <a href={props.publicKeyHref}>{t('learn.receipt-key')}</a>
      </p>
    </>
  );
}
