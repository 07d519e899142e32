import { type JSX, Show } from 'solid-js';
import type { RosterEntry } from '#modules/enrollment/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { TextArea } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { Pagination } from '#ui/page.tsx';
import { SearchForm } from '#ui/search.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import { mostAddresses, type RunParams } from '../schema.ts';
import type { Roster } from '../service.ts';
import { RunHead } from './run-head.tsx';

/** The form of enrolling as it was refused. */
export interface EnrollAgain {
  problems?: readonly Problem[];
  values?: FormValues;
}

function EnrollForm(props: EnrollAgain & { params: RunParams; open: boolean }): JSX.Element {
  const { t } = useView();
  return (
    <Disclosure summary={t('teach.enroll-people')} open={props.open}>
      <Form action={links.people(props.params)} problems={props.problems} values={props.values}>
        <TextArea
          name="addresses"
          label={t('teach.addresses')}
          hint={t('teach.addresses-hint', { most: mostAddresses })}
          rows={6}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
        />
        <FormActions>
          <Button icon="plus">{t('teach.enroll')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

function Nobody(props: { q: string; page: number; params: RunParams }): JSX.Element {
  const { t } = useView();
  return (
    <Show
      when={props.q || props.page > 1}
      fallback={
        <EmptyState icon="users" title={t('teach.nobody')}>
          {t('teach.nobody-text')}
        </EmptyState>
      }
    >
      <EmptyState
        icon="search"
        title={t('teach.nobody-found')}
        actions={
          <ButtonLink href={links.people(props.params)} look="quiet">
            {t('teach.everybody')}
          </ButtonLink>
        }
      >
        {t('teach.nobody-found-text')}
      </EmptyState>
    </Show>
  );
}

function EntryAction(props: { entry: RosterEntry; params: RunParams }): JSX.Element {
  const { t } = useView();
  const { entry } = props;
  return (
    <Show
      when={entry.state === 'active'}
      fallback={
        <Form action={links.people(props.params)}>
          <input type="hidden" name="addresses" value={entry.email} />
          <Button look="plain" size="small" aria-label={t('teach.enroll-again-name', { name: entry.name })}>
            {t('teach.enroll-again')}
          </Button>
        </Form>
      }
    >
      <Form action={links.remove(props.params, entry.learnerId)}>
        <Button look="plain" size="small" aria-label={t('teach.remove-name', { name: entry.name })}>
          {t('teach.remove')}
        </Button>
      </Form>
    </Show>
  );
}

export function PeoplePage(props: Roster & EnrollAgain & { params: RunParams }): JSX.Element {
  const { t } = useView();
  const { params } = props;
  const empty = () => props.total === 0 && !props.q && props.page === 1;
  return (
    <div class="stack">
      <RunHead run={props.run} params={params} rights={props.rights} current="people" />
      <EnrollForm
        params={params}
        problems={props.problems}
        values={props.values}
        open={empty() || (props.problems?.length ?? 0) > 0}
      />
      <Show when={!empty()}>
        <SearchForm action={links.people(params)} q={props.q} label={t('teach.search-people')} />
      </Show>
      <DataTable<RosterEntry>
        caption={t('teach.people-count', { count: props.total })}
        rows={props.entries}
        empty={<Nobody q={props.q} page={props.page} params={params} />}
        columns={[
          { header: t('teach.name'), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
          { header: t('teach.email'), cell: ({ email }) => <bdi dir="ltr">{email}</bdi> },
          {
            header: t('teach.state'),
            cell: ({ state }) => (
              <Badge tone={state === 'active' ? 'success' : 'neutral'}>{t(`teach.entry-${state}`)}</Badge>
            ),
          },
          { header: t('teach.since'), cell: ({ enrolledAt }) => <Time at={enrolledAt} style="date" /> },
          {
            header: t('teach.origin'),
            cell: ({ origin }) => t(`teach.origin-${origin}` as 'teach.origin-self'),
          },
          { header: t('teach.actions'), cell: (entry) => <EntryAction entry={entry} params={params} /> },
        ]}
      />
      <Pagination
        page={props.page}
        pages={props.pages}
        href={(page) => links.people(params, { q: props.q, page })}
      />
    </div>
  );
}
