/** When something shows: one of some words, or a time, which is asked for beside them and counts where it is given. */
import type { JSX } from 'solid-js';
import { isWallTime } from '#modules/content/index.ts';
import { Field, Select } from '#ui/field.tsx';
import { useView } from '#ui/view.tsx';
import { wordLabel } from './labels.ts';

interface MomentControlProps {
  name: string;
  label: string;
  words: readonly string[];
  /** The choice of none. */
  blank: string;
  /** Absent: the form around knows the values of both controls. */
  value?: string;
}

export function MomentControl(props: MomentControlProps): JSX.Element {
  const { t } = useView();
  const { name, label, value, words } = props;
  const word = value === undefined || !isWallTime(value) ? value : '';
  // A word that means nothing stays until the author chooses another.
  const choices = word && !words.includes(word) ? [...words, word] : words;
  return (
    <div class="moment">
      <Select
        name={name}
        label={label}
        value={word}
        blank={props.blank}
        options={choices.map((one) => ({ value: one, label: wordLabel(t, one) }))}
        optional
      />
      <Field
        name={`${name}.time`}
        type="datetime-local"
        label={t('editor.moment-time')}
        aria-label={`${label}, ${t('editor.moment-time')}`}
        value={value !== undefined && isWallTime(value) ? value : value && ''}
        optional
      />
    </div>
  );
}
