import { For, type JSX, Show } from 'solid-js';
import { isUuid } from '#lib/uuid.ts';
import { type AuditEntry, isAuditAction } from '#modules/audit/index.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox, Field } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { PageHeader, PreviousNext } from '#ui/page.tsx';
import { type Column, DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { desks, personHref } from '../links.ts';
import { AdminTabs } from '../views.tsx';
import { detailOf, subjectKindOf } from './format.ts';
import type { LogPage, LogPart, Named } from './service.ts';

type Names = LogPart['names'];

function NamedLink(props: { id: string; named: Named }): JSX.Element {
  return (
    <Show when={props.named.kind === 'person'} fallback={<bdi dir="ltr">{props.named.name}</bdi>}>
      <a href={personHref(props.id)}>
        <bdi>{props.named.name}</bdi>
      </a>
    </Show>
  );
}

const isTime = (value: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d.*Z$/.test(value) && !Number.isNaN(Date.parse(value));

/** An id or a checksum by its beginning: enough to tell it from others, and the whole of it on demand. */
function Short(props: { id: string }): JSX.Element {
  return (
    <code title={props.id} dir="ltr">
      {props.id.slice(0, 8)}
    </code>
  );
}

const isLongId = (text: string): boolean => isUuid(text) || /^[0-9a-f]{40,}$/.test(text);

function Text(props: { text: string; names: Names }): JSX.Element {
  const { text, names } = props;
  const named = names.get(text);
  if (named) return <NamedLink id={text} named={named} />;
  if (isLongId(text)) return <Short id={text} />;
  return isTime(text) ? <Time at={text} style="datetime" /> : <bdi class="break-anywhere">{text}</bdi>;
}

function Value(props: { value: unknown; names: Names }): JSX.Element {
  const { value, names } = props;
  if (Array.isArray(value))
    return (
      <For each={value}>
        {(one, at) => (
          <>
            {at() > 0 && ', '}
            <Value value={one} names={names} />
          </>
        )}
      </For>
    );
  if (value && typeof value === 'object')
    return <Details details={value as Record<string, unknown>} names={names} />;
  return <Text text={String(value)} names={names} />;
}

function Details(props: { details: Record<string, unknown>; names: Names }): JSX.Element {
  const { t } = useView();
  const wordsOf = (name: string): JSX.Element => {
    const known = detailOf(name);
    return known ? t(`log.detail.${known}`) : <code>{name}</code>;
  };
  const shown = Object.entries(props.details).filter(([, value]) => value !== null && value !== '');
  return (
    <For each={shown}>
      {([name, value], at) => (
        <>
          {at() > 0 && ' · '}
          <span class="muted">{wordsOf(name)}</span> <Value value={value} names={props.names} />
        </>
      )}
    </For>
  );
}

/** `kind:id`, or `kind:id/key` of something in a run. */
function Subject(props: { subject: string; names: Names }): JSX.Element {
  const [, kind = '', id = '', key] = /^([^:]*):([^/]*)(?:\/(.*))?$/.exec(props.subject) ?? [];
  const { t } = useView();
  const named = props.names.get(id);
  const known = subjectKindOf(kind);
  return (
    <>
      <Show when={!named || key}>
        <span class="muted">{known ? t(`log.subject.${known}`) : <code>{kind}</code>}</span>{' '}
      </Show>
      <Text text={id} names={props.names} />
      <Show when={key}>
        {' · '}
        <bdi>{key}</bdi>
      </Show>
    </>
  );
}

function Actor(props: { entry: AuditEntry; names: Names }): JSX.Element {
  const { t } = useView();
  const { actor } = props.entry;
  const named = props.names.get(actor);
  return named ? <NamedLink id={actor} named={named} /> : <bdi>{actor || t('admin.visitor')}</bdi>;
}

/** What happened, newest first. */
export function LogTable(props: LogPart & { about: boolean; empty: JSX.Element }): JSX.Element {
  const { t } = useView();
  const about: Column<AuditEntry> = {
    header: t('admin.about'),
    cell: (entry) => <Subject subject={entry.subject} names={props.names} />,
  };
  const columns: Column<AuditEntry>[] = [
    {
      header: t('admin.what'),
      rowHeader: true,
      cell: ({ action }) => (isAuditAction(action) ? t(`log.${action}`) : <code>{action}</code>),
    },
    ...(props.about ? [about] : []),
    { header: t('admin.by'), cell: (entry) => <Actor entry={entry} names={props.names} /> },
    { header: t('admin.details'), cell: (entry) => <Details details={entry.details} names={props.names} /> },
    {
      header: t('admin.when'),
      cell: (entry) => (
        <span class="one-line">
          <Time at={entry.at} style="datetime" />
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('admin.log')}
      captionHidden
      rows={props.entries}
      empty={props.empty}
      columns={columns}
    />
  );
}

export function LogPageView(props: LogPage & { older: string | null }): JSX.Element {
  const { t } = useView();
  const { query } = props;
  return (
    <div class="stack">
      <PageHeader title={t('admin.log-title')} lead={t('admin.log-lead')} />
      <AdminTabs {...desks} current="log" />
      <Form
        action={desks.log}
        method="get"
        values={{ by: query.by, about: query.about, entries: query.entries }}
        problems={
          props.unknown
            ? [{ path: props.unknown, message: t(`admin.log-unknown-${props.unknown}`) }]
            : undefined
        }
      >
        <Field name="by" label={t('admin.log-by')} hint={t('admin.log-by-hint')} dir="ltr" optional />
        <Field name="about" label={t('admin.about')} hint={t('admin.log-about-hint')} dir="ltr" optional />
        <Checkbox name="entries" value="all" label={t('admin.log-everything')} />
        <FormActions>
          <Button look="quiet" icon="funnel">
            {t('admin.log-show')}
          </Button>
        </FormActions>
      </Form>
      <Show when={!props.unknown}>
        <LogTable
          entries={props.entries}
          names={props.names}
          about
          empty={
            <EmptyState icon="list" title={t('admin.log-empty')}>
              {t('admin.log-empty-text')}
            </EmptyState>
          }
        />
      </Show>
      <Show when={props.older}>
        {(href) => (
          <PreviousNext label={t('admin.log-title')} next={{ href: href(), label: t('admin.log-older') }} />
        )}
      </Show>
    </div>
  );
}
