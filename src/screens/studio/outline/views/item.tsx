/** One section or unit of the outline: its title, dates and category; where it stands; a copy of it; its end. */
import { For, type JSX, Show } from 'solid-js';
import { isLockedFile } from '#modules/content/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Field, Select } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { BackLink } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { OpenItem } from '../service/item.ts';
import { DateFields, dateValues } from './dates.tsx';
import { StudioHead } from './head.tsx';
import { LockNote } from './lock.tsx';
import { anchorOf } from './tree.tsx';

export interface ItemPageProps extends OpenItem {
  again?: { form: 'change' | 'move'; problems: readonly Problem[]; values: FormValues };
}

const refOf = ({ item }: ItemPageProps) => `${item.kind}:${item.key}`;

function Change(props: ItemPageProps): JSX.Element {
  const { t } = useView();
  const { item, categories, params, again } = props;
  const values = () =>
    again?.form === 'change'
      ? again.values
      : { title: item.title, category: item.category ?? '', ...dateValues(item.dates) };
  return (
    <Form
      action={links.item(params, refOf(props))}
      values={values()}
      problems={again?.form === 'change' ? again.problems : []}
      guard
    >
      <Field name="title" label={t('outline.title')} maxlength={500} autocomplete="off" />
      <Select
        name="category"
        label={t('outline.category')}
        hint={t(`outline.category-hint-${item.kind}`)}
        optional
        blank={t('outline.no-category')}
        options={categories.map(({ key, title }) => ({ value: key, label: title }))}
      />
      <DateFields open={Object.keys(values()).some((name) => name.endsWith('-instead'))} />
      <FormActions>
        <Button icon="save">{t('outline.save')}</Button>
      </FormActions>
    </Form>
  );
}

/** Names of nested sections are indented as text: a list of choices knows no other way. */
const indented = (title: string, depth: number) => `${' '.repeat(depth * 2)}${title}`;

function Move(props: ItemPageProps): JSX.Element {
  const { t } = useView();
  const { item, params, places, above, again } = props;
  const ref = refOf(props);
  const here = above.at(-1)?.key ?? '';
  return (
    <section class="section" aria-labelledby="move-title">
      <h3 id="move-title">{t('outline.move')}</h3>
      <Form
        action={links.moveItem(params, ref)}
        problems={again?.form === 'move' ? again.problems : []}
        values={again?.form === 'move' ? again.values : { into: here }}
      >
        <Select
          name="into"
          label={t('outline.move-into')}
          hint={t('outline.move-hint')}
          blank={item.kind === 'section' ? t('outline.top') : undefined}
          options={places.map(({ section, depth }) => ({
            value: section.key,
            label: indented(section.title, depth),
          }))}
        />
        <FormActions>
          <Button look="quiet" icon="arrow-up-down">
            {t('outline.move')}
          </Button>
        </FormActions>
      </Form>
    </section>
  );
}

function Duplicate(props: ItemPageProps): JSX.Element {
  const { t } = useView();
  return (
    <section class="section" aria-labelledby="duplicate-title">
      <h3 id="duplicate-title">{t('outline.duplicate')}</h3>
      <p class="muted">{t('outline.duplicate-hint')}</p>
      <Form action={links.duplicateItem(props.params, refOf(props))}>
        <FormActions>
          <Button look="quiet" icon="copy">
            {t('outline.duplicate')}
          </Button>
        </FormActions>
      </Form>
    </section>
  );
}

function Remove(props: ItemPageProps): JSX.Element {
  const { t } = useView();
  const { handedIn, linkedFrom, params, course } = props;
  return (
    <section class="section" aria-labelledby="remove-title">
      <h3 id="remove-title">{t('outline.remove')}</h3>
      <Show when={handedIn.submissions > 0} fallback={<p class="muted">{t('outline.remove-hint')}</p>}>
        <Callout tone="warning" title={t('outline.remove-work', { ...handedIn })}>
          <p>{t('outline.remove-work-hint')}</p>
        </Callout>
      </Show>
      <Show when={linkedFrom.length > 0}>
        <p>{t('outline.linked-from', { count: linkedFrom.length })}</p>
        <ul>
          <For each={linkedFrom}>
            {({ key, title }) => (
              <li>
                <a href={links.unit(params, key)} lang={course.language}>
                  <bdi>{title}</bdi>
                </a>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Form action={links.removeItem(params, refOf(props))}>
        <FormActions>
          <Button look="danger" icon="trash-2">
            {t('outline.remove')}
          </Button>
        </FormActions>
      </Form>
    </section>
  );
}

export function ItemPage(props: ItemPageProps): JSX.Element {
  const { t } = useView();
  const { item, params, course } = props;
  const isLocked = item.kind === 'unit' && isLockedFile(props.lock, item.file);
  return (
    <div class="stack">
      <StudioHead {...props} current="outline" />
      <BackLink href={`${links.outline(params)}#${anchorOf(refOf(props))}`} label={t('outline.outline')} />
      <div class="studio-item-head">
        <div>
          <p class="kicker">{t(`outline.kind-${item.kind}`)}</p>
          <h2 lang={course.language}>
            <bdi>{item.title}</bdi>
          </h2>
        </div>
        <Show when={item.kind === 'unit'}>
          <ButtonLink href={links.unit(params, item.key)} icon="pencil" look="quiet">
            {t('outline.open-editor')}
          </ButtonLink>
        </Show>
      </div>
      <LockNote of={props} here={['outline', 'dates']} file={item.kind === 'unit' ? item.file : undefined} />
      <Show when={!isLocked}>
        <Change {...props} />
      </Show>
      <Move {...props} />
      <Duplicate {...props} />
      <Show when={!isLocked}>
        <Remove {...props} />
      </Show>
    </div>
  );
}
