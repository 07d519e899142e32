import { type JSX, Show } from 'solid-js';
import { RightAnswer } from '#activities/mark.tsx';
import type { Translate } from '#lib/messages.ts';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { Field } from '#ui/field.tsx';
import type { NumericAnswer, NumericSettings, Range } from './settings.ts';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `m/s^2` as it is printed: m/s². */
const printedUnit = (unit: string): string =>
  unit.replace(/\^(-?)(\d+)/g, (_, minus: string, digits: string) => {
    const raised = digits.replace(/\d/g, (digit) => superscripts[Number(digit)] ?? digit);
    return `${minus && '⁻'}${raised}`;
  });

/** A range in words: the brackets of an interval are for authors. Nothing to say where any number is right. */
function rangeText(range: Range | undefined, t: Translate): string | undefined {
  const { shown = '', from = null, to = null, fromOpen, toOpen } = range ?? {};
  if (!/^[[(\]]/.test(shown)) return shown;
  if (from !== null && to !== null) return t('activities.number-between', { from, to });
  if (from !== null) return t(`activities.number-${fromOpen ? 'above' : 'from'}`, { from });
  return to === null ? undefined : t(`activities.number-${toOpen ? 'below' : 'up-to'}`, { to });
}

export function NumericView(props: ActivityViewProps<NumericSettings, NumericAnswer>): JSX.Element {
  const { units, unitRequired, ranges } = props.activity.settings;
  const unit = units[0] && printedUnit(units[0]);
  const right = () =>
    rangeText(
      ranges.find((range) => range.score === 1),
      props.t,
    );
  return (
    <div class="numeric">
      <Field
        name={props.fieldName('value')}
        label={props.t('activities.your-number')}
        hint={unitRequired ? props.t('activities.number-with-unit') : undefined}
        // Where the unit is asked for, showing it would answer half of the question.
        suffix={unitRequired ? undefined : unit}
        value={props.answer ?? undefined}
        class="numeric-input"
        autocomplete="off"
        maxlength={200}
        dir="auto"
        disabled={props.disabled}
      />
      <Show when={props.reveal && right()}>
        {(shown) => (
          <RightAnswer t={props.t}>
            <bdi>{[shown(), unit].filter(Boolean).join(' ')}</bdi>
          </RightAnswer>
        )}
      </Show>
    </div>
  );
}
