import { type JSX, Show } from 'solid-js';
import { RightAnswer, ScoreMark } from '#activities/mark.tsx';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { Field } from '#ui/field.tsx';
import type { NumericAnswer, NumericSettings } from './settings.ts';

export function NumericView(props: ActivityViewProps<NumericSettings, NumericAnswer>): JSX.Element {
  const { units, unitRequired, ranges } = props.activity.settings;
  const right = () => ranges.find((range) => range.score === 1)?.shown;
  return (
    <div class="numeric">
      <Field
        name={props.fieldName('value')}
        label={props.t('activities.your-number')}
        hint={unitRequired ? props.t('activities.number-with-unit') : undefined}
        // Where the unit is asked for, showing it would answer half of the question.
        suffix={unitRequired ? undefined : units[0]}
        value={props.answer ?? undefined}
        class="numeric-input"
        autocomplete="off"
        maxlength={200}
        dir="auto"
        disabled={props.disabled}
      />
      <ScoreMark judgement={props.judgement} t={props.t} />
      <Show when={props.reveal && right()}>
        {(shown) => (
          <RightAnswer t={props.t}>
            <bdi>{[shown(), units[0]].filter(Boolean).join(' ')}</bdi>
          </RightAnswer>
        )}
      </Show>
    </div>
  );
}
