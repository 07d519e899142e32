/** What is set at once for all units and sections that are ticked in the tree. */
import { For, type JSX } from 'solid-js';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Checkbox, Field, Select } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import { type Category, dateNames } from '../rules/course-file.ts';
import type { CourseParams } from '../schema.ts';
import { dateLabels } from './dates.tsx';

interface BulkProps {
  params: CourseParams;
  categories: readonly Category[];
  /** Boxes in the tree name it as their form. */
  formId: string;
  /** As it was refused. */
  again?: { problems: readonly Problem[]; values: FormValues };
}

export function Bulk(props: BulkProps): JSX.Element {
  const { t } = useView();
  const labels = dateLabels(t);
  return (
    <div class="studio-bulk">
      <Disclosure summary={t('outline.bulk')} open={Boolean(props.again)}>
        <p class="muted">{t('outline.bulk-hint')}</p>
        <Form
          id={props.formId}
          action={links.items(props.params)}
          problems={props.again?.problems}
          values={props.again?.values}
        >
          <FieldGroup legend={t('outline.category')}>
            <Checkbox name="set-category" label={t('outline.set-category')} />
            <Select
              name="category"
              label={t('outline.category')}
              labelHidden
              optional
              blank={t('outline.no-category')}
              options={props.categories.map(({ key, title }) => ({ value: key, label: title }))}
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
      </Disclosure>
    </div>
  );
}
