import { For, type JSX, Show } from 'solid-js';
import type { OutboxMail } from '#platform/mail.ts';
import { Badge, Callout, EmptyState, type Tone } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader, PreviousNext } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { desks } from '../links.ts';
import { AdminTabs } from '../views.tsx';

const tones: Record<OutboxMail['state'], Tone> = { queued: 'neutral', sent: 'success', failed: 'danger' };

function State(props: { state: OutboxMail['state'] }): JSX.Element {
  const { t } = useView();
  return <Badge tone={tones[props.state]}>{t(`admin.mail-${props.state}`)}</Badge>;
}

export function OutboxPage(props: {
  mails: readonly OutboxMail[];
  administrator: boolean;
  hrefOf(id: string): string;
  older: string | null;
}): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <PageHeader title={t('admin.outbox')} lead={t('admin.outbox-lead')} />
      <Show when={props.administrator}>
        <AdminTabs {...desks} current="outbox" />
      </Show>
      <DataTable
        caption={t('admin.outbox')}
        captionHidden
        rows={props.mails}
        empty={
          <EmptyState icon="mail" title={t('admin.outbox-empty')}>
            {t('admin.outbox-empty-text')}
          </EmptyState>
        }
        columns={[
          {
            header: t('admin.subject'),
            rowHeader: true,
            cell: (mail) => (
              <a href={props.hrefOf(mail.id)} dir="auto">
                {mail.subject}
              </a>
            ),
          },
          { header: t('admin.receiver'), cell: (mail) => <bdi dir="ltr">{mail.to}</bdi> },
          { header: t('admin.state'), cell: (mail) => <State state={mail.state} /> },
          {
            header: t('admin.written'),
            cell: (mail) => (
              <span class="one-line">
                <Time at={mail.createdAt} style="datetime" />
              </span>
            ),
          },
        ]}
      />
      <Show when={props.older}>
        {(href) => (
          <PreviousNext label={t('admin.outbox')} next={{ href: href(), label: t('admin.older') }} />
        )}
      </Show>
    </div>
  );
}

/** Text with its web addresses as links. */
function Linked(props: { text: string }): JSX.Element {
  const parts = () => props.text.split(/(https?:\/\/\S+)/);
  return <For each={parts()}>{(part, index) => (index() % 2 === 1 ? <a href={part}>{part}</a> : part)}</For>;
}

export function MailPage(props: { mail: OutboxMail; outbox: string }): JSX.Element {
  const { t } = useView();
  return (
    <article class="stack">
      <Breadcrumbs links={[{ href: props.outbox, label: t('admin.outbox') }]} />
      <PageHeader
        title={<bdi>{props.mail.subject}</bdi>}
        meta={
          <>
            <bdi dir="ltr">{props.mail.to}</bdi> <Time at={props.mail.createdAt} style="datetime" />{' '}
            <State state={props.mail.state} />
          </>
        }
      />
      <Show when={props.mail.error}>
        {(error) => (
          <Callout tone="danger" title={t('admin.mail-error')}>
            <p dir="ltr">{error()}</p>
          </Callout>
        )}
      </Show>
      <div class="prose">
        <For each={props.mail.text.split('\n\n')}>
          {(paragraph) => (
            <p dir="auto">
              <For each={paragraph.split('\n')}>
                {(line, index) => (
                  <>
                    <Show when={index() > 0}>
                      <br />
                    </Show>
                    <Linked text={line} />
                  </>
                )}
              </For>
            </p>
          )}
        </For>
      </div>
    </article>
  );
}
