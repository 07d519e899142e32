/** Groups of a run, for staff: who is with whom, and who has nobody yet. */
import { For, type JSX, Show } from 'solid-js';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import type { ListedGroup } from '#modules/enrollment/index.ts';
import { type Rights, RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Select, TextArea } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { ActivityParams } from '../schema.ts';

export interface GroupSet {
  activities: Activity[];
  groups: ListedGroup[];
  without: { id: string; name: string; email: string }[];
}

export interface GroupsPageProps {
  run: Run;
  rights: Rights;
  sets: GroupSet[];
  params: Omit<ActivityParams, 'activity'>;
}

function Members(props: { group: ListedGroup; params: ActivityParams }): JSX.Element {
  const { t } = useView();
  return (
    <ul>
      <For each={props.group.members}>
        {({ id, name }) => (
          <li>
            <bdi>{name}</bdi>
            <Show when={!props.group.fixed}>
              <Form action={links.remove(props.params, id)}>
                <Button look="plain" size="small" aria-label={t('groups.remove-of', { name })}>
                  {t('groups.remove')}
                </Button>
              </Form>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}

function SetOfGroups(props: { set: GroupSet; params: GroupsPageProps['params'] }): JSX.Element {
  const { t } = useView();
  const { groups, without, activities } = props.set;
  const params = { ...props.params, activity: activities[0]?.key ?? '' };
  const title = activities.map((activity) => activity.title ?? activity.key).join(' · ');
  const nameOf = (group: ListedGroup) => group.members.map(({ name }) => name).join(', ');
  return (
    <section>
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <Disclosure summary={t('groups.place')}>
        <Form action={links.place(params)}>
          <Select
            id={`${params.activity}-group`}
            name="group"
            label={t('groups.group')}
            blank={t('groups.new')}
            options={groups
              .filter(({ fixed }) => !fixed)
              .map((group) => ({ value: group.id, label: nameOf(group) }))}
          />
          <TextArea
            id={`${params.activity}-addresses`}
            name="addresses"
            label={t('times.addresses')}
            rows={3}
            dir="ltr"
            autocomplete="off"
          />
          <FormActions>
            <Button>{t('groups.place')}</Button>
          </FormActions>
        </Form>
      </Disclosure>
      <DataTable<ListedGroup>
        caption={title}
        captionHidden
        rows={groups}
        empty={<EmptyState icon="users" title={t('groups.none')} />}
        columns={[
          { header: t('groups.who'), cell: (group) => <Members group={group} params={params} /> },
          {
            header: t('groups.state'),
            cell: ({ fixed }) => (
              <Badge tone={fixed ? 'success' : 'neutral'}>
                {t(fixed ? 'groups.handed-in' : 'groups.open')}
              </Badge>
            ),
          },
        ]}
      />
      <Show when={without.length > 0}>
        <Disclosure summary={t('groups.without', { count: without.length })}>
          <ul>
            <For each={without}>
              {({ name, email }) => (
                <li>
                  <bdi>{name}</bdi> <span dir="ltr">{email}</span>
                </li>
              )}
            </For>
          </ul>
        </Disclosure>
      </Show>
    </section>
  );
}

export function GroupsPage(props: GroupsPageProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <RunHead run={props.run} rights={props.rights} params={props.params} current="groups" />
      <For
        each={props.sets}
        fallback={
          <EmptyState icon="users" title={t('groups.no-activities')}>
            {t('groups.no-activities-text')}
          </EmptyState>
        }
      >
        {(set) => <SetOfGroups set={set} params={props.params} />}
      </For>
    </div>
  );
}
