/** What every kind shows alike after judging: a mark in words beside its sign, feedback, the right answer. */
import { type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import type { JudgedPart, Judgement } from '#modules/content/contract.ts';
import { fieldId } from '#ui/field-id.ts';
import { Icon } from '#ui/icon.tsx';

export function Mark(props: { correct: boolean; t: Translate }): JSX.Element {
  return (
    <span class={`mark ${props.correct ? 'is-correct' : 'is-wrong'}`}>
      <Icon name={props.correct ? 'circle-check' : 'circle-x'} />
      {props.t(props.correct ? 'activities.right' : 'activities.wrong')}
    </span>
  );
}

/** Mark and feedback of one part, under the id that its control is described by. */
export function PartVerdict(props: { part: JudgedPart | undefined; id: string; t: Translate }): JSX.Element {
  return (
    <Show when={props.part}>
      {(part) => (
        <span class="part-verdict" id={props.id}>
          <Mark correct={part().correct} t={props.t} />
          <Show when={part().feedback}>{(html) => <Piece class="part-feedback" html={html()} />}</Show>
        </span>
      )}
    </Show>
  );
}

/** A piece of the author's text: it runs in its own direction, whatever the reader's. */
export function Piece(props: { html: string; class?: string }): JSX.Element {
  return <span class={props.class} dir="auto" innerHTML={props.html} />;
}

export function RightAnswer(props: { t: Translate; children: JSX.Element }): JSX.Element {
  return (
    <p class="right-answer">
      <span class="right-answer-label">{props.t('activities.right-answer')}</span> {props.children}
    </p>
  );
}

export const partOf = (judgement: Judgement | null, id: string): JudgedPart | undefined =>
  judgement?.parts?.find((part) => part.id === id);

/** Id of the element that shows the question; groups of controls are described by it. */
export const promptId = (fieldName: (field: string) => string): string => fieldId(fieldName('prompt'));
