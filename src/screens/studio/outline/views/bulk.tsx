/** What is set at once for all units and sections that are ticked in the tree. */
import type { JSX } from 'solid-js';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { CheckboxGroup, Field, Select } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import { type Category, dateNames, noCategory } from '../rules/course-file.ts';
import type { CourseParams } from '../schema.ts';
import { DateFields, dateLabels } from './dates.tsx';

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
  const values = props.again?.values ?? {};
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
          <Select
            name="category"
            label={t('outline.category')}
            blank={t('outline.as-they-are')}
            options={[
              { value: noCategory, label: t('outline.no-category') },
              ...props.categories.map(({ key, title }) => ({ value: key, label: title })),
            ]}
            optional
          />
          <FieldGroup legend={t('outline.dates')} hint={t('outline.dates-hint')}>
            <DateFields
              open={Object.keys(values).some((name) => name.endsWith('-instead') && values[name])}
            />
            <CheckboxGroup
              name="clear"
              label={t('outline.clear-dates')}
              options={dateNames.map((name) => ({ value: name, label: labels[name] }))}
              inline
            />
          </FieldGroup>
          <Field
            name="points"
            type="number"
            min="0"
            step="any"
            label={t('outline.points-each')}
            hint={t('outline.points-hint')}
            optional
          />
          <FormActions>
            <Button icon="save">{t('outline.apply')}</Button>
          </FormActions>
        </Form>
      </Disclosure>
    </div>
  );
}
