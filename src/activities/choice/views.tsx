import { For, type JSX, Show } from 'solid-js';
import { PartVerdict, Piece, partOf, promptId } from '#activities/mark.tsx';
import { shuffled } from '#lib/random.ts';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { fieldId } from '#ui/field-id.ts';
import { Icon } from '#ui/icon.tsx';
import type { ChoiceAnswer, ChoiceOption, ChoiceSettings } from './settings.ts';

type Props = ActivityViewProps<ChoiceSettings, ChoiceAnswer>;

function Option(props: { of: Props; option: ChoiceOption; id: string }): JSX.Element {
  const { option, of: view } = props;
  const part = partOf(view.judgement, option.id);
  const showRight = view.reveal && option.correct && !part;
  return (
    <li class="choice-option" classList={{ 'is-right-answer': view.reveal && option.correct }}>
      <label class="choice-label">
        <input
          type={view.activity.settings.multiple ? 'checkbox' : 'radio'}
          id={props.id}
          name={view.fieldName('value')}
          value={option.id}
          checked={view.answer?.includes(option.id) ?? false}
          aria-describedby={part ? `${props.id}-verdict` : undefined}
        />
        <Piece class="choice-text" html={option.html} />
      </label>
      <PartVerdict part={part} id={`${props.id}-verdict`} t={view.t} />
      <Show when={showRight}>
        <span class="mark is-correct">
          <Icon name="circle-check" />
          {view.t('activities.right-answer')}
        </span>
      </Show>
    </li>
  );
}

export function ChoiceView(props: Props): JSX.Element {
  const { options, multiple, shuffle } = props.activity.settings;
  const shown = shuffle ? shuffled(options, props.seed) : options;
  const id = fieldId(props.fieldName('value'));
  return (
    <fieldset class="choice" disabled={props.disabled} aria-describedby={promptId(props.fieldName)}>
      <legend class="answer-legend">
        {props.t(multiple ? 'activities.choose-several' : 'activities.choose-one')}
      </legend>
      <ul class="choice-options">
        <For each={shown}>
          {(option, index) => (
            <Option of={props} option={option} id={index() === 0 ? id : `${id}-${index()}`} />
          )}
        </For>
      </ul>
    </fieldset>
  );
}
