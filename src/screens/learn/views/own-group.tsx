/** The part of an activity's card about the group that hands it in. Works without JavaScript. */
import { For, type JSX, Show } from 'solid-js';
import type { LearnerGroup } from '#modules/enrollment/index.ts';
import { AskFirst } from '#ui/ask-first.tsx';
import { Button } from '#ui/button.tsx';
import { Copyable } from '#ui/copy.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { Field } from '#ui/field.tsx';
import { fieldId } from '#ui/field-id.ts';
import { Form } from '#ui/form.tsx';
import { Icon } from '#ui/icon.tsx';
import { useView } from '#ui/view.tsx';

export interface OwnGroupProps {
  activity: string;
  size: { min: number; max: number };
  group: LearnerGroup | null;
  /** Who handed in last, where it was somebody else. */
  sentBy: string | null;
  /** Null: nothing can be changed from here. */
  links: { make: string; join: string; leave: string } | null;
  /** What was wrong, and the code that was typed; null: none was asked for. */
  refused: { problem: string; code: string | null } | null;
}

type Links = NonNullable<OwnGroupProps['links']>;

function Joining(props: OwnGroupProps & { links: Links }): JSX.Element {
  const { t } = useView();
  const { links, refused, activity } = props;
  const typed = refused?.code ?? null;
  const path = `${activity}-code`;
  return (
    <div class="own-group-ways">
      <Form action={links.join}>
        <Field
          id={fieldId(path)}
          name="code"
          label={t('groups.code')}
          hint={t('groups.code-hint')}
          error={typed === null ? undefined : refused?.problem}
          value={typed ?? ''}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          maxlength={40}
        />
        <Button look="quiet">{t('groups.join')}</Button>
      </Form>
      <Form action={links.make}>
        <p>{t('groups.make-hint')}</p>
        <Button look="quiet" icon="plus">
          {t('groups.make')}
        </Button>
      </Form>
    </div>
  );
}

function Members(props: OwnGroupProps & { group: LearnerGroup }): JSX.Element {
  const { t } = useView();
  const { group, links, size } = props;
  const open = !group.fixed;
  return (
    <>
      <ul class="own-group-members" aria-label={t('groups.members')}>
        <For each={group.members}>
          {({ name }) => (
            <li>
              <bdi>{name}</bdi>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.sentBy}>{(name) => <p>{t('groups.sent-by', { name: name() })}</p>}</Show>
      <Show when={!open}>
        <p class="muted">{t('groups.fixed')}</p>
      </Show>
      <Show when={open && group.members.length < size.max}>
        <p>
          {t('groups.own-code')} <Copyable text={group.code} />
        </p>
      </Show>
      <Show when={open && links}>
        {(to) => <AskFirst action={to().leave} label={t('groups.leave')} text={t('groups.leave-text')} />}
      </Show>
    </>
  );
}

export function OwnGroup(props: OwnGroupProps): JSX.Element {
  const { t } = useView();
  const { group, links, refused, size, activity } = props;
  const atCode = group === null && refused?.code !== null;
  const path = atCode ? `${activity}-code` : '';
  const titleId = `${activity}-group`;
  return (
    <section class="own-group" aria-labelledby={titleId}>
      <h3 id={titleId}>
        <Icon name="users" /> {t(group ? 'groups.own' : 'groups.together')}
      </h3>
      <Show when={refused}>
        {(found) => <ErrorSummary problems={[{ path, message: found().problem }]} />}
      </Show>
      <Show when={!group?.fixed}>
        <p class="muted">{t('groups.size', { min: size.min, max: size.max })}</p>
      </Show>
      <Show when={group} fallback={<Show when={links}>{(to) => <Joining {...props} links={to()} />}</Show>}>
        {(own) => <Members {...props} group={own()} />}
      </Show>
    </section>
  );
}
