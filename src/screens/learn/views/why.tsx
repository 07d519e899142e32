import { type JSX, Show } from 'solid-js';
import { activityTypeOf } from '#modules/content/contract.ts';
import type { AttemptGrade, Explanation } from '#modules/grading/index.ts';
import { Badge } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { DataTable, TableSection } from '#ui/table.tsx';
import { formatTime, Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { formatPercent, formatPoints } from '../format.ts';
import { placeOf, Steps } from './steps.tsx';

export interface WhyPageProps {
  /** The way here, outermost first. */
  trail: readonly { href: string; label: string }[];
  title: string;
  /** Whose grade it is; null: the reader's own. */
  learner: string | null;
  explanation: Explanation;
  /** Null: receipts are the learner's own. */
  receiptHref: ((id: string) => string) | null;
  /** Where the rubric, the comments and the conversation stand; null: staff read them at the desk. */
  feedbackHref: ((submissionId: string) => string) | null;
  /** Names of staff, for staff. */
  nameOf: ((personId: string) => string) | null;
  /** What staff can do here. */
  actions?: JSX.Element;
}

const tones = { judged: 'success', held: 'warning', waiting: 'neutral', rejected: 'danger' } as const;

function Lateness(props: { attempt: AttemptGrade; hasDeadline: boolean }): JSX.Element {
  const { t, locale } = useView();
  return (
    <Show when={props.attempt.late} fallback={props.hasDeadline ? t('grades.in-time') : '–'}>
      {(late) => (
        <Badge tone="warning">
          {t('grades.late')} · {t('grades.kept', { kept: formatPercent(late().keeps, locale) })}
        </Badge>
      )}
    </Show>
  );
}

function Attempts(props: WhyPageProps): JSX.Element {
  const { t, locale } = useView();
  const { activity, attempts, moments, gradings } = props.explanation;
  const { own } = placeOf(props.explanation);
  const describe = activityTypeOf(activity.type).describe;
  const rows = attempts.flatMap((row) => {
    const attempt = own?.tries.find(({ submissionId }) => submissionId === row.id);
    return attempt ? [{ row, attempt }] : [];
  });
  const { receiptHref, feedbackHref } = props;
  const isMarked = (attempt: number) =>
    gradings.some((one) => one.attempt === attempt && one.source === 'staff' && one.releasedAt !== null);
  return (
    <DataTable
      caption={t('grades.attempts')}
      rows={rows}
      empty={<p class="muted">{t('grades.why-nothing')}</p>}
      columns={[
        { header: t('grades.attempt'), numeric: true, rowHeader: true, cell: ({ row }) => row.attempt },
        {
          header: t('grades.received'),
          // A long answer beside it would fold it into three lines.
          cell: ({ row }) => (
            <span class="one-line">
              <Time at={row.receivedAt} style="datetime" />
            </span>
          ),
        },
        {
          header: t('grades.answer'),
          cell: ({ row }) => <bdi>{describe?.(row.answer, activity.settings).slice(0, 200) ?? ''}</bdi>,
        },
        {
          header: t('grades.state'),
          cell: ({ attempt }) => (
            <Badge tone={tones[attempt.state]}>
              {t(`grades.attempt-${isWaiting(attempt, props.nameOf !== null) ? 'waiting' : attempt.state}`)}
            </Badge>
          ),
        },
        ...(feedbackHref && rows.some(({ row }) => isMarked(row.attempt))
          ? [
              {
                header: t('marking.read-feedback'),
                cell: ({ row }: (typeof rows)[number]) => (
                  <Show when={isMarked(row.attempt)}>
                    <a href={feedbackHref(row.id)}>{t('marking.read-feedback')}</a>
                  </Show>
                ),
              },
            ]
          : []),
        {
          header: t('grades.lateness'),
          cell: ({ attempt }) => <Lateness attempt={attempt} hasDeadline={moments.dueAt !== null} />,
        },
        {
          header: t('grades.points'),
          numeric: true,
          cell: ({ attempt }) =>
            attempt.counted === null ? '–' : formatPoints(attempt.counted * activity.points, locale),
        },
        {
          header: t('grades.counts'),
          cell: ({ attempt }) => (
            <Show when={own?.chosen === attempt.attempt}>
              <Badge tone="success" icon="check">
                {t('grades.counts')}
              </Badge>
            </Show>
          ),
        },
        ...(receiptHref
          ? [
              {
                header: t('grades.receipt'),
                cell: ({ row }: (typeof rows)[number]) => (
                  <a href={receiptHref(row.id)}>{t('grades.receipt')}</a>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

interface Happening {
  at: Date;
  who: string;
  what: string;
  reason: string | null;
  held: boolean;
}

/** Judgements and what staff set, as one story. */
function happeningsOf(
  { gradings, overrides, activity }: Explanation,
  nameOf: WhyPageProps['nameOf'],
  { t, locale }: Pick<ReturnType<typeof useView>, 't' | 'locale'>,
): Happening[] {
  const points = (score: number | null) =>
    score === null ? '–' : formatPoints(score * activity.points, locale);
  const judged = gradings.map((grading, at): Happening => {
    const before = gradings.slice(0, at).findLast(({ attempt }) => attempt === grading.attempt);
    return {
      at: grading.judgedAt ?? grading.createdAt,
      who: (grading.madeBy && nameOf?.(grading.madeBy)) || t(`grades.by-${grading.source}`),
      what: t('grades.from-to', {
        attempt: grading.attempt,
        from: points(before?.score ?? null),
        to: points(grading.score),
      }),
      reason: nameOf || grading.source === 'regrade' ? grading.reason : null,
      held: grading.releasedAt === null,
    };
  });
  const set = overrides.map(
    (one): Happening => ({
      at: one.madeAt,
      who: one.madeBy ? (nameOf?.(one.madeBy) ?? t('grades.by-staff')) : t('grades.by-program'),
      what: one.excused
        ? t('grades.set-excused')
        : one.points === null
          ? t('grades.set-back')
          : t('grades.set-points', { points: formatPoints(one.points, locale) }),
      reason: nameOf ? one.reason : one.comment,
      held: false,
    }),
  );
  return [...judged, ...set].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What learners are not told is held: for them it waits. */
const isWaiting = ({ state }: AttemptGrade, forStaff: boolean): boolean =>
  state === 'waiting' || (state === 'held' && !forStaff);

function History(props: WhyPageProps): JSX.Element {
  const { t, locale } = useView();
  const tries = placeOf(props.explanation).own?.tries ?? [];
  const waits = tries.every((attempt) => isWaiting(attempt, props.nameOf !== null));
  return (
    <TableSection
      title={t('grades.history')}
      rows={happeningsOf(props.explanation, props.nameOf, { t, locale })}
      empty={<p class="muted">{t(waits ? 'grades.history-waiting' : 'grades.history-none')}</p>}
      columns={[
        { header: t('grades.when'), cell: ({ at }) => <Time at={at} /> },
        { header: t('grades.who'), cell: ({ who }) => <bdi>{who}</bdi> },
        {
          header: t('grades.what'),
          cell: ({ what, held }) => (
            <>
              {what}{' '}
              <Show when={held}>
                <Badge tone="warning">{t('grades.held-note')}</Badge>
              </Show>
            </>
          ),
        },
        { header: t('grades.reason'), cell: ({ reason }) => <bdi>{reason ?? ''}</bdi> },
      ]}
    />
  );
}

/** Every number on the way from what was handed in to the total; the same page for the learner and for staff. */
export function WhyPage(props: WhyPageProps): JSX.Element {
  const { t, locale, timeZone } = useView();
  const { moments } = props.explanation;
  const because = moments.because.find(({ moment }) => moment === 'dueAt');
  return (
    <>
      <Breadcrumbs links={props.trail} />
      <PageHeader
        title={t('learn.why-title')}
        kicker={<bdi>{props.learner ?? ''}</bdi>}
        lead={<bdi>{props.title}</bdi>}
        actions={props.actions}
      />
      <Show when={moments.dueAt}>
        {(due) => (
          <p class="why-deadline muted">
            {t('grades.why-deadline', {
              due: formatTime(due(), 'deadline', locale, timeZone),
              rule: [t(`grades.rule-${because?.rule ?? 'course'}`), because?.reason]
                .filter(Boolean)
                .join(': '),
            })}
          </p>
        )}
      </Show>
      <Steps explanation={props.explanation} />
      <Attempts {...props} />
      <History {...props} />
    </>
  );
}
