/** What is set at once for all units and sections that are ticked in the tree. */
import { For, type JSX } from 'solid-js';
import { Button } from '#ui/button.tsx';
import { Checkbox, Field, Select } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import { dateNames } from '../rules/course-file.ts';
import { dateLabels } from './dates.tsx';
import type { OutlinePageProps } from './outline.tsx';

export function Bulk(props: { of: OutlinePageProps; formId: string }): JSX.Element {
  const { t } = useView();
  const labels = dateLabels(t);
  const { params, categories, again } = props.of;
  const refused = () => (again?.form === 'items' ? again : undefined);
  return (
    <section class="section card studio-bulk" aria-labelledby="bulk-title">
      <h2 id="bulk-title">{t('outline.bulk')}</h2>
      <p class="muted">{t('outline.bulk-hint')}</p>
      <Form
        id={props.formId}
        action={links.items(params)}
        problems={refused()?.problems}
        values={refused()?.values}
      >
        <FieldGroup legend={t('outline.category')}>
          <Checkbox name="set-category" label={t('outline.set-category')} />
          <Select
            name="category"
            label={t('outline.category')}
            labelHidden
            optional
            blank={t('outline.no-category')}
            options={categories.map(({ key, title }) => ({ value: key, label: title }))}
          />
        </FieldGroup>
        <FieldGroup legend={t('outline.dates')} hint={t('outline.dates-hint')}>
          <div class="studio-date-fields">
            <For each={dateNames}>
              {(name) => (
                <div>
                  <Checkbox name={`set-${name}`} label={labels[name]} />
                  <Field
                    name={name}
                    label={labels[name]}
                    labelHidden
                    optional
                    dir="ltr"
                    placeholder="2026-10-05T23:59"
                    autocomplete="off"
                  />
                </div>
              )}
            </For>
          </div>
        </FieldGroup>
        <FieldGroup legend={t('outline.points-each')} hint={t('outline.points-hint')}>
          <Field
            name="points"
            type="number"
            min="0"
            step="any"
            label={t('outline.points-each')}
            labelHidden
            optional
          />
        </FieldGroup>
        <FormActions>
          <Button icon="save">{t('outline.apply')}</Button>
        </FormActions>
      </Form>
    </section>
  );
}
