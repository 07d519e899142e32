import { For, type JSX, Show } from 'solid-js';
import type { ActivityGrade, AssignmentGrade, CourseGrade, Needed } from '#modules/grading/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Stats } from '#ui/figures.tsx';
import { FormActions } from '#ui/form.tsx';
import { Badge } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { DataTable, TableSection } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { formatOutOf, formatPercent } from '../format.ts';

export interface Goal {
  /** Null: the pass mark. */
  letter: string | null;
  /** Per cent. */
  from: number;
  needed: Needed;
}

export interface WhatIfPageProps {
  trail: readonly { href: string; label: string }[];
  action: string;
  now: CourseGrade;
  then: CourseGrade;
  goals: readonly Goal[];
  supposed: ReadonlyMap<string, number>;
  /** What was typed and is no number. */
  unread: ReadonlyMap<string, string>;
  titleOf(activityKey: string): string;
}

/** So many stand open beside each other. */
const fewActivities = 12;
const activitiesOf = ({ categories }: CourseGrade): number =>
  categories
    .flatMap(({ assignments }) => assignments)
    .reduce((sum, { activities }) => sum + activities.length, 0);

function Total(props: { grade: CourseGrade }): JSX.Element {
  const { t, locale } = useView();
  const { percent, letter, passed } = props.grade;
  return (
    <>
      {[percent === null ? '–' : formatPercent(percent / 100, locale), letter].filter(Boolean).join(' · ')}{' '}
      <Show when={passed !== null}>
        <Badge tone={passed ? 'success' : 'neutral'}>
          {t(passed ? 'grades.passes-yes' : 'grades.passes-no')}
        </Badge>
      </Show>
    </>
  );
}

function Goals(props: { goals: readonly Goal[] }): JSX.Element {
  const { t, locale } = useView();
  const said = (needed: Needed) => {
    if (needed === 'reached') return <Badge tone="success">{t('grades.goal-reached')}</Badge>;
    if (needed === 'out-of-reach') return <Badge>{t('grades.goal-out-of-reach')}</Badge>;
    return t('grades.goal-average', { share: formatPercent(Math.ceil(needed * 1000) / 1000, locale) });
  };
  return (
    <TableSection
      title={t('grades.goals')}
      lead={<p class="muted">{t('grades.goals-lead')}</p>}
      rows={props.goals}
      columns={[
        {
          header: t('grades.goal'),
          rowHeader: true,
          cell: ({ letter, from }) => {
            const bound = formatPercent(from / 100, locale);
            return letter === null
              ? `${t('grades.goal-pass')} (${bound})`
              : t('grades.goal-letter', { letter, bound });
          },
        },
        { header: t('grades.goal-needs'), cell: ({ needed }) => said(needed) },
      ]}
    />
  );
}

function Supposing(props: { of: WhatIfPageProps; assignment: AssignmentGrade }): JSX.Element {
  const { t, locale } = useView();
  return (
    <DataTable<ActivityGrade>
      caption={props.assignment.title}
      captionHidden
      rows={props.assignment.activities}
      columns={[
        {
          header: t('learn.activity'),
          rowHeader: true,
          cell: ({ key }) => <bdi>{props.of.titleOf(key)}</bdi>,
        },
        {
          header: t('grades.what-if-current'),
          numeric: true,
          cell: ({ score, earned, points, state }) =>
            state === 'excused'
              ? t('grades.state-excused')
              : formatOutOf(score === null ? null : earned, points, locale),
        },
        {
          header: t('grades.what-if-column'),
          cell: ({ key, points, state }) => (
            <Show when={state !== 'excused'}>
              <Field
                name={`points.${key}`}
                label={t('grades.what-if-points', { title: props.of.titleOf(key) })}
                labelHidden
                required={false}
                inputmode="decimal"
                size="6"
                maxlength="10"
                autocomplete="off"
                value={props.of.unread.get(key) ?? props.of.supposed.get(key) ?? ''}
                error={props.of.unread.has(key) ? t('grades.what-if-unread') : undefined}
                suffix={`/ ${points}`}
              />
            </Show>
          ),
        },
      ]}
    />
  );
}

/** Folded, since a course asks a hundred questions; open where points are supposed. */
function Assignment(props: { of: WhatIfPageProps; assignment: AssignmentGrade }): JSX.Element {
  const { locale } = useView();
  const { assignment, of } = props;
  const supposed = assignment.activities.some(({ key }) => of.supposed.has(key) || of.unread.has(key));
  return (
    <details class="assignment" open={supposed || activitiesOf(of.now) <= fewActivities}>
      <summary>
        <bdi>{assignment.title}</bdi>
        <span class="assignment-score">
          {formatOutOf(assignment.known ? assignment.earned : null, assignment.possible, locale)}
        </span>
      </summary>
      <Supposing of={of} assignment={assignment} />
    </details>
  );
}

/** Supposed points, what would come of them, and what is needed for each goal. */
export function WhatIfPage(props: WhatIfPageProps): JSX.Element {
  const { t } = useView();
  return (
    <>
      <Breadcrumbs links={props.trail} />
      <PageHeader title={t('grades.what-if-title')} lead={t('grades.what-if-lead')} />
      <Stats
        stats={[
          { label: t('grades.what-if-now'), value: <Total grade={props.now} /> },
          { label: t('grades.what-if-then'), value: <Total grade={props.then} /> },
        ]}
      />
      <Show when={props.goals.length > 0}>
        <Goals goals={props.goals} />
      </Show>
      <form class="what-if stack" action={props.action} method="get">
        <For each={props.now.categories}>
          {(category) => (
            <section class="grade-category">
              <h2>
                <bdi>{category.title}</bdi>
              </h2>
              <For each={category.assignments}>
                {(assignment) => <Assignment of={props} assignment={assignment} />}
              </For>
            </section>
          )}
        </For>
        <FormActions>
          <Button>{t('grades.what-if-calculate')}</Button>
          <ButtonLink href={props.action} look="plain">
            {t('grades.what-if-reset')}
          </ButtonLink>
        </FormActions>
      </form>
    </>
  );
}
