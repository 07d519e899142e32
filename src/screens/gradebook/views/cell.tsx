import { type JSX, Show } from 'solid-js';
import type { Override } from '#modules/grading/index.ts';
import { WhyPage } from '#screens/learn/index.ts';
import { Button } from '#ui/button.tsx';
import { Checkbox, Field, TextArea } from '#ui/field.tsx';
import { Form, FormActions, type FormValues, type Problem } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import type { GradebookLinks } from '../links.ts';
import type { OpenCell } from '../service.ts';

export interface CellPageProps extends OpenCell {
  to: GradebookLinks;
  title: string;
  problems?: readonly Problem[];
  values?: FormValues;
}

const valuesOf = (override: Override | null): FormValues => ({
  points: override?.points ?? '',
  excused: override?.excused ?? false,
  comment: override?.comment ?? '',
});

function SetForm(props: CellPageProps): JSX.Element {
  const { t } = useView();
  const { activity, learner, to, explanation } = props;
  const current = explanation.overrides.at(-1) ?? null;
  return (
    <section class="section grade-form" aria-labelledby="set-grade">
      <h2 id="set-grade">{t('gradebook.set')}</h2>
      <Form
        action={to.cell(learner.id, activity.key)}
        problems={props.problems}
        values={props.values ?? valuesOf(current)}
      >
        <input type="hidden" name="after" value={current?.version ?? 0} />
        <Field
          name="points"
          label={t('gradebook.set-points')}
          hint={t('gradebook.set-points-hint')}
          inputmode="decimal"
          size="8"
          autocomplete="off"
          suffix={`/ ${activity.points}`}
          optional
        />
        <Checkbox name="excused" label={t('gradebook.set-excused')} hint={t('gradebook.set-excused-hint')} />
        <TextArea name="comment" label={t('gradebook.set-comment')} rows={3} maxlength="2000" optional />
        <Field
          name="reason"
          label={t('gradebook.set-reason')}
          hint={t('gradebook.set-reason-hint')}
          maxlength="500"
          optional
        />
        <FormActions>
          <Button>{t('gradebook.save')}</Button>
        </FormActions>
      </Form>
    </section>
  );
}

/** Why a number is what it is, and where staff set another. */
export function CellPage(props: CellPageProps): JSX.Element {
  const { t } = useView();
  const { learner, explanation, to, nameOf } = props;
  return (
    <>
      <WhyPage
        trail={[
          { href: to.grades(), label: t('gradebook.title') },
          { href: to.learner(learner.id), label: learner.name },
        ]}
        title={props.title}
        learner={learner.name}
        explanation={explanation}
        receiptHref={null}
        feedbackHref={null}
        nameOf={nameOf}
        actions={
          <Show when={explanation.overrides.length > 0}>
            <span class="muted">{t('gradebook.set-times', { count: explanation.overrides.length })}</span>
          </Show>
        }
      />
      <SetForm {...props} />
    </>
  );
}
