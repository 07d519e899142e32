/** Groups of a run, for staff: who is with whom, and who has nobody yet. */
import { For, type JSX, Show } from 'solid-js';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import type { ListedGroup } from '#modules/enrollment/index.ts';
import { type Rights, RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Select, TextArea } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { ActivityParams, RunParams } from '../schema.ts';

export interface GroupSet {
  /** Of all its activities. */
  title: string;
  activities: Activity[];
  groups: ListedGroup[];
  without: { id: string; name: string; email: string }[];
}

/** The form of an activity as it was refused. */
export interface RefusedForm {
  activity: string;
  problems: readonly Problem[];
  values: FormValues;
}

export interface GroupsPageProps {
  run: Run;
  rights: Rights;
  sets: GroupSet[];
  params: RunParams;
  refused?: RefusedForm;
}

interface SetProps {
  set: GroupSet;
  params: ActivityParams;
  refused: RefusedForm | null;
}

function Members(props: { group: ListedGroup; params: ActivityParams }): JSX.Element {
  const { t } = useView();
  return (
    <ul class="group-members">
      <For each={props.group.members}>
        {({ id, name, active }) => (
          <li>
            <bdi>{name}</bdi>
            <Show when={!active}>
              <Badge>{t('groups.left')}</Badge>
            </Show>
            <Show when={!props.group.fixed}>
              <Form action={links.remove(props.params, id)}>
                <Button look="plain" size="small">
                  {t('groups.remove')}
                  <span class="visually-hidden"> {name}</span>
                </Button>
              </Form>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}

function PlaceForm(props: SetProps): JSX.Element {
  const { t } = useView();
  const { set, params, refused } = props;
  // Each set has such a form: the one that was refused has the plain ids, to which its summary leads.
  const idOf = (name: string) => (refused ? undefined : `${params.activity}-${name}`);
  return (
    <Disclosure summary={t('groups.place')} open={refused !== null}>
      <Form action={links.place(params)} problems={refused?.problems} values={refused?.values}>
        <TextArea
          id={idOf('addresses')}
          name="addresses"
          label={t('times.addresses')}
          hint={t('times.addresses-hint')}
          rows={3}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
        />
        <Select
          id={idOf('group')}
          name="group"
          label={t('groups.group')}
          blank={t('groups.new')}
          options={set.groups
            .filter(({ fixed }) => !fixed)
            .map(({ id, members }) => ({ value: id, label: members.map(({ name }) => name).join(', ') }))}
        />
        <FormActions>
          <Button>{t('groups.place')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

function Without(props: Pick<GroupSet, 'without'>): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.without.length > 0}>
      <Disclosure summary={t('groups.without', { count: props.without.length })}>
        <ul class="group-members">
          <For each={props.without}>
            {({ name, email }) => (
              <li>
                <bdi>{name}</bdi>{' '}
                <bdi class="muted" dir="ltr">
                  {email}
                </bdi>
              </li>
            )}
          </For>
        </ul>
      </Disclosure>
    </Show>
  );
}

function SetOfGroups(props: SetProps): JSX.Element {
  const { t } = useView();
  const { title, groups, without, activities } = props.set;
  const size = activities[0]?.group;
  return (
    <section class="section stack">
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <Show when={size}>
        {(of) => (
          <p class="muted">
            {t('groups.count', { count: groups.length })} ·{' '}
            {t('groups.size', { min: of().min, max: of().max })}
          </p>
        )}
      </Show>
      <DataTable<ListedGroup>
        caption={title}
        captionHidden
        rows={groups}
        empty={
          <EmptyState icon="users" title={t('groups.none')}>
            {t('groups.none-text')}
          </EmptyState>
        }
        columns={[
          {
            header: t('groups.who'),
            rowHeader: true,
            cell: (group) => <Members group={group} params={props.params} />,
          },
          {
            header: t('groups.state'),
            cell: ({ fixed }) => (
              <Badge tone={fixed ? 'success' : 'neutral'}>
                {t(fixed ? 'groups.handed-in' : 'groups.open')}
              </Badge>
            ),
          },
          {
            header: t('groups.own-code-short'),
            cell: ({ fixed, code }) => <Show when={!fixed}>{<code dir="ltr">{code}</code>}</Show>,
          },
        ]}
      />
      <PlaceForm {...props} />
      <Without without={without} />
    </section>
  );
}

export function GroupsPage(props: GroupsPageProps): JSX.Element {
  const { t } = useView();
  return (
    <>
      <RunHead run={props.run} rights={props.rights} params={props.params} current="groups" />
      <For
        each={props.sets}
        fallback={
          <EmptyState icon="users" title={t('groups.no-activities')}>
            {t('groups.no-activities-text')}
          </EmptyState>
        }
      >
        {(set) => {
          const keys = set.activities.map(({ key }) => key);
          const refused = props.refused && keys.includes(props.refused.activity) ? props.refused : null;
          return (
            <SetOfGroups set={set} params={{ ...props.params, activity: keys[0] ?? '' }} refused={refused} />
          );
        }}
      </For>
    </>
  );
}
