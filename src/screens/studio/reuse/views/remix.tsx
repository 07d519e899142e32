import { type JSX, Show } from 'solid-js';
import { allRightsReserved, licenseName } from '#lib/license.ts';
import { type Translate, translateTo } from '#lib/messages.ts';
import { CreditLine } from '#screens/browse/index.ts';
import { KeyField, OrganizationSelect, placeLabels } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox, Field, Select } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { OpenParent } from '../service/remix.ts';

export interface RemixProps {
  parent: OpenParent;
  values?: FormValues;
  problems?: readonly Problem[];
}

export const remixLabels = (t: Translate) => ({
  ...placeLabels(t),
  title: t('reuse.title'),
  license: t('reuse.license'),
});

const nameOf = (id: string, t: Translate) =>
  id === allRightsReserved ? t('content.all-rights') : licenseName(id);

/** In the words of its language. Two courses of one title would stand in the catalog, and nobody could tell them apart. */
const titleOf = ({ title, language }: OpenParent['course']) =>
  translateTo(language)('reuse.remix-title', { title });

function RemixForm(props: RemixProps): JSX.Element {
  const { t } = useView();
  const { course, licenses, organizations } = props.parent;
  const labels = remixLabels(t);
  const params = { organization: course.organization.key, course: course.key };
  return (
    <Form
      action={links.remix(params)}
      problems={props.problems}
      values={props.values ?? { title: titleOf(course), license: licenses[0] ?? '' }}
    >
      <OrganizationSelect organizations={organizations} />
      <Field
        name="title"
        label={labels.title}
        hint={t('reuse.title-hint')}
        lang={course.language}
        maxlength={500}
        autocomplete="off"
      />
      <KeyField />
      <Select
        name="license"
        label={labels.license}
        hint={t('reuse.license-hint', { license: nameOf(licenses[0] ?? '', t) })}
        options={licenses.map((id) => ({ value: id, label: nameOf(id, t) }))}
      />
      <Show when={props.parent.isBlueprint}>
        <Checkbox name="follow" label={t('reuse.follow')} hint={t('reuse.follow-hint')} checked />
      </Show>
      <FormActions>
        <Button icon="copy">{t('reuse.make-remix')}</Button>
      </FormActions>
    </Form>
  );
}

export function RemixPage(props: RemixProps): JSX.Element {
  const { t } = useView();
  const { course, release, publication, allowed } = props.parent;
  const { license, title } = release.course;
  const home = `/courses/${encodeURIComponent(course.organization.key)}/${encodeURIComponent(course.key)}`;
  return (
    <div class="stack">
      <Breadcrumbs links={[{ href: home, label: course.title }]} />
      <PageHeader title={t('reuse.remix')} lead={t('reuse.remix-lead')} />
      <p>
        {t('reuse.made-of', { release: publication?.number ?? 1 })}{' '}
        <CreditLine credit={{ title, author: course.organization.name, ...license }} />
      </p>
      <Show
        when={allowed}
        fallback={
          <Callout tone="warning" title={t('reuse.forbidden')}>
            <p>{t('reuse.forbidden-text', { license: nameOf(license.id, t) })}</p>
          </Callout>
        }
      >
        <RemixForm {...props} />
      </Show>
    </div>
  );
}
