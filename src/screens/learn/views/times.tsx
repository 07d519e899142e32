/** The times of an activity as its learner reads them: when it opens, is due and closes, and whose rule it was. */
import { For, type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import type { Because, Moments, Phase } from '#modules/enrollment/index.ts';
import { Icon } from '#ui/icon.tsx';
import { Badge } from '#ui/notice.tsx';
import { formatTime, Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { LinkedWork } from '../rules.ts';

function partsOf(duration: string) {
  const [, weeks, days, hours, minutes] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/
      .exec(duration)
      ?.map((part) => Number(part ?? 0)) ?? [];
  return [
    { unit: 'days', count: (weeks ?? 0) * 7 + (days ?? 0) },
    { unit: 'hours', count: hours ?? 0 },
    { unit: 'minutes', count: minutes ?? 0 },
  ] as const;
}

/** "1 day", "1 hour 30 minutes". */
export const durationText = (duration: string, t: Translate): string =>
  partsOf(duration)
    .flatMap(({ unit, count }) => (count > 0 ? [t(`times.${unit}`, { count })] : []))
    .join(' ');

/** The same after "each": "day", "2 days". */
const periodText = (duration: string, t: Translate): string =>
  partsOf(duration)
    .flatMap(({ unit, count }) => (count > 0 ? [t(`times.each-${unit}`, { count })] : []))
    .join(' ');

/** Whose rule moved a moment, where it is one of the learner's own; null: it is everybody's. */
export function personalText({ rule, reason, written }: Because, t: Translate): string | null {
  if (rule === 'extension') {
    if (written?.startsWith('+')) return t('times.why-attempts', { count: Number(written) });
    return reason ? t('times.why-extension-reason', { reason }) : t('times.why-extension');
  }
  if (rule === 'accommodation') return t('times.why-accommodation');
  if (rule === 'outage') return t(reason === 'platform' ? 'times.why-outage' : 'times.why-outage-service');
  return rule === 'cohort' ? t('times.why-cohort', { cohort: reason ?? '' }) : null;
}

/** A deadline in the reader's zone, and in the run's where its clock shows something else. */
export function Deadline(props: { at: Date; zone: string }): JSX.Element {
  const { t, locale, timeZone } = useView();
  const clock = (zone: string) => formatTime(props.at, 'datetime', locale, zone);
  return (
    <>
      <Time at={props.at} style="deadline" />
      <Show when={clock(props.zone) !== clock(timeZone)}>
        {' '}
        <span class="muted">({t('times.in-zone', { time: clock(props.zone), zone: props.zone })})</span>
      </Show>
    </>
  );
}

const tones = {
  'not-open': 'neutral',
  open: 'success',
  late: 'warning',
  practice: 'neutral',
  closed: 'neutral',
} as const;

function LateCosts(props: { moments: Moments }): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.moments.late}>
      {(late) => (
        <>
          {' '}
          {t('times.late-costs', { per: periodText(late().per, t), percent: late().percent })}
          <Show when={late().floor > 0}> {t('times.late-floor', { floor: late().floor })}</Show>
        </>
      )}
    </Show>
  );
}

/** What the run itself says of its end stands on its own page, not at each activity. */
const isOfRun = ({ moment, rule, target }: Because) =>
  moment === 'closesAt' && rule === 'run' && target?.kind === 'run';

export const closeOf = ({ closesAt, because }: Moments): Date | null =>
  because.some(isOfRun) ? null : closesAt;

export interface ActivityTimesProps {
  moments: Moments;
  phase: Phase;
}

const isPlain = ({ moments: { dueAt, lateUntil, because }, phase }: ActivityTimesProps): boolean =>
  phase === 'open' && !dueAt && !lateUntil && because.every(isOfRun);

/** Names all that `ActivityTimes` draws; '' where it draws nothing. */
export const timesKey = (times: ActivityTimesProps): string => (isPlain(times) ? '' : JSON.stringify(times));

export function ActivityTimes(props: ActivityTimesProps): JSX.Element {
  const { t } = useView();
  const { moments, phase } = props;
  const { opensAt, dueAt, lateUntil, zone, because } = moments;
  const closes = closeOf(moments);
  const own = [...new Set(because.map((one) => personalText(one, t)).filter((text) => text !== null))];
  const line = (label: string, at: Date) => (
    <span>
      {label} <Deadline at={at} zone={zone} />
    </span>
  );
  return (
    <Show when={dueAt || lateUntil || closes || phase !== 'open' || own.length > 0}>
      <div class="activity-times">
        <p>
          <Show when={phase !== 'open'}>
            <Badge tone={tones[phase]} icon="clock">
              {t(`times.phase-${phase}`)}
            </Badge>{' '}
          </Show>
          <Show when={phase === 'not-open' && opensAt}>{(at) => line(t('times.opens'), at())}</Show>{' '}
          <Show when={dueAt}>{(at) => line(t('times.due'), at())}</Show>{' '}
          <Show when={(!dueAt || phase !== 'open') && lateUntil}>
            {(at) => line(t('times.late-until'), at())}
          </Show>{' '}
          <Show when={(!dueAt || phase === 'practice') && closes}>
            {(at) => line(t(phase === 'closed' ? 'times.closed' : 'times.closes'), at())}
          </Show>
          <Show when={phase === 'late'}>
            <LateCosts moments={moments} />
          </Show>
          <Show when={phase === 'practice'}> {t('times.practice-text')}</Show>
        </p>
        <Show when={own.length > 0}>
          <p class="muted">
            <Icon name="info" /> <bdi>{own.join(' ')}</bdi>
          </p>
        </Show>
      </div>
    </Show>
  );
}

/** What is due next, each with the way to it; nothing where nothing is. */
export function DueList(props: { due: readonly LinkedWork[]; named?: boolean }): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.due.length > 0}>
      <section class="due-list" aria-labelledby="due-next">
        <h2 id="due-next">{t('times.next-title')}</h2>
        <ul>
          <For each={props.due}>
            {(work) => (
              <li>
                <a href={work.href}>
                  <bdi>{work.title}</bdi>
                </a>
                <Show when={props.named}>
                  {' '}
                  <span class="muted">
                    <bdi>{work.course}</bdi>
                  </span>
                </Show>
                <span class="due-when">
                  <Show when={work.phase === 'late'}>
                    <Badge tone="warning" icon="clock">
                      {t('times.phase-late')}
                    </Badge>{' '}
                  </Show>
                  <Deadline at={work.at} zone={work.moments.zone} />
                </span>
              </li>
            )}
          </For>
        </ul>
        <p>
          <a href="/dates">{t('times.all-dates')}</a>
        </p>
      </section>
    </Show>
  );
}
