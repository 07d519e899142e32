import { For, type JSX, Show } from 'solid-js';
import { RightAnswer } from '#activities/mark.tsx';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { Field, TextArea } from '#ui/field.tsx';
import { longestText, type TextAnswer, type TextSettings } from './settings.ts';

type Props = ActivityViewProps<TextSettings, TextAnswer>;

function Control(props: Props): JSX.Element {
  const { lines, placeholder } = props.activity.settings;
  const common = {
    name: props.fieldName('value'),
    label: props.t('activities.your-answer'),
    value: props.answer ?? undefined,
    placeholder: placeholder ?? undefined,
    maxlength: longestText,
    dir: 'auto' as const,
    disabled: props.disabled,
  };
  return lines > 1 ? <TextArea {...common} rows={lines} /> : <Field {...common} autocomplete="off" />;
}

/** Patterns are not shown as an answer: nobody but their author reads them. */
export function TextView(props: Props): JSX.Element {
  const right = () =>
    props.activity.settings.accepted.filter(({ kind, score }) => kind === 'text' && score === 1);
  return (
    <div class="text-answer">
      <Control {...props} />
      <Show when={props.reveal && right().length > 0}>
        <RightAnswer t={props.t}>
          <For each={right()}>
            {(accepted, index) => (
              <>
                {index() > 0 && ` ${props.t('activities.or')} `}
                <q>{accepted.value}</q>
              </>
            )}
          </For>
        </RightAnswer>
      </Show>
    </div>
  );
}
