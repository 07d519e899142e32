import { For, type JSX, Show } from 'solid-js';
import type { JudgedSubmission } from '#modules/grading/index.ts';
import { Icon } from '#ui/icon.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { ExamLinks } from '../links.ts';
import { answerWaits, seedOfQuestion } from '../rules.ts';
import type { Review } from '../service/taking.ts';
import { formatPoints, QuestionCard } from './facts.tsx';
import { Going } from './going.tsx';

function ReceiptLine(props: { submission: JudgedSubmission; href: string }): JSX.Element {
  const { t } = useView();
  return (
    <p class="receipt-line">
      <span>
        {t('learn.received')} <Time at={props.submission.receivedAt} style="datetime" />
      </span>
      <a href={props.href} rel="nofollow">
        <Icon name="shield-check" /> {t('learn.receipt')}
      </a>
    </p>
  );
}

/** A sitting that was handed in. */
export function ReviewPage(props: Review & { links: ExamLinks; unitTitle: string }): JSX.Element {
  const { t, locale } = useView();
  const { sitting, paper, links, lines, release } = props;
  const waits = () =>
    lines.some(({ key, shown }) => {
      const question = paper.questions.get(key);
      return question && answerWaits(question.activity, shown);
    });
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
      <Show when={waits()}>
        <p class="muted">{t('exams.review-answers-wait')}</p>
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
                closed={shown}
                receipt={
                  submission && <ReceiptLine submission={submission} href={links.receipt(submission.id)} />
                }
              />
            ) : null;
          }}
        </For>
      </div>
      <Going release={release} unit={paper.key} links={links} />
    </div>
  );
}
