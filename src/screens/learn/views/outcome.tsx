import { For, type JSX, Show } from 'solid-js';
import { CaseList } from '#activities/cases.tsx';
import { instantOf } from '#lib/wall-time.ts';
import { activityTypeOf, type Judgement, type RevealRule } from '#modules/content/contract.ts';
import { Html } from '#ui/html.tsx';
import { Icon } from '#ui/icon.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { formatTime, Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { ActivityStanding } from '../rules.ts';
import type { ActivityCardProps } from './card.ts';

type Verdict = 'right' | 'partly' | 'wrong' | 'received';

function verdictOf({ judgement, lastScore }: ActivityStanding): Verdict {
  if (!judgement || lastScore === null) return 'received';
  if (lastScore === 1) return 'right';
  return lastScore > 0 ? 'partly' : 'wrong';
}

const toneOf = { right: 'success', partly: 'warning', wrong: 'danger', received: 'neutral' } as const;

/** The box of a verdict: that it is not right *yet* is said only to somebody who may try again. */
export function VerdictBox(props: { standing: ActivityStanding; children: JSX.Element }): JSX.Element {
  const { t } = useView();
  const verdict = verdictOf(props.standing);
  return (
    <Callout
      tone={toneOf[verdict]}
      title={t(`learn.verdict-${verdict === 'wrong' && props.standing.left === 0 ? 'wrong-last' : verdict}`)}
      icon={verdict === 'wrong' ? 'circle-x' : undefined}
    >
      {props.children}
    </Callout>
  );
}

/** When it arrived, and the proof of it. */
export function ReceiptLine(props: ActivityCardProps): JSX.Element {
  const { t } = useView();
  return (
    <p class="receipt-line">
      <Show when={props.standing.receivedAt}>
        {(at) => (
          <span>
            {t('learn.received')} <Time at={at()} style="datetime" />
          </span>
        )}
      </Show>
      <Show when={props.links.receipt}>
        {(href) => (
          <a href={href()} rel="nofollow">
            <Icon name="shield-check" /> {t('learn.receipt')}
          </a>
        )}
      </Show>
      <Show when={props.links.reviews}>
        {(href) => (
          <a href={href()} rel="nofollow">
            <Icon name="users" /> {t('peers.card-link')}
          </a>
        )}
      </Show>
      <Show when={props.links.feedback}>
        {(feedback) => (
          <span>
            <a href={feedback().href} rel="nofollow">
              <Icon name="message-square" /> {t('marking.read-feedback')}
            </a>{' '}
            <Show when={feedback().unread}>
              <Badge tone="warning">{t('marking.unread-feedback')}</Badge>
            </Show>
          </span>
        )}
      </Show>
    </p>
  );
}

/** What was said of an answer: feedback, and the tests of a program. */
export function Said(props: {
  judgement: Pick<Judgement, 'feedback' | 'cases'> | null;
  points?: boolean;
}): JSX.Element {
  return (
    <>
      <For each={props.judgement?.feedback ?? []}>{(html) => <Html html={html} />}</For>
      <Show when={props.judgement?.cases}>
        {(cases) => <CaseList cases={cases()} points={props.points} />}
      </Show>
    </>
  );
}

/** What was answered, with the values it was an answer to. */
function lastAnswer({ activity, standing }: ActivityCardProps): string {
  const { describe } = activityTypeOf(activity.type);
  return standing.isDraft || standing.answer === null
    ? ''
    : `\u2068${describe?.(standing.answer, activity.settings) ?? ''}\u2069`;
}

/** That there is a score, and when it shows. */
export function Veiled(props: ActivityCardProps): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.standing.veiled}>
      {(rule) => (
        <p>
          {t('tasks.hidden-score')} <RuleText rule={rule()} zone={props.times.moments.zone} />
        </p>
      )}
    </Show>
  );
}

function RuleText(props: { rule: RevealRule; zone: string }): JSX.Element {
  const { t, locale } = useView();
  const { rule } = props;
  if (typeof rule === 'object') {
    const at = instantOf(rule.at, props.zone, 'last');
    return t('tasks.hidden-at', { when: formatTime(at, 'deadline', locale, props.zone) });
  }
  return rule === 'at-once' ? null : t(`tasks.hidden-${rule}`);
}

/** What became of the last submission: the verdict, the feedback, the proof. */
export function Outcome(props: ActivityCardProps): JSX.Element {
  const { t } = useView();
  return (
    <div class="activity-outcome" role="status" id={`${props.activity.key}-outcome`}>
      <VerdictBox standing={props.standing}>
        <Said judgement={props.standing.said} />
        <Veiled {...props} />
        <Show when={props.lastSeed !== props.seed}>
          <p>{t('tasks.last-values', { answer: lastAnswer(props) })}</p>
        </Show>
        <ReceiptLine {...props} />
      </VerdictBox>
    </div>
  );
}
