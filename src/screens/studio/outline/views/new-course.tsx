import { For, type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import type { Course, Organization } from '#modules/catalog/index.ts';
import { LanguageField } from '#screens/languages/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Field, RadioGroup, Select } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import { licenses } from '../schema.ts';
import { KeyField, OrganizationSelect, placeLabels } from './place-fields.tsx';

export interface NewCourseProps {
  organizations: readonly Organization[];
  /** Courses that a new one can follow. */
  blueprints: readonly Course[];
  values: FormValues;
  problems?: readonly Problem[];
}

export const newCourseLabels = (t: Translate) => ({
  ...placeLabels(t),
  title: t('outline.title'),
  language: t('outline.language'),
  pace: t('outline.pace'),
  license: t('outline.license'),
});

export const licenseChoices = (t: Translate) =>
  licenses.map((id) => ({
    value: id,
    label: id === 'all-rights-reserved' ? t('outline.all-rights') : id.replaceAll('-', ' '),
  }));

export const paceChoices = (t: Translate) => [
  { value: 'self', label: t('outline.pace-self'), hint: t('outline.pace-self-hint') },
  { value: 'scheduled', label: t('outline.pace-scheduled'), hint: t('outline.pace-scheduled-hint') },
];

export function NewCoursePage(props: NewCourseProps): JSX.Element {
  const { t } = useView();
  const labels = newCourseLabels(t);
  const { organizations, values } = props;
  const kind = values.kind === 'library' ? 'library' : 'course';
  return (
    <div class="stack">
      <Breadcrumbs links={[{ href: links.courses(), label: t('outline.studio') }]} />
      <PageHeader
        title={t(`outline.new-${kind}`)}
        lead={t(`outline.new-${kind}-lead`)}
        actions={
          <Show when={kind === 'course'}>
            <ButtonLink href={links.importCourse()} look="quiet" icon="upload">
              {t('outline.import-instead')}
            </ButtonLink>
          </Show>
        }
      />
      <Show when={kind === 'course' && props.blueprints.length > 0}>
        <Callout icon="copy">
          <p>{t('outline.from-blueprint')}</p>
          <ul>
            <For each={props.blueprints}>
              {(course) => (
                <li>
                  <a href={`/courses/${course.organization.key}/${course.key}/remix`} lang={course.language}>
                    <bdi>{course.title}</bdi>
                  </a>
                </li>
              )}
            </For>
          </ul>
        </Callout>
      </Show>
      <Form action={links.newCourse()} problems={props.problems} values={props.values}>
        <OrganizationSelect organizations={organizations} />
        <Field name="title" label={labels.title} maxlength={500} autocomplete="off" />
        <KeyField />
        <LanguageField label={labels.language} />
        <input type="hidden" name="kind" value={kind} />
        <Show when={kind === 'course'}>
          <RadioGroup name="pace" label={labels.pace} options={paceChoices(t)} />
        </Show>
        <Select name="license" label={labels.license} options={licenseChoices(t)} />
        <FormActions>
          <Button icon="plus">{t(`outline.make-${kind}`)}</Button>
        </FormActions>
      </Form>
    </div>
  );
}
