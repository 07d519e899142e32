/** A rubric: as it is read before handing in, as markers fill it in, and filled in. */
import { For, type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import type { CriterionMark, Rubric, RubricCriterion, RubricLevel } from '#modules/content/contract.ts';
import type { GivenMark } from '#modules/marking/index.ts';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, FieldError, TextArea } from '#ui/field.tsx';
import { fieldId } from '#ui/field-id.ts';
import { type Problem, useField } from '#ui/form.tsx';
import { Html } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { useView } from '#ui/view.tsx';

/** Points of a level or of a whole criterion. */
function Points(props: { points: number; of: number }): JSX.Element {
  const { t } = useView();
  return (
    <span class="rubric-points">{t('marking.level-points', { points: props.points, of: props.of })}</span>
  );
}

function CriterionHead(props: { criterion: RubricCriterion; earned?: number | null }): JSX.Element {
  const { t } = useView();
  const { criterion } = props;
  return (
    <>
      <bdi>{criterion.title}</bdi>{' '}
      <Show
        when={props.earned !== undefined && props.earned !== null}
        fallback={
          <span class="rubric-points">{t('marking.criterion-points', { count: criterion.points })}</span>
        }
      >
        <Points points={props.earned ?? 0} of={criterion.points} />
      </Show>
    </>
  );
}

function LevelText(props: { level: RubricLevel; criterion: RubricCriterion }): JSX.Element {
  const { level, criterion } = props;
  return (
    <>
      <span class="rubric-level-title">
        <bdi>{level.title}</bdi> <Points points={level.share * criterion.points} of={criterion.points} />
      </span>
      <Show when={level.html}>
        <Html html={level.html} />
      </Show>
    </>
  );
}

/** With `marks` it is filled in: the level that was chosen stands out, with points and comment. */
export function RubricView(props: { rubric: Rubric; marks?: readonly CriterionMark[] }): JSX.Element {
  const markOf = ({ id }: RubricCriterion) => props.marks?.find(({ criterion }) => criterion === id);
  return (
    <dl class="rubric">
      <For each={props.rubric.criteria}>
        {(criterion) => {
          const mark = markOf(criterion);
          return (
            <>
              <dt>
                <CriterionHead criterion={criterion} earned={props.marks && (mark?.points ?? 0)} />
              </dt>
              <dd>
                <Show when={criterion.html}>
                  <Html html={criterion.html} />
                </Show>
                <ul class="rubric-levels">
                  <For each={criterion.levels}>
                    {(level) => (
                      <li classList={{ 'rubric-chosen': mark?.level === level.id }}>
                        <Show when={mark?.level === level.id}>
                          <Icon name="check" />
                        </Show>
                        <div>
                          <LevelText level={level} criterion={criterion} />
                        </div>
                      </li>
                    )}
                  </For>
                </ul>
                <Show when={mark?.comment}>{(comment) => <p class="rubric-comment">{comment()}</p>}</Show>
              </dd>
            </>
          );
        }}
      </For>
    </dl>
  );
}

interface CriterionProps {
  criterion: RubricCriterion;
  mark: GivenMark | undefined;
  /** Says the keys that choose a level. */
  keys?: boolean;
}

function CriterionForm(props: CriterionProps): JSX.Element {
  const { t } = useView();
  const { criterion, mark } = props;
  const name = `level.${criterion.id}`;
  const problem = useField(name).error;
  const inDetail = () => (mark?.points ?? null) !== null || Boolean(mark?.comment);
  return (
    <fieldset
      class="field criterion"
      classList={{ 'field-wrong': problem !== undefined }}
      data-criterion={criterion.id}
      aria-describedby={problem ? `${fieldId(name)}-error` : undefined}
    >
      <legend>
        <CriterionHead criterion={criterion} />
      </legend>
      <Show when={problem}>{(message) => <FieldError id={fieldId(name)} message={message()} />}</Show>
      <Show when={criterion.html}>
        <div class="muted">
          <Html html={criterion.html} />
        </div>
      </Show>
      <For each={criterion.levels}>
        {(level, index) => {
          // The first one carries the plain id, so that the error summary's link leads to it.
          const id = fieldId(index() === 0 ? name : `${name}.${level.id}`);
          return (
            <div class="tick level">
              <input type="radio" id={id} name={name} value={level.id} checked={mark?.level === level.id} />
              <label for={id}>
                <Show when={props.keys}>
                  <span class="level-key" aria-hidden="true">
                    {index() + 1}
                  </span>
                </Show>
                <LevelText level={level} criterion={criterion} />
              </label>
            </div>
          );
        }}
      </For>
      <Show when={criterion.levels.length > 0} fallback={<Detail {...props} />}>
        <Disclosure
          summary={
            <>
              {t('marking.more')}
              <span class="visually-hidden">: {criterion.title}</span>
            </>
          }
          open={inDetail()}
        >
          <Detail {...props} />
        </Disclosure>
      </Show>
    </fieldset>
  );
}

/** What a level does not say. */
function Detail(props: CriterionProps): JSX.Element {
  const { t } = useView();
  const { criterion, mark } = props;
  return (
    <>
      <Field
        name={`points.${criterion.id}`}
        label={t('marking.by-hand-of', { criterion: criterion.title })}
        type="number"
        min="0"
        max={criterion.points}
        step="any"
        value={mark?.points ?? undefined}
        optional={criterion.levels.length > 0}
      />
      <TextArea
        name={`comment.${criterion.id}`}
        label={t('marking.criterion-comment', { criterion: criterion.title })}
        rows={2}
        value={mark?.comment}
        optional
        dir="auto"
      />
    </>
  );
}

/** What is still to be judged before a mark is finished, for the form that is shown again. */
export function openCriteria(
  { rubric }: { rubric?: Rubric | undefined },
  marks: readonly GivenMark[],
  t: Translate,
): Problem[] {
  const given = new Map(marks.map((mark) => [mark.criterion, mark]));
  const isOpen = ({ id }: RubricCriterion) =>
    (given.get(id)?.level ?? null) === null && (given.get(id)?.points ?? null) === null;
  return (rubric?.criteria ?? []).filter(isOpen).map(({ id, title, levels }) => ({
    path: `${levels.length > 0 ? 'level' : 'points'}.${id}`,
    message: t('marking.not-judged', { criterion: title }),
  }));
}

export function RubricForm(props: {
  rubric: Rubric;
  marks: readonly GivenMark[];
  keys?: boolean;
}): JSX.Element {
  return (
    <For each={props.rubric.criteria}>
      {(criterion) => (
        <CriterionForm
          criterion={criterion}
          mark={props.marks.find((mark) => mark.criterion === criterion.id)}
          keys={props.keys}
        />
      )}
    </For>
  );
}
