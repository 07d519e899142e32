/** What came of a submission, for its learner. */
import { For, type JSX, Show } from 'solid-js';
import { paramsOf } from '#modules/catalog/index.ts';
import type { Feedback } from '#modules/marking/index.ts';
import type { FormValues, Problem } from '#ui/form.tsx';
import { Html, WrittenIn } from '#ui/html.tsx';
import { Callout } from '#ui/notice.tsx';
import { Breadcrumbs, PageHeader } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { feedbackMessagesLink, links } from '../links.ts';
import { PinnedAnswer } from './answer.tsx';
import { RubricView } from './rubric.tsx';
import { Talk } from './talk.tsx';

export interface FeedbackPageProps {
  feedback: Feedback;
  title: string;
  language: string;
  problems?: readonly Problem[];
  values?: FormValues;
}

function Outcome(props: FeedbackPageProps): JSX.Element {
  const { t } = useView();
  const { activity, released, marked } = props.feedback;
  return (
    <Show
      when={released}
      fallback={
        <Callout
          tone="neutral"
          icon="hourglass"
          title={t(marked ? 'marking.feedback-held' : 'marking.feedback-waiting')}
        >
          <p>{t(marked ? 'marking.feedback-held-text' : 'marking.feedback-waiting-text')}</p>
        </Callout>
      }
    >
      {(result) => (
        <section class="feedback-outcome">
          <p class="feedback-points">
            {t('marking.level-points', {
              points: result().judgement.score * (activity.points || 1),
              of: activity.points || 1,
            })}
          </p>
          <p class="muted">
            {result().marker
              ? t('marking.marked-by', { name: result().marker ?? '' })
              : t('marking.marked-by-staff')}
            {' · '}
            <Time at={result().at} style="date" />
          </p>
          <For each={result().judgement.feedback ?? []}>{(html) => <Html html={html} lang="" />}</For>
          <Show when={activity.rubric}>
            {(rubric) => (
              <WrittenIn value={props.language}>
                <h2>{t('marking.rubric')}</h2>
                <RubricView rubric={rubric()} marks={result().judgement.marks ?? []} />
              </WrittenIn>
            )}
          </Show>
        </section>
      )}
    </Show>
  );
}

export function FeedbackPage(props: FeedbackPageProps): JSX.Element {
  const { t } = useView();
  const { feedback } = props;
  const { run, activity, task, released } = feedback;
  const pins = released?.pins ?? [];
  return (
    <>
      <Breadcrumbs
        links={[
          {
            href: links(paramsOf(run)).unit(activity.unitKey, activity.key),
            label: props.title,
            lang: props.language,
          },
        ]}
      />
      <PageHeader
        title={t('marking.feedback')}
        lead={<bdi>{props.title}</bdi>}
        meta={
          <span>
            {t('marking.attempt-number', { number: task.attempt })} ·{' '}
            <Time at={task.receivedAt} style="datetime" />
          </span>
        }
      />
      <Outcome {...props} />
      <section class="section">
        <h2>
          {pins.length > 0
            ? t('marking.your-answer-comments', { count: pins.length })
            : t('marking.your-answer')}
        </h2>
        <PinnedAnswer answer={feedback.answer} pins={pins} />
      </section>
      <Talk
        messages={feedback.messages}
        action={feedbackMessagesLink(task.submissionId)}
        hint={t('marking.talk-learner-hint')}
        mayAskRegrade={released !== null}
        regrade={feedback.thread?.regrade}
        problems={props.problems}
        values={props.values}
      />
    </>
  );
}
