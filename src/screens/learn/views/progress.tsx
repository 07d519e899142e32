import { For, type JSX, Show } from 'solid-js';
import type {
  ActivityGrade,
  AssignmentGrade,
  CategoryGrade,
  CourseGrade,
  PolicyVersion,
} from '#modules/grading/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { ProgressBar, Stats } from '#ui/figures.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { formatOutOf, formatPercent } from '../format.ts';

export interface ProgressPageProps {
  courseTitle: string;
  courseHref: string;
  grade: CourseGrade;
  policy: PolicyVersion;
  /** Null: for staff. */
  whatIfHref: string | null;
  /** Whose grade it is; absent: the reader's own. */
  learner?: string;
  /** Null: not shown. */
  progress: { complete: number; total: number } | null;
  titleOf(activityKey: string): string;
  whyHref(activityKey: string): string;
}

function passText(
  grade: CourseGrade,
  t: ReturnType<typeof useView>['t'],
  locale: string,
): string | undefined {
  if (grade.pass === null || grade.percent === null) return undefined;
  const bound = formatPercent(grade.pass / 100, locale);
  if (grade.passed) return t('learn.passed', { bound });
  const more = grade.categories.some(({ pass }) => pass !== null);
  return t(more ? 'grades.pass-needs-categories' : 'learn.pass-needs', { bound });
}

const tones = {
  open: 'neutral',
  waiting: 'accent',
  graded: 'success',
  overridden: 'success',
  excused: 'neutral',
} as const;

/** In words what the points do not say. */
function ActivityState(props: { row: ActivityGrade }): JSX.Element {
  const { t } = useView();
  const late = () => props.row.tries.find(({ attempt }) => attempt === props.row.chosen)?.late;
  return (
    <span class="row">
      <Badge tone={tones[props.row.state]}>{t(`grades.state-${props.row.state}`)}</Badge>
      <Show when={late()}>
        <Badge tone="warning">{t('grades.late')}</Badge>
      </Show>
      <Show when={props.row.extra}>
        <Badge>{t('grades.extra')}</Badge>
      </Show>
    </span>
  );
}

/** Activities with their points; each leads to why. */
function ActivityTable(props: {
  caption: string;
  rows: readonly ActivityGrade[];
  of: ProgressPageProps;
}): JSX.Element {
  const { t, locale } = useView();
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={props.rows}
      columns={[
        {
          header: t('learn.activity'),
          rowHeader: true,
          cell: (row) => (
            <bdi>
              <a href={props.of.whyHref(row.key)}>{props.of.titleOf(row.key)}</a>
            </bdi>
          ),
        },
        { header: t('grades.state'), cell: (row) => <ActivityState row={row} /> },
        { header: t('learn.attempts'), numeric: true, cell: (row) => row.attempts },
        {
          header: t('learn.points'),
          numeric: true,
          cell: (row) => formatOutOf(row.score === null ? null : row.earned, row.points, locale),
        },
      ]}
    />
  );
}

function Assignment(props: { assignment: AssignmentGrade; of: ProgressPageProps }): JSX.Element {
  const { t, locale } = useView();
  const { assignment, of } = props;
  return (
    <details class="assignment">
      <summary>
        <bdi>{assignment.title}</bdi>
        <Show when={assignment.dropped}>
          <Badge tone="neutral">{t('grades.dropped')}</Badge>
        </Show>
        <span class="assignment-score">
          {formatOutOf(assignment.known ? assignment.earned : null, assignment.possible, locale)}
        </span>
      </summary>
      <ActivityTable caption={assignment.title} rows={assignment.activities} of={of} />
    </details>
  );
}

function Category(props: { category: CategoryGrade; of: ProgressPageProps }): JSX.Element {
  const { t, locale } = useView();
  const { category } = props;
  return (
    <section class="grade-category">
      <h2>
        <bdi>{category.title}</bdi>
      </h2>
      <p class="muted">
        {t(category.extra ? 'grades.category-extra' : 'grades.category-share', {
          share: formatPercent(category.share, locale),
        })}
        <Show when={category.drop > 0}> {t('learn.category-drop', { count: category.drop })}</Show>
        <Show when={category.dropHighest > 0}>
          {' '}
          {t('grades.category-drop-highest', { count: category.dropHighest })}
        </Show>
        <Show when={category.pass}>
          {(pass) => (
            <>
              {' '}
              {t(category.passed ? 'grades.category-passed' : 'grades.category-pass', {
                bound: formatPercent(pass() / 100, locale),
              })}
            </>
          )}
        </Show>
      </p>
      <ProgressBar
        label={category.title}
        labelHidden
        value={category.fraction}
        text={formatPercent(category.fraction, locale)}
      />
      <For each={category.assignments}>
        {(assignment) => <Assignment assignment={assignment} of={props.of} />}
      </For>
    </section>
  );
}

export function ProgressPage(props: ProgressPageProps): JSX.Element {
  const { t, locale } = useView();
  const { grade } = props;
  const total = () => (grade.percent === null ? '–' : formatPercent(grade.percent / 100, locale));
  return (
    <>
      <Breadcrumbs links={[{ href: props.courseHref, label: props.courseTitle }]} />
      <PageHeader
        title={<bdi>{props.learner ?? t('learn.progress-title')}</bdi>}
        lead={t('learn.progress-lead')}
        actions={
          <Show when={grade.categories.length > 0 && props.whatIfHref}>
            {(href) => (
              <ButtonLink href={href()} look="quiet" icon="chart-column">
                {t('grades.what-if')}
              </ButtonLink>
            )}
          </Show>
        }
      />
      <Stats
        stats={[
          {
            label: t('learn.total'),
            value: grade.letter ? `${total()} · ${grade.letter}` : total(),
            note: passText(grade, t, locale),
          },
          ...(props.progress
            ? [
                {
                  label: t('learn.units'),
                  value: formatOutOf(props.progress.complete, props.progress.total, locale),
                  note: t('learn.units-note'),
                },
              ]
            : []),
        ]}
      />
      <Show when={grade.waiting > 0}>
        <p class="muted">{t('grades.provisional', { count: grade.waiting })}</p>
      </Show>
      <Show
        when={grade.categories.length > 0}
        fallback={
          <EmptyState icon="chart-column" title={t('learn.not-graded')}>
            {t('learn.not-graded-text')}
          </EmptyState>
        }
      >
        <For each={grade.categories}>{(category) => <Category category={category} of={props} />}</For>
        <p class="muted grade-policy">
          {props.policy.version === 0
            ? t('grades.policy-own')
            : t('grades.policy-version', { version: props.policy.version })}
        </p>
      </Show>
      <Show when={grade.practice.length > 0}>
        <details class="practice">
          <summary>{t('learn.practice', { count: grade.practice.length })}</summary>
          <ActivityTable
            caption={t('learn.practice', { count: grade.practice.length })}
            rows={grade.practice}
            of={props}
          />
        </details>
      </Show>
    </>
  );
}
