import { For, type JSX } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import type { Run } from '#modules/catalog/index.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox, Field } from '#ui/field.tsx';
import { FieldGroup, Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { Rights } from '../service.ts';
import { RunHead } from './run-head.tsx';

/** Names of the fields, for the form and for what is said about it. */
export const labelsOf = (t: Translate) => ({
  open: t('teach.set-open'),
  zone: t('teach.set-zone'),
  startsAt: t('teach.set-starts'),
  endsAt: t('teach.set-ends'),
  enrollmentOpensAt: t('teach.set-enrollment-opens'),
  enrollmentClosesAt: t('teach.set-enrollment-closes'),
  enrollmentKey: t('teach.set-key'),
  selfEnrollment: t('teach.set-self'),
});

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function SettingsPage(props: {
  run: Run;
  rights: Rights;
  params: RunParams;
  values: FormValues;
  problems: readonly Problem[];
}): JSX.Element {
  const { t } = useView();
  const labels = labelsOf(t);
  const moment = (name: 'startsAt' | 'endsAt' | 'enrollmentOpensAt' | 'enrollmentClosesAt') => (
    <Field name={name} type="datetime-local" label={labels[name]} optional />
  );
  return (
    <div class="stack">
      <RunHead run={props.run} params={props.params} rights={props.rights} current="settings" />
      <Form action={links.settings(props.params)} problems={props.problems} values={props.values} guard>
        <FieldGroup legend={t('teach.set-reading')}>
          <Checkbox name="open" label={labels.open} hint={t('teach.set-open-hint')} />
        </FieldGroup>
        <FieldGroup legend={t('teach.set-times')} hint={t('teach.set-times-hint')}>
          <Field
            name="zone"
            label={labels.zone}
            hint={t('teach.set-zone-hint')}
            list="zones"
            dir="ltr"
            autocomplete="off"
          />
          <datalist id="zones">
            <For each={zones}>{(zone) => <option value={zone} />}</For>
          </datalist>
          {moment('startsAt')}
          {moment('endsAt')}
        </FieldGroup>
        <FieldGroup legend={t('teach.set-enrollment')}>
          <Checkbox name="selfEnrollment" label={labels.selfEnrollment} hint={t('teach.set-self-hint')} />
          {moment('enrollmentOpensAt')}
          {moment('enrollmentClosesAt')}
          <Field
            name="enrollmentKey"
            label={labels.enrollmentKey}
            hint={t('teach.set-key-hint')}
            optional
            maxlength={100}
            autocomplete="off"
          />
        </FieldGroup>
        <FormActions>
          <Button icon="save">{t('teach.save')}</Button>
        </FormActions>
      </Form>
    </div>
  );
}
