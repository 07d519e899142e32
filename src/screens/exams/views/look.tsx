import { type JSX, Show } from 'solid-js';
import type { ExamStanding, Paper, SittingFacts } from '#modules/exams/index.ts';
import { LanguageMenu, TranslationNote } from '#screens/languages/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { WrittenIn } from '#ui/html.tsx';
import { Kept } from '#ui/kept.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { ExamLinks } from '../links.ts';
import type { Look } from '../service/taking.ts';
import { Blocks, Clock, formatMinutes } from './facts.tsx';
import { Going } from './going.tsx';

export type LookProps = Look & { links: ExamLinks };

/** What a learner should know before the clock starts. */
function Rules(props: { paper: Paper; minutes: number | null; attempts: number | null }): JSX.Element {
  const { t, locale } = useView();
  const { exam, size, points } = props.paper;
  return (
    <dl class="facts exam-facts">
      <dt>{t('exams.questions')}</dt>
      <dd>{t('exams.questions-points', { questions: size, points })}</dd>
      <dt>{t('exams.time')}</dt>
      <dd>{props.minutes === null ? t('exams.no-limit') : formatMinutes(props.minutes, locale)}</dd>
      <dt>{t('exams.sittings')}</dt>
      <dd>
        {props.attempts === null
          ? t('exams.sittings-any')
          : t('exams.sittings-count', { count: props.attempts })}
      </dd>
      <dt>{t('exams.moving')}</dt>
      <dd>{t(exam.perPage === null ? 'exams.moving-one-page' : `exams.moving-${exam.navigation}`)}</dd>
    </dl>
  );
}

function Begin(props: LookProps & { standing: ExamStanding }): JSX.Element {
  const { t } = useView();
  const { standing, links } = props;
  const { moments, minutes } = standing;
  return (
    <>
      <Show when={moments.closesAt}>
        {(at) => (
          <p>
            {t('exams.closes')} <Time at={at()} style="deadline" />
          </p>
        )}
      </Show>
      <p>{t(minutes === null ? 'exams.before-no-limit' : 'exams.before')}</p>
      <Form action={links.begin}>
        <Button iconEnd="arrow-right">
          {t(standing.sittings.length > 0 ? 'exams.begin-again' : 'exams.begin')}
        </Button>
      </Form>
    </>
  );
}

function UnderWay(props: LookProps & { standing: ExamStanding; sitting: SittingFacts }): JSX.Element {
  const { t } = useView();
  const { sitting, standing, links } = props;
  return (
    <Callout
      tone="accent"
      icon="hourglass"
      title={t('exams.under-way')}
      actions={
        <ButtonLink href={links.page(sitting.number, sitting.reached)} iconEnd="arrow-right">
          {t('exams.go-on')}
        </ButtonLink>
      }
    >
      <Show when={sitting.endsAt}>{(endsAt) => <Clock endsAt={endsAt()} now={standing.now} />}</Show>
    </Callout>
  );
}

function Join(props: { href: string }): JSX.Element {
  const { t } = useView();
  return (
    <Callout tone="accent" actions={<ButtonLink href={props.href}>{t('learn.join')}</ButtonLink>}>
      <p>{t('exams.not-enrolled')}</p>
    </Callout>
  );
}

/** The one thing to do next, or why there is none. */
function Next(props: LookProps & { standing: ExamStanding }): JSX.Element {
  const { t } = useView();
  const { standing } = props;
  const open = standing.sittings.find(({ finishedAt }) => finishedAt === null);
  if (!standing.enrolled) return <Join href={props.links.course} />;
  if (standing.phase === 'under-way' && open) return <UnderWay {...props} sitting={open} />;
  if (standing.phase === 'open') return <Begin {...props} />;
  if (standing.phase === 'not-open')
    return (
      <Callout tone="accent" icon="calendar">
        {t('exams.opens')}{' '}
        <Show when={standing.moments.opensAt}>{(at) => <Time at={at()} style="deadline" />}</Show>
      </Callout>
    );
  return <Callout>{t(standing.phase === 'closed' ? 'exams.closed' : 'exams.used-up')}</Callout>;
}

function Sittings(props: { standing: ExamStanding; links: ExamLinks }): JSX.Element {
  const { t } = useView();
  const finished = props.standing.sittings.filter(({ finishedAt }) => finishedAt !== null);
  return (
    <Show when={finished.length > 0}>
      <DataTable
        caption={t('exams.handed-in')}
        rows={finished}
        columns={[
          {
            header: t('exams.sitting'),
            rowHeader: true,
            cell: ({ number }) => (
              <a href={props.links.review(number)}>{t('exams.sitting-number', { number })}</a>
            ),
          },
          { header: t('exams.begun-at'), cell: ({ startedAt }) => <Time at={startedAt} style="datetime" /> },
          {
            header: t('exams.handed-in-at'),
            cell: ({ finishedAt }) => (
              <Show when={finishedAt}>{(at) => <Time at={at()} style="datetime" />}</Show>
            ),
          },
          {
            header: t('exams.ended-by'),
            cell: ({ finishedBy }) => <Badge>{t(`exams.by-${finishedBy ?? 'learner'}`)}</Badge>,
          },
        ]}
      />
    </Show>
  );
}

/** An exam before, between and after sittings. */
export function LookPage(props: LookProps): JSX.Element {
  const { t } = useView();
  const { paper, standing, run, release, links } = props;
  const reading = release.course.language;
  const language = paper.language ?? reading;
  const minutes = standing ? standing.minutes : paper.exam.minutes;
  const attempts = standing ? standing.moments.attempts : paper.exam.attempts;
  return (
    <div class="stack exam">
      <Kept of={`exam-head ${release.id} ${reading} ${links.unit} ${minutes} ${attempts}`}>
        {() => (
          <>
            <Breadcrumbs links={[{ href: links.run, label: run.courseTitle }]} />
            <PageHeader title={<bdi>{paper.title}</bdi>} kicker={t('exams.exam')} lang={language} />
            <LanguageMenu languages={release.course.languages} current={reading} href={links.unit} />
            <TranslationNote
              reading={reading}
              language={paper.language}
              stale={paper.stale}
              original={props.original}
              href={links.unit}
            />
            <WrittenIn value={language}>
              <Blocks blocks={paper.introduction} />
            </WrittenIn>
            <Rules paper={paper} minutes={minutes} attempts={attempts} />
          </>
        )}
      </Kept>
      <Show when={standing} fallback={<Join href={links.course} />}>
        {(known) => (
          <>
            <Next {...props} standing={known()} />
            <Sittings standing={known()} links={links} />
          </>
        )}
      </Show>
      <Going release={release} unit={paper.key} links={links} />
    </div>
  );
}
