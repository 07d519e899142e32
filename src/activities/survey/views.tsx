import { For, type JSX, Show } from 'solid-js';
import { Piece } from '#activities/mark.tsx';
import type { ActivityViewProps } from '#modules/content/contract.ts';
import { fieldId } from '#ui/field-id.ts';
import { pointsOf, repliesTo } from './rules.ts';
import { longestReply, type SurveyAnswer, type SurveyQuestion, type SurveySettings } from './settings.ts';

type Props = ActivityViewProps<SurveySettings, SurveyAnswer>;
type Of<Kind> = Extract<SurveyQuestion, { kind: Kind }>;
interface QuestionProps<Question> {
  of: Props;
  question: Question;
  /** Id of the question's first control. */
  id: string;
}

/** A mark and what it means; the first one carries the id that a problem leads to. */
function Choosable(props: {
  of: Props;
  question: Of<'choice' | 'scale'>;
  value: string;
  id: string;
  children: JSX.Element;
}): JSX.Element {
  const { of: view, question } = props;
  const several = question.kind === 'choice' && question.multiple;
  return (
    <label class="survey-option">
      <input
        type={several ? 'checkbox' : 'radio'}
        id={props.id}
        name={view.fieldName(question.id)}
        value={props.value}
        checked={repliesTo(view.answer, question.id).includes(props.value)}
      />
      {props.children}
    </label>
  );
}

function Choice(props: QuestionProps<Of<'choice'>>): JSX.Element {
  return (
    <div class="survey-options">
      <For each={props.question.options}>
        {(option, index) => (
          <Choosable {...props} value={option.id} id={index() === 0 ? props.id : `${props.id}-${index()}`}>
            <Piece html={option.html} />
          </Choosable>
        )}
      </For>
    </div>
  );
}

function Scale(props: QuestionProps<Of<'scale'>>): JSX.Element {
  const { low, high } = props.question;
  return (
    <div class="survey-scale">
      <span class="survey-end" dir="auto">
        {low}
      </span>
      <For each={pointsOf(props.question)}>
        {(point, index) => (
          <Choosable {...props} value={point} id={index() === 0 ? props.id : `${props.id}-${index()}`}>
            <span>{point}</span>
          </Choosable>
        )}
      </For>
      <span class="survey-end" dir="auto">
        {high}
      </span>
    </div>
  );
}

function Legend(props: { of: Props; question: SurveyQuestion }): JSX.Element {
  return (
    <>
      <Piece html={props.question.html} />
      <Show when={!props.question.required}>
        <span class="field-optional"> {props.of.t('ui.optional')}</span>
      </Show>
    </>
  );
}

function Text(props: QuestionProps<Of<'text'>>): JSX.Element {
  const { of: view, question } = props;
  return (
    <div class="survey-question">
      <label class="survey-asked" for={props.id}>
        <Legend of={view} question={question} />
      </label>
      <textarea
        id={props.id}
        name={view.fieldName(question.id)}
        rows={question.lines}
        maxlength={longestReply}
        dir="auto"
        disabled={view.disabled}
      >
        {repliesTo(view.answer, question.id)[0]}
      </textarea>
    </div>
  );
}

function Question(props: QuestionProps<SurveyQuestion>): JSX.Element {
  const { question } = props;
  if (question.kind === 'text') return <Text {...props} question={question} />;
  return (
    <fieldset class="survey-question" disabled={props.of.disabled}>
      <legend class="survey-asked">
        <Legend of={props.of} question={question} />
      </legend>
      {question.kind === 'scale' ? (
        <Scale {...props} question={question} />
      ) : (
        <Choice {...props} question={question} />
      )}
    </fieldset>
  );
}

export function SurveyView(props: Props): JSX.Element {
  const { questions, anonymous } = props.activity.settings;
  const first = fieldId(props.fieldName('value'));
  const given = () => props.disabled && anonymous && props.answer !== null;
  return (
    <div class="survey">
      <Show when={anonymous}>
        <p class="survey-note muted">{props.t(given() ? 'tasks.survey-given' : 'tasks.survey-anonymous')}</p>
      </Show>
      <Show when={!given()}>
        <For each={questions}>
          {(question, index) => (
            <Question
              of={props}
              question={question}
              id={index() === 0 ? first : fieldId(props.fieldName(question.id))}
            />
          )}
        </For>
      </Show>
    </div>
  );
}
