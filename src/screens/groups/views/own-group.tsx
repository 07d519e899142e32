/** The part of an activity's card about the group that hands it in. Works without JavaScript. */
import { For, type JSX, Show } from 'solid-js';
import type { LearnerGroup } from '#modules/enrollment/index.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';

export interface OwnGroupProps {
  size: { min: number; max: number };
  group: LearnerGroup | null;
  /** Who handed in last, where it was somebody else. */
  sentBy: string | null;
  /** Null: nothing can be changed from here. */
  links: { make: string; join: string; leave: string } | null;
}

function Joining(props: { links: NonNullable<OwnGroupProps['links']> }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Form action={props.links.make}>
        <Button look="quiet" icon="plus">
          {t('groups.make')}
        </Button>
      </Form>
      <Form action={props.links.join}>
        <Field name="code" label={t('groups.code')} dir="ltr" autocomplete="off" maxlength={40} />
        <FormActions>
          <Button look="quiet">{t('groups.join')}</Button>
        </FormActions>
      </Form>
    </>
  );
}

function Members(props: OwnGroupProps & { group: LearnerGroup }): JSX.Element {
  const { t } = useView();
  const { group, links, size } = props;
  return (
    <>
      <p>
        {t('groups.members')}{' '}
        <For each={group.members}>
          {({ name }, at) => (
            <>
              {at() > 0 ? ', ' : ''}
              <bdi>{name}</bdi>
            </>
          )}
        </For>
      </p>
      <Show when={props.sentBy}>{(name) => <p>{t('groups.sent-by', { name: name() })}</p>}</Show>
      <Show when={!group.fixed} fallback={<p class="muted">{t('groups.fixed')}</p>}>
        <Show when={group.members.length < size.max}>
          <p>
            {t('groups.own-code')} <code dir="ltr">{group.code}</code>
          </p>
        </Show>
        <Show when={links}>
          {(to) => (
            <Form action={to().leave}>
              <Button look="plain" size="small">
                {t('groups.leave')}
              </Button>
            </Form>
          )}
        </Show>
      </Show>
    </>
  );
}

export function OwnGroup(props: OwnGroupProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="own-group">
      <p class="muted">{t('groups.size', { min: props.size.min, max: props.size.max })}</p>
      <Show when={props.group} fallback={<Show when={props.links}>{(to) => <Joining links={to()} />}</Show>}>
        {(group) => <Members {...props} group={group()} />}
      </Show>
    </div>
  );
}
