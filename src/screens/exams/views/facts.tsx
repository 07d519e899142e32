/** Pieces that the pages of exams share: times left, points, questions as they are asked. */
import { For, type JSX, Show } from 'solid-js';
import { promptId } from '#activities/mark.tsx';
import { activityTypeOf } from '#modules/content/contract.ts';
import type { Block } from '#modules/content/index.ts';
import type { Question } from '#modules/exams/index.ts';
import { Html, WrittenIn } from '#ui/html.tsx';
import { enhance } from '#ui/island.tsx';
import { keep } from '#ui/keep.ts';
import { Frame } from '#ui/kept.tsx';
import { Badge } from '#ui/notice.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { ShownResult } from '../rules.ts';

const points = keep((locale: string) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));
export const formatPoints = (value: number, locale: string): string => points(locale).format(value);

const minute = keep(
  (locale: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }),
);
export const formatMinutes = (minutes: number, locale: string): string => minute(locale).format(minutes);

/** When the sitting ends, and how far that is; a script keeps the distance true. */
export function Clock(props: { endsAt: Date; now: Date }): JSX.Element {
  const { t, locale } = useView();
  const left = Math.max(0, Math.ceil((props.endsAt.getTime() - props.now.getTime()) / 60_000));
  const improved = enhance('screens/exams/islands/clock', {
    endsAt: props.endsAt.toISOString(),
    now: props.now.toISOString(),
    locale,
    texts: { left: t('exams.left', { time: '{time}' }), over: t('exams.time-over') },
  });
  return (
    <p class="exam-clock" {...improved}>
      <span class="exam-left">{t('exams.left', { time: formatMinutes(left, locale) })}</span>
      <span class="muted">
        {t('exams.ends')} <Time at={props.endsAt} style="time" />
      </span>
      <span class="visually-hidden" role="status" />
    </p>
  );
}

export interface QuestionProps {
  question: Question;
  number: number;
  answer: unknown;
  seed: number;
  releaseId: string;
  language: string;
  /** After handing in: nothing can be changed, and what came of it shows. */
  closed?: ShownResult;
}

function Controls(props: QuestionProps): JSX.Element {
  const { t, locale } = useView();
  const { activity } = props.question;
  const type = activityTypeOf(activity.type);
  const fieldName = (field: string) => `${activity.key}.${field}`;
  const filled = (html: string) => type.fill?.(html, activity.settings, props.seed, locale) ?? html;
  return (
    <>
      <Show when={activity.prompt}>
        <div id={promptId(fieldName)}>
          <Html html={filled(activity.prompt)} />
        </div>
      </Show>
      {type.view({
        activity,
        fieldName,
        answer: props.answer ?? null,
        judgement: props.closed?.judgement ?? null,
        seed: props.seed,
        disabled: props.closed !== undefined,
        reveal: props.closed?.answer ?? false,
        t,
        locale,
        tally: null,
      })}
      <Show when={props.closed?.answer && activity.solution}>
        {(solution) => (
          <details class="solution" open>
            <summary>{t('learn.solution')}</summary>
            <Html html={filled(solution())} />
          </details>
        )}
      </Show>
    </>
  );
}

/** What stands above a question: prose, and things without an answer. */
export function Blocks(props: { blocks: readonly Block[] }): JSX.Element {
  return (
    <For each={props.blocks}>{(block) => (block.kind === 'html' ? <Html html={block.html} /> : null)}</For>
  );
}

/** What came of an answer, as far as it shows. */
function Outcome(props: {
  answered: boolean;
  shown: ShownResult;
  points: number;
  receipt: JSX.Element;
}): JSX.Element {
  const { t, locale } = useView();
  const { shown, points } = props;
  const text =
    shown.score === null
      ? t(shown.waiting ? 'exams.not-judged' : 'exams.score-hidden')
      : t('learn.points-earned', { earned: formatPoints(shown.score * points, locale), points });
  return (
    <footer class="activity-footer">
      <Show when={props.answered} fallback={<Badge icon="minus">{t('exams.not-answered')}</Badge>}>
        <Badge
          tone={shown.score === 1 ? 'success' : 'neutral'}
          icon={shown.score === 1 ? 'check' : undefined}
        >
          {text}
        </Badge>
        {props.receipt}
        <For each={shown.feedback}>{(html) => <Html html={html} />}</For>
      </Show>
    </footer>
  );
}

/** A question with what stands above it. Drawn once for all who see the same of it; the receipt, each time. */
export function QuestionCard(props: QuestionProps & { receipt?: JSX.Element }): JSX.Element {
  const { t } = useView();
  const { question, number, seed, releaseId } = props;
  const { activity, blocks } = question;
  const titleId = `${activity.key}-title`;
  const state = JSON.stringify([props.answer ?? null, props.closed ?? null]);
  return (
    <Frame
      of={`exam-question ${releaseId} ${activity.key} ${seed} ${state}`}
      // Every order gives a question another number.
      slots={{ number: () => t('learn.question', { number }), receipt: () => props.receipt }}
    >
      {(slot) => (
        <>
          <WrittenIn value={props.language}>
            <Blocks blocks={blocks} />
          </WrittenIn>
          <section class="activity" id={activity.key} aria-labelledby={titleId}>
            <header class="activity-header">
              <h2 class="activity-title" id={titleId}>
                {slot('number')}
                <Show when={activity.title}>
                  {(title) => (
                    <>
                      {' · '}
                      <bdi>{title()}</bdi>
                    </>
                  )}
                </Show>
              </h2>
              <Show when={activity.points > 0}>
                <span class="muted">{t('learn.points-possible', { points: activity.points })}</span>
              </Show>
            </header>
            <WrittenIn value={props.language}>
              <Controls {...props} />
            </WrittenIn>
            <Show when={props.closed}>
              {(shown) => (
                <Outcome
                  answered={props.answer !== null}
                  shown={shown()}
                  points={activity.points}
                  receipt={slot('receipt')}
                />
              )}
            </Show>
          </section>
        </>
      )}
    </Frame>
  );
}
