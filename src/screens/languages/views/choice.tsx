/** Choosing a language by its name; one that is not listed is typed as its tag. */
import { For, type JSX } from 'solid-js';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select } from '#ui/field.tsx';
import { useField } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { choiceOfLanguages } from '../rules/names.ts';

/** Sends `language`, and `language-other` where one was typed: `languageSent` makes one of the two. */
export function LanguageField(props: { label: string; blank?: string }): JSX.Element {
  const { t, locale } = useView();
  const { value, error } = useField('language');
  const chosen = String(value ?? '');
  return (
    <>
      <Select
        name="language"
        label={props.label}
        value={chosen}
        blank={props.blank}
        options={choiceOfLanguages(locale, chosen)}
        optional={props.blank !== undefined}
      />
      <Disclosure summary={t('languages.not-listed')} open={error !== undefined}>
        <Field
          name="language-other"
          label={t('languages.tag')}
          hint={t('languages.tag-hint')}
          dir="ltr"
          maxlength={35}
          autocomplete="off"
          optional
        />
      </Disclosure>
    </>
  );
}

/** What a field for a tag offers while it is typed. */
export function LanguageList(props: { id: string }): JSX.Element {
  const { locale } = useView();
  return (
    <datalist id={props.id}>
      <For each={choiceOfLanguages(locale)}>
        {({ value, label }) => <option value={value}>{label}</option>}
      </For>
    </datalist>
  );
}
