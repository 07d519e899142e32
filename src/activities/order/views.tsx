import { For, type JSX, Show } from 'solid-js';
import { PartVerdict, Piece, partOf, promptId } from '#activities/mark.tsx';
import { shuffled } from '#lib/random.ts';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { fieldId } from '#ui/field-id.ts';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import { orderOf, placeField } from './judge.ts';
import type { OrderAnswer, OrderSettings } from './settings.ts';

type Props = ActivityViewProps<OrderSettings, OrderAnswer>;
type Item = OrderSettings['items'][number];

/** Shuffled, but never in the right order at once. */
function shuffledItems({ items, sequence }: OrderSettings, seed: number): Item[] {
  const shown = shuffled(items, seed);
  const isRight = shown.every(({ id }, index) => id === sequence[index]);
  return isRight ? [...shown.slice(1), ...shown.slice(0, 1)] : shown;
}

/** As the learner left them, where every item has a place; else shuffled. */
function shownItems(props: Props): Item[] {
  const { settings } = props.activity;
  const placed = orderOf(props.answer ?? {}).flatMap(
    (id) => settings.items.find((item) => item.id === id) ?? [],
  );
  return placed.length === settings.items.length ? placed : shuffledItems(settings, props.seed);
}

/** They wait for the browser part: without it the menu does the same. */
function MoveButtons(props: { of: Props; text: string }): JSX.Element {
  const move = (direction: 'up' | 'down') => (
    <button
      type="button"
      hidden
      class="button button-plain button-small button-icon"
      data-move={direction}
      aria-label={props.of.t(`activities.order-${direction}`, { item: props.text })}
    >
      <Icon name={`arrow-${direction}`} />
    </button>
  );
  return (
    <span class="order-moves">
      {move('up')}
      {move('down')}
    </span>
  );
}

function ItemRow(props: { of: Props; item: Item; id: string }): JSX.Element {
  const { of: view, item } = props;
  const { items } = view.activity.settings;
  const part = partOf(view.judgement, item.id);
  return (
    <li class="order-item" data-text={item.text}>
      <span class="order-grip" hidden data-grip>
        <Icon name="grip-vertical" />
      </span>
      <label class="order-text" for={props.id}>
        <span class="visually-hidden">{view.t('activities.order-place')} </span>
        <Piece html={item.html} />
      </label>
      <select
        id={props.id}
        class="order-place"
        name={view.fieldName(placeField(item.id))}
        aria-describedby={part ? `${props.id}-verdict` : undefined}
      >
        <option value="">–</option>
        <For each={items}>
          {(_, index) => (
            <option value={index() + 1} selected={view.answer?.[item.id] === index() + 1}>
              {index() + 1}
            </option>
          )}
        </For>
      </select>
      <MoveButtons of={view} text={item.text} />
      <PartVerdict part={part} id={`${props.id}-verdict`} t={view.t} />
    </li>
  );
}

function RightOrder(props: Props): JSX.Element {
  const { items, sequence } = props.activity.settings;
  return (
    <section class="right-answer" aria-label={props.t('activities.right-answer')}>
      <p class="right-answer-label">{props.t('activities.right-answer')}</p>
      <ol>
        <For each={sequence}>
          {(id) => (
            <li>
              <Piece html={items.find((item) => item.id === id)?.html ?? ''} />
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}

export function OrderView(props: Props): JSX.Element {
  const shown = shownItems(props);
  const id = fieldId(props.fieldName('value'));
  const texts = {
    moved: props.t('activities.order-moved', { item: '{item}', place: '{place}', total: shown.length }),
  };
  const island = props.disabled ? {} : enhance('activities/order/islands/order-list', texts, 'visible');
  return (
    <fieldset
      class="order"
      disabled={props.disabled}
      aria-describedby={promptId(props.fieldName)}
      {...island}
    >
      <legend class="answer-legend">{props.t('activities.order-legend')}</legend>
      <ol class="order-items">
        <For each={shown}>
          {(item, index) => <ItemRow of={props} item={item} id={index() === 0 ? id : `${id}-${index()}`} />}
        </For>
      </ol>
      <p class="visually-hidden" aria-live="polite" data-announce />
      <Show when={props.reveal}>
        <RightOrder {...props} />
      </Show>
    </fieldset>
  );
}
