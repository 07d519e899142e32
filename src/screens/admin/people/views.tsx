import { For, type JSX, Show } from 'solid-js';
import { type ListedGrant, roles, scopes } from '#modules/access/index.ts';
import type { Person } from '#modules/accounts/index.ts';
import { AskFirst } from '#ui/ask-first.tsx';
import { Button } from '#ui/button.tsx';
import { Field, Select } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader, Pagination } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { desks } from '../links.ts';
import { type LogPart, LogTable } from '../log/index.ts';
import { AdminTabs } from '../views.tsx';
import type { PeopleList, PersonRow } from './service.ts';

function States(props: { person: Person }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Show when={props.person.suspendedAt}>
        <Badge tone="danger">{t('admin.suspended')}</Badge>{' '}
      </Show>
      <Show when={!props.person.emailVerified}>
        <Badge tone="warning">{t('admin.unverified')}</Badge>
      </Show>
    </>
  );
}

/** "Teacher: nova/algebra" */
function GrantBadge(props: { grant: ListedGrant }): JSX.Element {
  const { t } = useView();
  return (
    <Badge tone="accent">
      {t(`access.role-${props.grant.role}`)}
      <Show when={props.grant.target}>
        {': '}
        <bdi dir="ltr">{props.grant.target}</bdi>
      </Show>
    </Badge>
  );
}

interface PeopleProps extends PeopleList {
  action: string;
  pageHref(page: number): string;
  personHref(id: string): string;
}

export function PeoplePage(props: PeopleProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <PageHeader title={t('admin.people')} lead={t('admin.people-count', { count: props.total })} />
      <AdminTabs {...desks} current="people" />
      <search>
        <form class="inline-search" action={props.action} method="get">
          <label for="people-search">{t('admin.search')}</label>
          <input id="people-search" type="search" name="q" value={props.q} enterkeyhint="search" />
          <Button look="quiet" icon="search">
            {t('admin.search-button')}
          </Button>
        </form>
      </search>
      <DataTable<PersonRow>
        caption={t('admin.people')}
        captionHidden
        rows={props.people}
        empty={
          <EmptyState icon="users" title={t('admin.nobody')}>
            {t('admin.nobody-text')}
          </EmptyState>
        }
        columns={[
          {
            header: t('admin.name'),
            rowHeader: true,
            cell: (person) => (
              <a href={props.personHref(person.id)}>
                <bdi>{person.name}</bdi>
              </a>
            ),
          },
          { header: t('admin.email'), cell: (person) => <bdi dir="ltr">{person.email}</bdi> },
          {
            header: t('admin.roles'),
            cell: (person) => (
              <For each={person.grants}>
                {(grant) => (
                  <>
                    <GrantBadge grant={grant} />{' '}
                  </>
                )}
              </For>
            ),
          },
          { header: t('admin.state'), cell: (person) => <States person={person} /> },
          { header: t('admin.since'), cell: (person) => <Time at={person.createdAt} style="date" /> },
        ]}
      />
      <Pagination page={props.page} pages={props.pages} href={props.pageHref} />
    </div>
  );
}

interface PersonProps {
  person: Person;
  grants: readonly ListedGrant[];
  log: LogPart;
  logHref(query: { by?: string; about?: string; entries: 'all' }): string;
  /** Keys of organizations and courses with their names, to choose from. */
  places: readonly { key: string; name: string }[];
  people: string;
  /** The reader's own page: nobody suspends themselves. */
  self: boolean;
  actions: { grant: string; revoke: string; suspend: string; restore: string };
  values?: FormValues;
  problems?: readonly Problem[];
}

function Roles(props: PersonProps): JSX.Element {
  const { t } = useView();
  return (
    <section class="section stack">
      <h2>{t('admin.roles')}</h2>
      <DataTable<ListedGrant>
        caption={t('admin.roles')}
        captionHidden
        rows={props.grants}
        empty={<p class="muted">{t('admin.no-roles')}</p>}
        columns={[
          { header: t('admin.role'), rowHeader: true, cell: (grant) => t(`access.role-${grant.role}`) },
          { header: t('admin.scope'), cell: (grant) => t(`access.scope-${grant.scope}`) },
          { header: t('admin.target'), cell: (grant) => <bdi dir="ltr">{grant.target}</bdi> },
          { header: t('admin.since'), cell: (grant) => <Time at={grant.grantedAt} style="date" /> },
          {
            header: t('admin.action'),
            cell: (grant) => (
              <Form action={props.actions.revoke}>
                <input type="hidden" name="role" value={grant.role} />
                <input type="hidden" name="scope" value={grant.scope} />
                <input type="hidden" name="target" value={grant.target} />
                <Button look="plain" size="small">
                  {t('admin.take-role')}
                </Button>
              </Form>
            ),
          },
        ]}
      />
      <h3>{t('admin.give-role')}</h3>
      <Form
        action={props.actions.grant}
        problems={props.problems}
        values={props.values ?? { role: 'teacher', scope: 'course' }}
      >
        <Select
          name="role"
          label={t('admin.role')}
          options={roles.map((value) => ({ value, label: t(`access.role-${value}`) }))}
        />
        <Select
          name="scope"
          label={t('admin.scope')}
          options={scopes.map((value) => ({ value, label: t(`access.scope-${value}`) }))}
        />
        <Field
          name="target"
          label={t('admin.target')}
          hint={t('admin.target-hint')}
          optional
          dir="ltr"
          list="places"
        />
        <datalist id="places">
          <For each={props.places}>{({ key, name }) => <option value={key}>{name}</option>}</For>
        </datalist>
        <FormActions>
          <Button>{t('admin.give-role')}</Button>
        </FormActions>
      </Form>
    </section>
  );
}

function Suspension(props: PersonProps): JSX.Element {
  const { t } = useView();
  return (
    <section class="section stack">
      <h2>{t('admin.entry')}</h2>
      <Show
        when={props.person.suspendedAt}
        fallback={
          <AskFirst
            action={props.actions.suspend}
            label={t('admin.suspend')}
            text={t('admin.suspend-text')}
          />
        }
      >
        {(at) => (
          <Callout tone="warning" title={t('admin.suspended')}>
            <p>
              {t('admin.suspended-since')} <Time at={at()} style="datetime" />
            </p>
            <Form action={props.actions.restore}>
              <FormActions>
                <Button look="quiet">{t('admin.restore')}</Button>
              </FormActions>
            </Form>
          </Callout>
        )}
      </Show>
    </section>
  );
}

function Log(props: PersonProps): JSX.Element {
  const { t } = useView();
  const { email } = props.person;
  return (
    <section class="section stack">
      <h2>{t('admin.log')}</h2>
      <LogTable {...props.log} about={false} empty={<p class="muted">{t('admin.log-empty')}</p>} />
      <ul class="row">
        <li>
          <a href={props.logHref({ about: email, entries: 'all' })}>{t('admin.log-about-them')}</a>
        </li>
        <li>
          <a href={props.logHref({ by: email, entries: 'all' })}>{t('admin.log-by-them')}</a>
        </li>
      </ul>
    </section>
  );
}

export function PersonPage(props: PersonProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <Breadcrumbs links={[{ href: props.people, label: t('admin.people') }]} />
      <PageHeader
        title={<bdi>{props.person.name}</bdi>}
        meta={
          <>
            <bdi dir="ltr">{props.person.email}</bdi> <States person={props.person} />
          </>
        }
      />
      <Roles {...props} />
      <Show when={!props.self}>
        <Suspension {...props} />
      </Show>
      <Log {...props} />
    </div>
  );
}
