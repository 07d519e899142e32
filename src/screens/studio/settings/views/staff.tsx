import { For, type JSX } from 'solid-js';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select, TextArea } from '#ui/field.tsx';
import { FieldGroup, type FormValues } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { rowsOf } from '../rules/fields.ts';

/** The people who are shown on the course's page. A row that is emptied is gone. */
export function StaffFields(props: { values: FormValues; pictures: readonly string[] }): JSX.Element {
  const { t } = useView();
  const rows = () => Array.from({ length: rowsOf(props.values, 'staff') + 1 }, (_, index) => index);
  const nameOf = (index: number) => props.values[`staff.${index}.name`];
  return (
    <FieldGroup legend={t('settings.staff')} legendHidden hint={t('settings.staff-hint')}>
      <For each={rows()}>
        {(index) => (
          <Disclosure summary={String(nameOf(index) ?? t('settings.add-person'))}>
            <Field name={`staff.${index}.name`} label={t('settings.name')} optional />
            <Field name={`staff.${index}.title`} label={t('settings.person-title')} optional />
            <Select
              name={`staff.${index}.picture`}
              label={t('settings.picture')}
              blank={t('settings.no-picture')}
              options={props.pictures.map((path) => ({ value: path, label: path.slice('assets/'.length) }))}
              optional
            />
            <TextArea name={`staff.${index}.bio`} label={t('settings.bio')} rows={3} optional dir="auto" />
          </Disclosure>
        )}
      </For>
    </FieldGroup>
  );
}
