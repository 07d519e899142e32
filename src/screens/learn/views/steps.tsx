/** The way from an attempt to the course's total, a step a line, each with its numbers. */
import { type JSX, Show } from 'solid-js';
import type { ActivityGrade, Explanation } from '#modules/grading/index.ts';
import { formatTime } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { formatPercent, formatPoints } from '../format.ts';

/** Where an activity stands in a grade. */
export function placeOf({ grade, activity }: Explanation) {
  for (const category of grade.categories)
    for (const assignment of category.assignments) {
      const own = assignment.activities.find(({ key }) => key === activity.key);
      if (own) return { category, assignment, own };
    }
  const own = grade.practice.find(({ key }) => key === activity.key) ?? null;
  return { category: null, assignment: null, own };
}

const chosenText = {
  best: 'grades.why-best',
  last: 'grades.why-last',
  first: 'grades.why-first',
  average: 'grades.why-average',
} as const;

/** What counts of the activity itself. */
function OwnSteps(props: { own: ActivityGrade | null; of: Explanation }): JSX.Element {
  const { t, locale, timeZone } = useView();
  const { own } = props;
  if (!own || own.state === 'open') return <li>{t('grades.why-nothing')}</li>;
  if (own.state === 'excused') return <li>{t('grades.why-excused')}</li>;
  if (own.state === 'waiting') return <li>{t('grades.why-waiting')}</li>;
  const points = (n: number) => formatPoints(n, locale);
  if (own.state === 'overridden')
    return <li>{t('grades.why-overridden', { earned: points(own.earned), points: points(own.points) })}</li>;
  const chosen = own.tries.find(({ attempt }) => attempt === own.chosen);
  return (
    <>
      <li>{t(chosenText[props.of.grade.counts], { attempt: own.chosen ?? 0, of: own.attempts })}</li>
      <Show when={chosen?.late}>
        {(late) => (
          <li>
            {t('grades.why-late', {
              due: formatTime(late().due, 'deadline', locale, timeZone),
              rule: [t(`grades.rule-${late().rule}`), late().reason].filter(Boolean).join(': '),
              keeps: formatPercent(late().keeps, locale),
            })}
          </li>
        )}
      </Show>
      <li>
        {t('grades.why-points', {
          score: formatPercent(own.score ?? 0, locale),
          earned: points(own.earned),
          points: points(own.points),
        })}
      </li>
    </>
  );
}

function TotalStep(props: { of: Explanation }): JSX.Element {
  const { t, locale } = useView();
  const { exact, percent, rounding } = props.of.grade;
  const total = formatPercent((percent ?? 0) / 100, locale);
  return (
    <>
      <li>{t('grades.why-total', { total: formatPercent((exact ?? 0) / 100, locale) })}</li>
      <Show when={rounding !== null}>
        <li>
          {t('grades.why-rounded', {
            decimals: rounding ?? 0,
            exact: formatPercent((exact ?? 0) / 100, locale, 4),
            total,
          })}
        </li>
      </Show>
    </>
  );
}

export function Steps(props: { explanation: Explanation }): JSX.Element {
  const { t, locale } = useView();
  const { policy, grade } = props.explanation;
  const { category, assignment, own } = placeOf(props.explanation);
  const percent = (n: number) => formatPercent(n, locale);
  const ofCategory = () => ({
    category: category?.title ?? '',
    count: category?.assignments.filter((a) => a.known && !a.dropped).length ?? 0,
    percent: percent(category?.fraction ?? 0),
    share: percent(category?.share ?? 0),
  });
  return (
    <ol class="why-steps">
      <OwnSteps own={own} of={props.explanation} />
      <Show when={own?.override?.comment}>
        {(comment) => <li>{t('grades.why-comment', { comment: comment() })}</li>}
      </Show>
      <Show when={own?.extra}>
        <li>{t('grades.why-extra')}</li>
      </Show>
      <Show when={assignment} fallback={<li>{t('grades.why-practice')}</li>}>
        {(a) => (
          <>
            <li>
              {a().known
                ? t('grades.why-assignment', {
                    title: a().title,
                    earned: formatPoints(a().earned, locale),
                    possible: formatPoints(a().possible, locale),
                    percent: percent(a().fraction),
                  })
                : t('grades.why-assignment-unknown', { title: a().title })}
            </li>
            <li>
              {a().dropped
                ? t('grades.why-dropped', ofCategory())
                : t(category?.extra ? 'grades.why-category-extra' : 'grades.why-category', ofCategory())}
            </li>
            <TotalStep of={props.explanation} />
          </>
        )}
      </Show>
      <li class="muted">
        <Show when={grade.rounding === null}>{t('grades.why-rounding')} </Show>
        {policy.version === 0
          ? t('grades.policy-own')
          : t('grades.policy-version', { version: policy.version })}
      </li>
    </ol>
  );
}
