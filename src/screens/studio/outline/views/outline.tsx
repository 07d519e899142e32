/** The outline of a draft, as a tree of rows; what is done to it are plain forms, which an island makes quick. */
import { For, type JSX, Show } from 'solid-js';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { CheckboxGroup, Field, Select } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { enhance } from '#ui/island.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { SectionLine } from '../service/outline.ts';
import { Bulk } from './bulk.tsx';
import { StudioHead } from './head.tsx';
import { LockNote } from './lock.tsx';
import { ProblemList } from './problem-list.tsx';
import { formId, type OutlinePageProps, Section } from './tree.tsx';

function AddSection(props: { of: OutlinePageProps }): JSX.Element {
  const { t } = useView();
  const { again, params } = props.of;
  const refused = () => (again?.form === 'sections' ? again : undefined);
  return (
    <Disclosure
      summary={t('outline.add-section')}
      open={Boolean(refused()) || props.of.sections?.length === 0}
    >
      <Form action={links.sections(params)} problems={refused()?.problems} values={refused()?.values}>
        <Field
          id="section-title"
          name="title"
          label={t('outline.title-of-section')}
          maxlength={500}
          autocomplete="off"
        />
        <FormActions>
          <Button look="quiet" icon="plus">
            {t('outline.add')}
          </Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

function Unlisted(props: { of: OutlinePageProps; sections: readonly SectionLine[] }): JSX.Element {
  const { t } = useView();
  const { unlisted, params, again } = props.of;
  const refused = again?.form === 'unlisted' ? again : undefined;
  return (
    <Show when={unlisted.length > 0}>
      <Callout tone="warning" title={t('outline.unlisted', { count: unlisted.length })}>
        <p>{t('outline.unlisted-hint')}</p>
        <Disclosure summary={t('outline.unlisted-files')} open={Boolean(refused) || unlisted.length <= 10}>
          <Form action={links.units(params)} problems={refused?.problems} values={refused?.values}>
            <CheckboxGroup
              columns
              labelHidden
              name="files"
              label={t('outline.unlisted-files')}
              options={unlisted.map((file) => ({ value: file, label: file.slice('units/'.length) }))}
            />
            <Select
              id="unlisted-section"
              name="section"
              label={t('outline.unlisted-into')}
              options={props.sections.map(({ key, title }) => ({ value: key, label: title }))}
            />
            <FormActions>
              <Button look="quiet" icon="plus">
                {t('outline.add')}
              </Button>
            </FormActions>
          </Form>
        </Disclosure>
      </Callout>
    </Show>
  );
}

export function OutlinePage(props: OutlinePageProps): JSX.Element {
  const view = useView();
  const { t } = view;
  const { params, sections } = props;
  /** The island fills these in. */
  const open = { title: '{title}', section: '{section}', number: '{number}', of: '{of}' };
  const island = () =>
    enhance('screens/studio/outline/islands/outline-tree', {
      csrf: view.csrf(),
      items: links.items(params),
      texts: {
        moved: t('outline.moved', open),
        movedTop: t('outline.moved-top', open),
        failed: t('outline.move-failed'),
      },
    });
  return (
    <div class="stack">
      <StudioHead {...props} current="outline" />
      <LockNote of={props} here={['outline']} />
      <ProblemList problems={props.problems} params={params} />
      <Show
        when={sections}
        fallback={
          <Callout tone="danger" title={t('outline.unreadable')}>
            <p>{t('outline.unreadable-hint')}</p>
            <ButtonLink href={links.courseFile(params)} icon="pencil">
              {t('outline.edit-source')}
            </ButtonLink>
          </Callout>
        }
      >
        {(all) => (
          <>
            <div {...island()}>
              <p class="muted studio-keys" hidden>
                {t('outline.keys')}
              </p>
              <p class="form-status visually-hidden" role="status" />
              <ol class="studio-outline" data-sections="">
                <For each={all()}>{(section) => <Section of={props} item={section} depth={0} />}</For>
              </ol>
            </div>
            <AddSection of={props} />
            <Unlisted of={props} sections={all()} />
            <Bulk
              {...{ params, formId, categories: props.categories }}
              again={props.again?.form === 'items' ? props.again : undefined}
            />
          </>
        )}
      </Show>
    </div>
  );
}
