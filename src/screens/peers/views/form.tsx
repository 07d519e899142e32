/** What a review, a sample or an answer to an appeal is entered with: the rubric, else points; and words. */
import { type JSX, Show } from 'solid-js';
import type { Activity } from '#modules/content/contract.ts';
import { criterionMarksOf, plainPoints } from '#modules/marking/index.ts';
import type { StoredReview } from '#modules/peers/index.ts';
import { RubricForm, RubricView } from '#screens/marking/index.ts';
import { Field, TextArea } from '#ui/field.tsx';
import { useView } from '#ui/view.tsx';

export type Given = Pick<StoredReview, 'marks' | 'points' | 'comment'>;
export const nothingGiven: Given = { marks: [], points: null, comment: '' };

export function JudgingFields(props: {
  activity: Activity;
  given: Given;
  /** Who else reads the words. */
  hint?: string | undefined;
}): JSX.Element {
  const { t } = useView();
  const { activity, given } = props;
  return (
    <>
      <Show
        when={activity.rubric}
        fallback={
          <Field
            name="points"
            label={t('marking.plain-points', { of: plainPoints(activity) })}
            type="number"
            min="0"
            max={plainPoints(activity)}
            step="any"
            value={given.points ?? undefined}
          />
        }
      >
        {(rubric) => <RubricForm rubric={rubric()} marks={given.marks} />}
      </Show>
      <TextArea
        name="comment"
        label={t('peers.comment')}
        hint={props.hint}
        rows={6}
        value={given.comment}
        optional
        dir="auto"
      />
    </>
  );
}

/** A judgement that is written: points, levels, words. */
export function Judged(props: { activity: Activity; of: Given & { score: number | null } }): JSX.Element {
  const { t } = useView();
  const { activity, of } = props;
  const most = plainPoints(activity);
  return (
    <>
      <Show when={of.score !== null}>
        <p class="feedback-points">
          {t('marking.level-points', { points: (of.score ?? 0) * most, of: most })}
        </p>
      </Show>
      <Show when={of.comment}>
        <p class="message-body" dir="auto">
          {of.comment}
        </p>
      </Show>
      {/* Begun, and nothing chosen yet: that is not nought. */}
      <Show when={of.marks.length > 0 && activity.rubric}>
        {(rubric) => <RubricView rubric={rubric()} marks={criterionMarksOf(activity, of.marks)} />}
      </Show>
    </>
  );
}
