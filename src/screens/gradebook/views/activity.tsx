import { type JSX, Show } from 'solid-js';
import type { Activity } from '#modules/content/contract.ts';
import { formatPercent } from '#screens/learn/index.ts';
import { OnlyFor, type ReleaseLimit } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Stats } from '#ui/figures.tsx';
import { Form } from '#ui/form.tsx';
import { useView } from '#ui/view.tsx';
import { GradesHead, type OfRun } from './head.tsx';

/** What there is of an activity in a run. */
export interface ActivityFigures {
  learners: number;
  open: number;
  waiting: number;
  graded: number;
  set: number;
  /** Judged by people or machines and not shown to learners. */
  held: number;
  /** Mean of what is graded, 0 to 1. */
  mean: number | null;
}

export interface ActivityPageProps extends OfRun {
  activity: Activity;
  title: string;
  limit: ReleaseLimit | null;
  figures: ActivityFigures;
  /** People or a machine judge it, so that its grades can be held back. */
  holdable: boolean;
}

/** A column of the gradebook: its figures, and whether learners see its grades. */
export function ActivityPage(props: ActivityPageProps): JSX.Element {
  const { t, locale } = useView();
  const { figures, to, activity } = props;
  return (
    <div class="stack">
      <GradesHead {...props} />
      <h2>
        <bdi>{props.title}</bdi> <OnlyFor limit={props.limit} />
      </h2>
      <Stats
        stats={[
          { label: t('grades.state-graded'), value: figures.graded },
          {
            label: t('gradebook.mean'),
            value: figures.mean === null ? '–' : formatPercent(figures.mean, locale),
          },
          { label: t('grades.state-waiting'), value: figures.waiting },
          { label: t('grades.state-open'), value: figures.open },
          { label: t('gradebook.filter-overridden'), value: figures.set },
        ]}
      />
      <Show when={props.holdable} fallback={<p class="muted">{t('gradebook.hold-rule')}</p>}>
        <section class="section grade-form stack">
          <h2>{t('gradebook.hold')}</h2>
          <p>{t('gradebook.hold-text', { held: figures.held })}</p>
          <div class="row">
            <Form action={to.release(activity.key)}>
              <input type="hidden" name="held" value="false" />
              <Button disabled={figures.held === 0} icon="eye">
                {t('gradebook.release')}
              </Button>
            </Form>
            <Form action={to.release(activity.key)}>
              <input type="hidden" name="held" value="true" />
              <Button look="quiet">{t('gradebook.hold-back')}</Button>
            </Form>
          </div>
        </section>
      </Show>
    </div>
  );
}
