import { type JSX, Show } from 'solid-js';
import { RightAnswer } from '#activities/mark.tsx';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { Field } from '#ui/field.tsx';
import { calculate } from './rules/expression.ts';
import { drawValues, printNumber } from './rules/values.ts';
import type { CalculatedAnswer, CalculatedSettings } from './settings.ts';

type Props = ActivityViewProps<CalculatedSettings, CalculatedAnswer>;

/** An expression with the values of its variables; the unknowns stay. */
function withValues(text: string, { activity, seed, locale }: Props): string {
  const { numbers } = drawValues(activity.settings, seed);
  return text.replace(/[A-Za-z]\w*/g, (name) => {
    const value = numbers.get(name);
    if (value === undefined) return name;
    return value < 0 ? `(${printNumber(value, locale)})` : printNumber(value, locale);
  });
}

/** Four digits tell whether one was right, whatever the tolerance. */
function rightOf(props: Props): string | null {
  const { accepted, unknowns, unit } = props.activity.settings;
  const right = accepted.find(({ score }) => score === 1);
  if (!right) return null;
  if (unknowns.length > 0) return withValues(right.is, props);
  const value = calculate(right.is, drawValues(props.activity.settings, props.seed).numbers);
  return [printNumber(Number(value.toPrecision(6)), props.locale), unit].filter(Boolean).join(' ');
}

export function CalculatedView(props: Props): JSX.Element {
  const { unit, unitRequired, unknowns } = props.activity.settings;
  const names = unknowns.map(({ name }) => name).join(', ');
  const hint = () => {
    if (unknowns.length > 0)
      return props.t('tasks.formula-in', { names, example: `2*${unknowns[0]?.name}^2` });
    return unitRequired ? props.t('activities.number-with-unit') : undefined;
  };
  return (
    <div class="numeric">
      <Field
        name={props.fieldName('value')}
        label={props.t(unknowns.length > 0 ? 'tasks.your-formula' : 'activities.your-number')}
        hint={hint()}
        // Where the unit is asked for, showing it would answer half of the question.
        suffix={unitRequired ? undefined : (unit ?? undefined)}
        value={props.answer?.value}
        class={unknowns.length > 0 ? undefined : 'numeric-input'}
        autocomplete="off"
        maxlength={300}
        dir="auto"
        disabled={props.disabled}
      />
      <Show when={!props.disabled}>
        <input type="hidden" name={props.fieldName('seed')} value={props.seed} />
      </Show>
      <Show when={props.reveal && rightOf(props)}>
        {(right) => (
          <RightAnswer t={props.t}>
            <bdi>{right()}</bdi>
          </RightAnswer>
        )}
      </Show>
    </div>
  );
}
