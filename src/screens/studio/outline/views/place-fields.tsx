/** Where a course that is made will stand: its organization, and its key in addresses. */
import type { JSX } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import type { Organization } from '#modules/catalog/index.ts';
import { Field, Select } from '#ui/field.tsx';
import { useView } from '#ui/view.tsx';

export const placeLabels = (t: Translate) => ({
  organization: t('studio.organization'),
  key: t('outline.key'),
});

/** Whoever has but one need not choose. */
export function OrganizationSelect(props: { organizations: readonly Organization[] }): JSX.Element {
  const { t } = useView();
  return (
    <Select
      name="organization"
      label={placeLabels(t).organization}
      hint={props.organizations.length === 0 ? t('studio.no-organization') : undefined}
      blank={props.organizations.length === 1 ? undefined : t('studio.choose')}
      options={props.organizations.map(({ key, name }) => ({ value: key, label: name }))}
    />
  );
}

export function KeyField(props: { label?: string; hint?: string; optional?: boolean }): JSX.Element {
  const { t } = useView();
  return (
    <Field
      name="key"
      label={props.label ?? placeLabels(t).key}
      hint={props.hint ?? t('outline.key-hint')}
      optional={props.optional ?? true}
      dir="ltr"
      maxlength={63}
      autocomplete="off"
      spellcheck={false}
    />
  );
}
