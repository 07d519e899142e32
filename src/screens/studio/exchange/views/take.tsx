/** What becomes of an import that was looked at: a new course, the next state of one that exists, or nothing. */
import { For, type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import type { CourseImport } from '#modules/authoring/index.ts';
import { KeyField, OrganizationSelect, placeLabels } from '#screens/studio/outline/index.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox, RadioGroup, Select } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { importLinks } from '../links.ts';
import type { FoundCourse } from '../service/imports.ts';

/** What was chosen, where it was refused. */
export interface Again {
  values?: FormValues;
  problems?: readonly Problem[];
  clashes?: readonly string[];
}

export const takeLabels = (t: Translate) => ({
  ...placeLabels(t),
  as: t('imports.as'),
  key: t('imports.key'),
  course: t('imports.course'),
});

export function Leave(props: { id: string; label: string }): JSX.Element {
  return (
    <Form action={importLinks.cancel(props.id)}>
      <Button look="quiet" icon="x">
        {props.label}
      </Button>
    </Form>
  );
}

export function TakeForm(props: { row: CourseImport; found: FoundCourse; again: Again }): JSX.Element {
  const { t } = useView();
  const { row, found, again } = props;
  const labels = takeLabels(t);
  const values = { as: 'new', key: row.finding?.courseKey ?? '', ...again.values };
  return (
    <section aria-labelledby="take" class="stack">
      <h2 id="take">{t('imports.take')}</h2>
      <Show when={again.clashes?.length}>
        <Callout tone="warning" title={t('refusals.import-clashes')}>
          <p>{t('refusals.import-clashes.remedy')}</p>
          <ul>
            <For each={again.clashes}>
              {(path) => (
                <li>
                  <code dir="ltr">{path}</code>
                </li>
              )}
            </For>
          </ul>
        </Callout>
      </Show>
      <Form action={importLinks.take(row.id)} problems={again.problems} values={values}>
        <RadioGroup
          name="as"
          label={labels.as}
          options={[
            { value: 'new', label: t('imports.as-new') },
            { value: 'existing', label: t('imports.as-existing'), hint: t('imports.as-existing-hint') },
          ]}
        />
        <div class="stack take-new">
          <OrganizationSelect organizations={found.organizations} />
          <KeyField label={labels.key} hint={t('imports.key-hint')} optional={false} />
        </div>
        <div class="take-existing">
          <Select
            name="course"
            label={labels.course}
            blank={t('studio.choose')}
            options={found.courses.map(({ organization, key, title }) => ({
              value: `${organization.key}/${key}`,
              label: `${title} · ${organization.name}`,
            }))}
            required={false}
          />
        </div>
        <Show when={again.clashes?.length}>
          <RadioGroup
            name="clashes"
            label={t('imports.clashes')}
            options={[
              { value: 'ask', label: t('imports.clashes-ask') },
              { value: 'import', label: t('imports.clashes-import'), hint: t('imports.clashes-import-hint') },
            ]}
          />
        </Show>
        <Show when={found.mayPublish && found.units.length > 0}>
          <Checkbox name="publish" label={t('imports.publish')} hint={t('imports.publish-hint')} />
          <div class="take-new">
            <Checkbox name="open" label={t('studio.open')} hint={t('studio.open-hint')} />
          </div>
        </Show>
        <FormActions>
          <Button icon="check">{t('imports.take-it')}</Button>
        </FormActions>
      </Form>
      <Leave id={row.id} label={t('imports.leave')} />
    </section>
  );
}
