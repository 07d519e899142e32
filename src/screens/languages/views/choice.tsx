/** Choosing a language by its name; one that is not listed is typed as its tag. */
import type { JSX } from 'solid-js';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select } from '#ui/field.tsx';
import { useField } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { choiceOfLanguages, isTag } from '../rules/names.ts';

/** Sends `language`, and `language-other` where one was typed: `languageSent` makes one of the two. */
export function LanguageField(props: {
  label: string;
  blank?: string;
  /** One has to be named; else the blank says that none is. */
  needed?: boolean;
  /** Those that are there already. */
  without?: readonly string[];
}): JSX.Element {
  const { t, locale } = useView();
  const { value, error } = useField('language');
  const sent = String(value ?? '');
  // What is no tag was typed.
  const isTyped = sent !== '' && !isTag(sent);
  const chosen = isTyped ? '' : sent;
  const options = choiceOfLanguages(locale, chosen).filter((one) => !props.without?.includes(one.value));
  return (
    <>
      <Select
        name="language"
        label={props.label}
        value={chosen}
        blank={props.blank ?? (isTyped ? t('languages.choose') : undefined)}
        options={options}
        optional={props.blank !== undefined && !props.needed}
        required={false}
      />
      <Disclosure summary={t('languages.not-listed')} open={error !== undefined}>
        <Field
          name="language-other"
          label={t('languages.tag')}
          hint={t('languages.tag-hint')}
          value={isTyped ? sent : undefined}
          dir="ltr"
          maxlength={35}
          autocomplete="off"
          optional
        />
      </Disclosure>
    </>
  );
}
