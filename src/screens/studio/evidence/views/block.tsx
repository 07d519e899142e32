/** One block of a unit, and beside it what is known of it. */
import { For, type JSX, Show } from 'solid-js';
import { type BlockEvidence, daysUntilStopped, smallestGroup } from '#modules/analytics/index.ts';
import { activityTypeOf } from '#modules/content/contract.ts';
import { findActivity, type Release, titleOf } from '#modules/content/index.ts';
import { Meter } from '#ui/figures.tsx';
import { Html } from '#ui/html.tsx';
import { Badge } from '#ui/notice.tsx';
import { useView } from '#ui/view.tsx';
import { useFigures } from './figures.ts';

interface BlockProps {
  evidence: BlockEvidence;
  release: Release;
  /** Who reached the unit. */
  reached: number;
}

type Figures = NonNullable<BlockEvidence['figures']>;

/** The block as the release has it. */
function Text(props: BlockProps): JSX.Element {
  const { release } = props;
  const { block } = props.evidence;
  if (block.kind === 'html') return <Html html={block.html} />;
  const activity = findActivity(release, block.key);
  if (!activity) return null;
  const { fill } = activityTypeOf(activity.type);
  const prompt = fill?.(activity.prompt, activity.settings, 0, release.course.language) ?? activity.prompt;
  return (
    <>
      <h3 id={`evidence-${activity.key}`}>
        <bdi>{titleOf(release, activity.key)}</bdi>
      </h3>
      <Html html={prompt} />
    </>
  );
}

function Options(props: { options: Figures['options']; learners: number }): JSX.Element {
  const { t } = useView();
  const { part } = useFigures();
  return (
    <>
      <h4>{t('evidence.options')}</h4>
      <ul class="evidence-options">
        <For each={props.options}>
          {({ html, chosen, right }) => (
            <li>
              <div class="evidence-option">
                <Html inline html={html} />
                <Show when={right}>
                  <Badge tone="success" icon="check">
                    {t('items.right')}
                  </Badge>
                </Show>
              </div>
              <Meter
                label={t('evidence.chosen')}
                labelHidden
                value={chosen}
                max={props.learners}
                text={part(chosen, props.learners)}
              />
            </li>
          )}
        </For>
      </ul>
    </>
  );
}

function Wrong(props: { wrong: Figures['wrong'] }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <h4>{t('evidence.wrong')}</h4>
      <ul class="evidence-wrong">
        <For each={props.wrong}>
          {({ answer, learners }) => (
            <li>
              <q>
                <bdi>{answer}</bdi>
              </q>{' '}
              <span class="muted">{t('evidence.learners', { learners })}</span>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}

function Answers(props: { figures: Figures; learners: number; reached: number }): JSX.Element {
  const { t } = useView();
  const { part, decimal, time } = useFigures();
  const { figures, learners, reached } = props;
  return (
    <>
      <Meter label={t('evidence.handed-in')} value={learners} max={reached} text={part(learners, reached)} />
      <Show when={figures.right}>
        {(right) => (
          <Meter
            label={t('evidence.right-first')}
            value={right().count}
            max={right().of}
            text={part(right().count, right().of)}
          />
        )}
      </Show>
      <dl class="evidence-facts">
        <dt>{t('evidence.attempts')}</dt>
        <dd>{decimal(figures.attempts)}</dd>
        <Show when={figures.seconds}>
          {(seconds) => (
            <>
              <dt>{t('evidence.time')}</dt>
              <dd>{time(seconds())}</dd>
            </>
          )}
        </Show>
        <Show when={figures.current < learners}>
          <dt>{t('evidence.current')}</dt>
          <dd>{part(figures.current, learners)}</dd>
        </Show>
      </dl>
      <Show when={figures.options.length > 0}>
        <Options options={figures.options} learners={learners} />
      </Show>
      <Show when={figures.wrong.length > 0}>
        <Wrong wrong={figures.wrong} />
      </Show>
    </>
  );
}

function Known(props: BlockProps): JSX.Element {
  const { t } = useView();
  const { learners, figures, open, stopped } = props.evidence;
  return (
    <>
      <Show when={stopped}>
        {(count) => (
          <p>
            <Badge tone="warning">{t('evidence.stopped-here', { count: count() })}</Badge>{' '}
            <span class="muted">{t('evidence.stopped-meaning', { days: daysUntilStopped })}</span>
          </p>
        )}
      </Show>
      <Show when={stopped === 0 && learners === null}>
        <p class="muted">{t('evidence.nobody-stopped')}</p>
      </Show>
      <Show when={learners !== null}>
        <Show when={figures} fallback={<p class="muted">{t('evidence.few', { least: smallestGroup })}</p>}>
          {(known) => <Answers figures={known()} learners={learners ?? 0} reached={props.reached} />}
        </Show>
      </Show>
      <Show when={open > 0}>
        <p>
          <Badge tone="accent" icon="message-square">
            {t('evidence.open', { open })}
          </Badge>
        </p>
      </Show>
    </>
  );
}

export function Block(props: BlockProps): JSX.Element {
  return (
    <li class="evidence-block">
      <div class="evidence-text">
        <Text {...props} />
      </div>
      <div class="evidence-known">
        <Known {...props} />
      </div>
    </li>
  );
}
