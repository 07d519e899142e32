/** What a learner sees at some moment: all activities with their times, and the pages themselves. */
import { type JSX, Show } from 'solid-js';
import { wallTimeOf } from '#lib/wall-time.ts';
import type { Because } from '#modules/enrollment/index.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { formatTime, Time } from '#ui/time.tsx';
import { useView, ViewProvider } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { Seen, SeenActivity, ViewAs } from '../service/view-as.ts';
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

function SeenTable(props: ViewAsPageProps & { seen: Seen }): JSX.Element {
  const { t } = useView();
  const { params, learner, at, run } = props;
  const unitHref = (unit: string) =>
    links.viewAs(params, { learner: learner ?? '', at: wallTimeOf(at, run.zone), unit });
  return (
    <DataTable<SeenActivity>
      caption={t('times.view-as')}
      captionHidden
      rows={props.seen.activities}
      empty={<EmptyState icon="calendar" title={t('times.nothing-here')} />}
      columns={[
        {
          header: t('times.what'),
          rowHeader: true,
          cell: ({ activity, title }) => (
            <a href={unitHref(activity.unitKey)}>
              <bdi>{title}</bdi>
            </a>
          ),
        },
        {
          header: t('times.state'),
          cell: ({ phase }) => <Badge tone={tones[phase]}>{t(`times.phase-${phase}`)}</Badge>,
        },
        { header: t('times.opens'), cell: ({ moments }) => <Moment at={moments.opensAt} /> },
        { header: t('times.due'), cell: ({ moments }) => <Moment at={moments.dueAt} /> },
        { header: t('times.late-until'), cell: ({ moments }) => <Moment at={moments.lateUntil} /> },
        { header: t('times.closes'), cell: ({ moments }) => <Moment at={moments.closesAt} /> },
        { header: t('times.attempts-left'), numeric: true, cell: ({ left }) => left ?? t('times.unlimited') },
        { header: t('times.reveals'), cell: ({ reveal }) => t(reveal ? 'times.yes' : 'times.no') },
        { header: t('times.why'), cell: ({ moments }) => <Rules because={moments.because} /> },
      ]}
    />
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
            <Show when={props.unit} fallback={<SeenTable {...props} seen={found()} />}>
              <AsLearner of={props} seen={found()} />
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}
