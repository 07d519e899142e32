import { For, type JSX, Show } from 'solid-js';
import type { JudgedSubmission } from '#modules/grading/index.ts';
import { Html } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { Badge } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { ExamLinks } from '../links.ts';
import { type ShownResult, seedOfQuestion } from '../rules.ts';
import type { Review } from '../service/taking.ts';
import { formatPoints, QuestionCard } from './facts.tsx';
import { Going } from './going.tsx';

/** What came of one answer, as far as it shows. */
function Outcome(props: {
  submission: JudgedSubmission | null;
  shown: ShownResult;
  points: number;
  receiptHref: string;
}): JSX.Element {
  const { t, locale } = useView();
  const { submission, shown } = props;
  return (
    <footer class="activity-footer">
      <Show when={submission} fallback={<Badge icon="minus">{t('exams.not-answered')}</Badge>}>
        {(known) => (
          <>
            <Badge
              tone={shown.score === 1 ? 'success' : 'neutral'}
              icon={shown.score === 1 ? 'check' : undefined}
            >
              {shown.score === null
                ? t(shown.waiting ? 'exams.not-judged' : 'exams.score-hidden')
                : t('learn.points-earned', {
                    earned: formatPoints(shown.score * props.points, locale),
                    points: props.points,
                  })}
            </Badge>
            <p class="receipt-line">
              <span>
                {t('learn.received')} <Time at={known().receivedAt} style="datetime" />
              </span>
              <a href={props.receiptHref} rel="nofollow">
                <Icon name="shield-check" /> {t('learn.receipt')}
              </a>
            </p>
            <For each={shown.feedback}>{(html) => <Html html={html} />}</For>
          </>
        )}
      </Show>
    </footer>
  );
}

/** A sitting that was handed in. */
export function ReviewPage(props: Review & { links: ExamLinks; unitTitle: string }): JSX.Element {
  const { t, locale } = useView();
  const { sitting, paper, links, lines, release } = props;
  return (
    <div class="stack exam">
      <Breadcrumbs links={[{ href: links.unit, label: props.unitTitle }]} />
      <PageHeader
        title={t('exams.review-title', { number: sitting.number })}
        lead={t(`exams.review-${sitting.finishedBy ?? 'learner'}`)}
        meta={<Show when={sitting.finishedAt}>{(at) => <Time at={at()} style="datetime" />}</Show>}
      />
      <Show when={props.earned !== null}>
        <p class="exam-total">
          {t('exams.total', {
            earned: formatPoints(props.earned ?? 0, locale),
            points: formatPoints(paper.points, locale),
          })}
        </p>
      </Show>
      <div class="exam-page">
        <For each={lines}>
          {({ key, number, submission, shown }) => {
            const question = paper.questions.get(key);
            return question ? (
              <QuestionCard
                question={question}
                number={number}
                answer={submission?.answer ?? null}
                seed={seedOfQuestion(question.activity, sitting)}
                releaseId={`${sitting.releaseId} ${release.course.language}`}
                language={question.activity.language ?? release.course.language}
                closed={{ judgement: shown.judgement, reveal: shown.answer }}
              >
                <Outcome
                  submission={submission}
                  shown={shown}
                  points={question.activity.points}
                  receiptHref={links.receipt(submission?.id ?? '')}
                />
              </QuestionCard>
            ) : null;
          }}
        </For>
      </div>
      <Going release={release} unit={paper.key} links={links} />
    </div>
  );
}
