/** Of answers that are judged after handing in: how far the judging is, what came of it, and what was tried before. */
import { type JSX, Show } from 'solid-js';
import { type Activity, judgedBy } from '#modules/content/contract.ts';
import { type GradingStanding, isAwaited } from '#modules/grading/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { enhance } from '#ui/island.tsx';
import { Callout } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import type { ActivityCardProps } from './card.ts';
import { ReceiptLine, Said, VerdictBox } from './outcome.tsx';

export const isJudgedLater = (activity: Activity): boolean =>
  !['rule', 'nobody'].includes(judgedBy(activity));

type Stage = 'waiting' | 'running' | 'pending' | 'needs-staff' | 'rejected' | 'held' | 'with-staff';

/** What the learner waits for; null: there is a result to show. */
function stageToShow(grading: GradingStanding | null): Stage | null {
  if (!grading) return 'with-staff';
  if (grading.held) return 'held';
  if (grading.state === 'judged') return null;
  return grading.state === 'replaced' ? 'with-staff' : grading.state;
}

/** Without scripts a page stands still: the way to look again. */
function LookAgain(props: ActivityCardProps): JSX.Element {
  const { t } = useView();
  return (
    <p class="look-again">
      <ButtonLink href={props.links.news} look="quiet" size="small" icon="refresh-cw" rel="nofollow">
        {t('queue.refresh')}
      </ButtonLink>
    </p>
  );
}

function Underway(props: ActivityCardProps & { stage: Stage }): JSX.Element {
  const { t } = useView();
  const { standing } = props;
  const tone = props.stage === 'rejected' ? 'warning' : 'accent';
  const awaited = isAwaited(standing.grading, null);
  const title = () =>
    props.stage === 'with-staff' && judgedBy(props.activity) === 'peers'
      ? t('peers.with-peers')
      : t(`queue.${props.stage}`);
  return (
    <Callout tone={tone} icon={awaited ? 'hourglass' : undefined} title={title()}>
      <Show when={props.stage !== 'with-staff'}>
        <p>{t(`queue.${props.stage as Exclude<Stage, 'with-staff'>}-text`)}</p>
      </Show>
      <Show when={awaited && standing.grading?.slow}>
        <p>{t('queue.slow')}</p>
      </Show>
      <Show when={props.stage === 'rejected'}>
        <Said judgement={standing.judgement} />
      </Show>
      <Show when={awaited}>
        <LookAgain {...props} />
      </Show>
      <ReceiptLine {...props} />
    </Callout>
  );
}

function Result(props: ActivityCardProps): JSX.Element {
  const { t } = useView();
  return (
    <VerdictBox standing={props.standing}>
      <Show when={props.standing.isDraft}>
        <p class="muted">{t('queue.of-attempt')}</p>
      </Show>
      <Said judgement={props.standing.judgement} />
      <ReceiptLine {...props} />
    </VerdictBox>
  );
}

function TrialResult(props: ActivityCardProps): JSX.Element {
  const { t } = useView();
  const { trial } = props.standing;
  if (!trial) return null;
  if (trial.state === 'waiting' || trial.state === 'running')
    return (
      <Callout tone="accent" icon="hourglass" title={t('queue.trial-waiting')}>
        <p>{t('queue.trial-waiting-text')}</p>
        <LookAgain {...props} />
      </Callout>
    );
  if (trial.state === 'failed')
    return (
      <Callout tone="warning" title={t('queue.trial-failed')}>
        <p>{t('queue.trial-failed-text')}</p>
      </Callout>
    );
  return (
    <Callout tone="neutral" title={t(trial.state === 'judged' ? 'queue.trial-done' : 'queue.trial-rejected')}>
      <Said judgement={trial.judgement} points={false} />
      <p class="muted">{t('queue.trial-note')}</p>
    </Callout>
  );
}

export function Judging(props: ActivityCardProps): JSX.Element {
  const { standing } = props;
  const stage = stageToShow(standing.grading);
  const awaited = isAwaited(standing.grading, standing.trial);
  return (
    <div class="activity-outcome" role="status" id={`${props.activity.key}-outcome`}>
      <Show when={standing.attempt > 0}>
        <Show when={stage} fallback={<Result {...props} />}>
          {(found) => <Underway {...props} stage={found()} />}
        </Show>
      </Show>
      <TrialResult {...props} />
      <Show when={awaited}>
        <div {...enhance('screens/learn/islands/live-result', { news: props.links.news })} />
      </Show>
    </div>
  );
}
