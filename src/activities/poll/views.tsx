import { For, type JSX, Show } from 'solid-js';
import { Piece, promptId } from '#activities/mark.tsx';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { fieldId } from '#ui/field-id.ts';
import type { PollAnswer, PollSettings } from './settings.ts';

/** The smallest group whose shares show; who counts them holds to it. */
const minimumGroup = 5;

type Props = ActivityViewProps<PollSettings, PollAnswer>;

interface OptionProps {
  of: Props;
  option: PollSettings['options'][number];
  id: string;
  votes: number | null;
  total: number;
}

/** A `meter` is a bar that is read aloud and needs no style of its own. */
function Share(props: { of: Props; votes: number; total: number; text: string }): JSX.Element {
  const share = props.total === 0 ? 0 : props.votes / props.total;
  const percent = new Intl.NumberFormat(props.of.locale, { style: 'percent' }).format(share);
  return (
    <span class="poll-share">
      <meter class="poll-bar" min={0} max={1} value={share} aria-label={props.text}>
        {percent}
      </meter>
      <span class="poll-count">
        {props.of.t('activities.poll-share', { share: percent, count: props.votes })}
      </span>
    </span>
  );
}

function Option(props: OptionProps): JSX.Element {
  const { of: view, option } = props;
  return (
    <li class="poll-option">
      <label class="poll-label">
        <input
          type={view.activity.settings.multiple ? 'checkbox' : 'radio'}
          id={props.id}
          name={view.fieldName('value')}
          value={option.id}
          checked={view.answer?.includes(option.id) ?? false}
        />
        <Piece class="poll-text" html={option.html} />
      </label>
      <Show when={props.votes !== null}>
        <Share of={view} votes={props.votes ?? 0} total={props.total} text={option.text} />
      </Show>
    </li>
  );
}

export function PollView(props: Props): JSX.Element {
  const { options, multiple } = props.activity.settings;
  const votes = options.map((option) => props.tally?.[option.id] ?? 0);
  const total = votes.reduce((sum, count) => sum + count, 0);
  const id = fieldId(props.fieldName('value'));
  return (
    <fieldset class="poll" disabled={props.disabled} aria-describedby={promptId(props.fieldName)}>
      <legend class="answer-legend">
        {props.t(multiple ? 'activities.choose-several' : 'activities.choose-one')}
      </legend>
      <ul class="poll-options">
        <For each={options}>
          {(option, index) => (
            <Option
              of={props}
              option={option}
              id={index() === 0 ? id : `${id}-${index()}`}
              votes={props.tally ? (votes[index()] ?? 0) : null}
              total={total}
            />
          )}
        </For>
      </ul>
      <p class="poll-note">
        {props.tally
          ? props.t('activities.poll-total', { count: total })
          : props.t('activities.poll-hidden', { minimum: minimumGroup })}
      </p>
    </fieldset>
  );
}
