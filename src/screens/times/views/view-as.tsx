/** What a learner sees at some moment: all activities with their times, and the pages themselves. */
import { For, type JSX, Show } from 'solid-js';
import type { Translate } from '#lib/messages.ts';
import { wallTimeOf } from '#lib/wall-time.ts';
import type { Because, Moments } from '#modules/enrollment/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { type Column, DataTable } from '#ui/table.tsx';
import { formatTime, Time } from '#ui/time.tsx';
import { useView, ViewProvider } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { Seen, SeenActivity, SeenUnit, ViewAs } from '../service/view-as.ts';
import { TimesHead } from './head.tsx';

export interface ViewAsPageProps extends ViewAs {
  params: RunParams;
  /** The learner's own page, drawn as they see it; null: the list of all activities. */
  unit: (() => unknown) | null;
}

const tones = {
  'not-open': 'neutral',
  open: 'success',
  late: 'warning',
  practice: 'neutral',
  closed: 'danger',
} as const;

function Moment(props: { at: Date | null }): JSX.Element {
  return (
    <Show when={props.at} fallback={<span class="muted">–</span>}>
      {(at) => <Time at={at()} style="deadline" />}
    </Show>
  );
}

function Rules(props: { because: readonly Because[] }): JSX.Element {
  const { t } = useView();
  const texts = props.because
    .filter(({ moment }) => moment !== 'late')
    .map(({ rule, reason }) => t(`times.rule-${rule}`, { reason: reason ?? '' }).trim());
  return <bdi>{[...new Set(texts)].join(', ')}</bdi>;
}

/** Moments that no activity of the course has would be columns of dashes. */
function columnsOf(units: readonly SeenUnit[], t: Translate): Column<SeenActivity>[] {
  const moment = (header: string, of: (moments: Moments) => Date | null): Column<SeenActivity>[] =>
    units.some(({ activities }) => activities.some(({ moments }) => of(moments)))
      ? [{ header, cell: ({ moments }) => <Moment at={of(moments)} /> }]
      : [];
  return [
    { header: t('times.what'), rowHeader: true, cell: ({ title }) => <bdi>{title}</bdi> },
    {
      header: t('times.state'),
      cell: ({ phase }) => <Badge tone={tones[phase]}>{t(`times.phase-${phase}`)}</Badge>,
    },
    ...moment(t('times.opens'), ({ opensAt }) => opensAt),
    ...moment(t('times.due'), ({ dueAt }) => dueAt),
    ...moment(t('times.late-until'), ({ lateUntil }) => lateUntil),
    ...moment(t('times.closes'), ({ closesAt }) => closesAt),
    { header: t('times.attempts-left'), numeric: true, cell: ({ left }) => left ?? t('times.unlimited') },
    { header: t('times.reveals'), cell: ({ reveal }) => t(reveal ? 'times.yes' : 'times.no') },
    { header: t('times.why'), cell: ({ moments }) => <Rules because={moments.because} /> },
  ];
}

/** A unit after the other, each leading to its page; folded, since a course has many. */
function SeenUnits(props: ViewAsPageProps & { seen: Seen }): JSX.Element {
  const { t } = useView();
  const { params, learner, at, run, seen } = props;
  const columns = columnsOf(seen.units, t);
  const openText = (activities: readonly SeenActivity[]) =>
    t('times.open-of', {
      open: activities.filter(({ phase }) => phase === 'open' || phase === 'late').length,
      total: activities.length,
    });
  const hrefOf = (unit: string) =>
    links.viewAs(params, { learner: learner ?? '', at: wallTimeOf(at, run.zone), unit });
  return (
    <Show
      when={seen.units.length > 0}
      fallback={<EmptyState icon="calendar" title={t('times.nothing-here')} />}
    >
      <div>
        <For each={seen.units}>
          {({ key, title, activities }) => (
            <Disclosure
              open={seen.units.length === 1}
              summary={
                <>
                  <bdi>{title}</bdi> <span class="muted">{openText(activities)}</span>
                </>
              }
            >
              <p>
                <a href={hrefOf(key)}>{t('times.as-unit')}</a>
              </p>
              <DataTable caption={title} captionHidden rows={activities} columns={columns} />
            </Disclosure>
          )}
        </For>
      </div>
    </Show>
  );
}

/** The page with the learner's clock and zone: everything in it is drawn as for them. */
function AsLearner(props: { of: ViewAsPageProps; seen: Seen }): JSX.Element {
  const view = useView();
  const { actor } = props.seen.call;
  const timeZone = (actor.kind === 'person' && actor.timeZone) || view.timeZone;
  return (
    <ViewProvider value={{ ...view, timeZone, now: props.of.at }}>
      {props.of.unit?.() as JSX.Element}
    </ViewProvider>
  );
}

export function ViewAsPage(props: ViewAsPageProps): JSX.Element {
  const { t, locale } = useView();
  const { params, run, at, learner, seen } = props;
  return (
    <div class="stack">
      <TimesHead of={props} params={params} current="view-as" />
      <p class="muted">{t('times.as-lead')}</p>
      <Form action={links.viewAs(params)} method="get">
        <Field name="learner" type="email" label={t('times.as-learner')} value={learner ?? ''} dir="ltr" />
        <Field
          name="at"
          type="datetime-local"
          step="1"
          label={t('times.as-at')}
          hint={t('times.as-at-hint', { zone: run.zone })}
          value={wallTimeOf(at, run.zone)}
        />
        <FormActions>
          <Button icon="eye">{t('times.show')}</Button>
        </FormActions>
      </Form>
      <Show when={learner !== null && !seen}>
        <Callout tone="warning">{t('times.as-nobody')}</Callout>
      </Show>
      <Show when={seen}>
        {(found) => (
          <>
            <Callout tone="accent" icon="eye">
              <bdi>
                {t('times.as-banner', {
                  name: found().name,
                  time: formatTime(at, 'deadline', locale, run.zone),
                })}
              </bdi>
              <Show when={props.unit}>
                {' '}
                <a href={links.viewAs(params, { learner: learner ?? '', at: wallTimeOf(at, run.zone) })}>
                  {t('times.back')}
                </a>
              </Show>
            </Callout>
            <Show when={props.unit} fallback={<SeenUnits {...props} seen={found()} />}>
              <AsLearner of={props} seen={found()} />
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}
