import { For, type JSX, Show } from 'solid-js';
import { PartVerdict, Piece, partOf, promptId, RightAnswer } from '#activities/mark.tsx';
import { shuffled } from '#lib/random.ts';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { fieldId } from '#ui/field-id.ts';
import { enhance } from '#ui/island.tsx';
import { rowField } from './judge.ts';
import type { MatchAnswer, MatchSettings } from './settings.ts';

type Props = ActivityViewProps<MatchSettings, MatchAnswer>;
type Target = MatchSettings['targets'][number];

/** Menus hold plain text; a picture or formula is shown in the list above and named by its letter. */
const letter = (index: number): string => (index < 26 ? String.fromCharCode(65 + index) : String(index + 1));

function Targets(props: { targets: Target[]; lettered: boolean }): JSX.Element {
  return (
    <ul class="match-targets" hidden={!props.lettered}>
      <For each={props.targets}>
        {(target, index) => (
          <li class="match-piece" data-target={target.id}>
            <Show when={props.lettered}>
              <span class="match-letter">{letter(index())}</span>{' '}
            </Show>
            <Piece html={target.html} />
          </li>
        )}
      </For>
    </ul>
  );
}

interface RowProps {
  of: Props;
  row: MatchSettings['rows'][number];
  targets: Target[];
  lettered: boolean;
  id: string;
}

function Row(props: RowProps): JSX.Element {
  const { of: view, row } = props;
  const part = partOf(view.judgement, row.id);
  const chosen = view.answer?.[row.id];
  const right = () => props.targets.find((target) => target.id === row.target);
  return (
    <li class="match-row" data-row={row.id}>
      <label class="match-asked" for={props.id}>
        <Piece html={row.html} />
      </label>
      <select
        id={props.id}
        name={view.fieldName(rowField(row.id))}
        aria-describedby={part ? `${props.id}-verdict` : undefined}
      >
        <option value="">{view.t('activities.choose')}</option>
        <For each={props.targets}>
          {(target, index) => (
            <option value={target.id} selected={target.id === chosen}>
              {props.lettered ? `${letter(index())}: ${target.text}` : target.text}
            </option>
          )}
        </For>
      </select>
      <PartVerdict part={part} id={`${props.id}-verdict`} t={view.t} />
      <Show when={view.reveal && !part?.correct && right()}>
        {(target) => (
          <RightAnswer t={view.t}>
            <Piece html={target().html} />
          </RightAnswer>
        )}
      </Show>
    </li>
  );
}

export function MatchView(props: Props): JSX.Element {
  const { rows, targets, shuffle } = props.activity.settings;
  // Always shuffled: in the author's order the first target would belong to the first row.
  const offered = shuffled(targets, props.seed);
  const shown = shuffle ? shuffled(rows, props.seed + 1) : rows;
  const lettered = targets.some((target) => !target.plain);
  const id = fieldId(props.fieldName('value'));
  const texts = { put: props.t('activities.match-put', { target: '{target}', row: '{row}' }) };
  const island = props.disabled ? {} : enhance('activities/match/islands/match-board', texts, 'visible');
  return (
    <fieldset
      class="match"
      disabled={props.disabled}
      aria-describedby={promptId(props.fieldName)}
      {...island}
    >
      <legend class="answer-legend">{props.t('activities.match-legend')}</legend>
      <Targets targets={offered} lettered={lettered} />
      <ul class="match-rows">
        <For each={shown}>
          {(row, index) => (
            <Row
              of={props}
              row={row}
              targets={offered}
              lettered={lettered}
              id={index() === 0 ? id : `${id}-${index()}`}
            />
          )}
        </For>
      </ul>
      <p class="visually-hidden" aria-live="polite" data-announce />
    </fieldset>
  );
}
