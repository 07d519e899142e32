import { For, type JSX } from 'solid-js';
import { graces, LengthSelect, periods } from '#screens/learn/index.ts';
import { Checkbox, Field, Select } from '#ui/field.tsx';
import { FieldGroup, type FormValues } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { rowsOf } from '../rules/fields.ts';
import { counting } from './labels.ts';

const rows = (values: FormValues, list: string, empty: number) =>
  Array.from({ length: rowsOf(values, list) + empty }, (_, index) => index);

interface NumberProps {
  name: string;
  label: string;
  hint?: string;
  suffix?: string;
}

const NumberField = (props: NumberProps): JSX.Element => (
  <Field {...props} inputmode="decimal" dir="ltr" autocomplete="off" class="short" optional />
);

function Categories(props: { values: FormValues }): JSX.Element {
  const { t } = useView();
  return (
    <FieldGroup legend={t('settings.categories')} hint={t('settings.categories-hint')}>
      <For each={rows(props.values, 'grading.categories', 2)}>
        {(index) => {
          const name = (field: string) => `grading.categories.${index}.${field}`;
          return (
            <fieldset class="studio-fields fields-abreast">
              <legend class="visually-hidden">{t('settings.category-number', { number: index + 1 })}</legend>
              <Field name={name('key')} label={t('outline.key')} dir="ltr" autocomplete="off" optional />
              <Field name={name('title')} label={t('settings.title')} optional />
              <NumberField name={name('weight')} label={t('settings.weight')} suffix="%" />
              <NumberField name={name('drop')} label={t('settings.drop')} />
              <NumberField name={name('drop-highest')} label={t('settings.drop-highest')} />
              <NumberField name={name('pass')} label={t('settings.category-pass')} suffix="%" />
              <Checkbox
                name={name('extra')}
                label={t('settings.extra')}
                checked={props.values[name('extra')] === 'true'}
              />
            </fieldset>
          );
        }}
      </For>
    </FieldGroup>
  );
}

function Letters(props: { values: FormValues }): JSX.Element {
  const { t } = useView();
  return (
    <FieldGroup legend={t('settings.letters')} hint={t('settings.letters-hint')}>
      <For each={rows(props.values, 'grading.letters', 3)}>
        {(index) => (
          <div class="studio-fields fields-abreast">
            <Field
              name={`grading.letters.${index}.letter`}
              label={t('settings.letter', { number: index + 1 })}
              maxlength={20}
              optional
            />
            <NumberField
              name={`grading.letters.${index}.from`}
              label={t('settings.letter-from', { number: index + 1 })}
              suffix="%"
            />
          </div>
        )}
      </For>
    </FieldGroup>
  );
}

export function GradingFields(props: { values: FormValues }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <FieldGroup legend={t('settings.grading')} legendHidden>
        <div class="studio-fields fields-abreast">
          <NumberField
            name="grading.pass"
            label={t('settings.pass')}
            hint={t('settings.pass-hint')}
            suffix="%"
          />
          <Select
            name="grading.counts"
            label={t('settings.counts')}
            blank={t('settings.usual')}
            options={counting(t)}
            optional
          />
          <NumberField
            name="grading.rounding"
            label={t('settings.rounding')}
            hint={t('settings.rounding-hint')}
          />
        </div>
      </FieldGroup>
      <Categories values={props.values} />
      <Letters values={props.values} />
      <FieldGroup legend={t('settings.late')} hint={t('settings.late-hint')}>
        <div class="studio-fields fields-abreast">
          <NumberField name="grading.late.percent" label={t('settings.late-percent')} suffix="%" />
          <LengthSelect
            name="grading.late.per"
            label={t('settings.late-per')}
            value={String(props.values['grading.late.per'] ?? '')}
            usual={periods}
            blank={t('settings.not-said')}
          />
          <LengthSelect
            name="grading.late.grace"
            label={t('settings.late-grace')}
            value={String(props.values['grading.late.grace'] ?? '')}
            usual={graces}
            blank={t('times.grace-none')}
          />
          <NumberField name="grading.late.floor" label={t('settings.late-floor')} suffix="%" />
        </div>
      </FieldGroup>
    </>
  );
}
