/** Releases of a course: those to come, those on trial, those that were. */
import { For, type JSX, Show } from 'solid-js';
import type { Plan } from '#modules/authoring/index.ts';
import type { Publication } from '#modules/content/index.ts';
import { StudioHead } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { formatTime, Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { OpenReleases, PilotLine } from '../service/releases.ts';

function PilotUnderWay(props: { of: OpenReleases; pilot: PilotLine }): JSX.Element {
  const { t, locale, timeZone } = useView();
  const { pilot, of } = props;
  const to = links(of.params);
  return (
    <Callout
      tone="accent"
      icon="users"
      title={t('releases.pilot-of', {
        number: pilot.number ?? 0,
        cohort: pilot.cohortTitle,
        run: pilot.runKey,
      })}
      actions={
        <Show when={of.rights.publish}>
          <Form action={to.pilot(pilot.id, 'everybody')}>
            <Button icon="check">{t('releases.pilot-everybody')}</Button>
          </Form>
          <Form action={to.pilot(pilot.id, 'stop')}>
            <Button look="quiet" icon="undo-2">
              {t('releases.pilot-stop')}
            </Button>
          </Form>
        </Show>
      }
    >
      {t('releases.pilot-since', {
        name: of.nameOf(pilot.startedBy),
        time: formatTime(pilot.startedAt, 'datetime', locale, timeZone),
      })}
    </Callout>
  );
}

function Plans(props: { of: OpenReleases }): JSX.Element {
  const { t } = useView();
  const { of } = props;
  const to = links(of.params);
  const tones = { waiting: 'accent', done: 'success', failed: 'danger', cancelled: 'neutral' } as const;
  return (
    <DataTable<Plan>
      caption={t('releases.plans')}
      rows={of.plans}
      columns={[
        { header: t('releases.time'), rowHeader: true, cell: ({ at }) => <Time at={at} style="datetime" /> },
        {
          header: t('releases.state'),
          cell: ({ state, number, problem }) => (
            <>
              <Badge tone={tones[state]}>{t(`releases.plan-${state}`)}</Badge>{' '}
              <Show when={number}>{(n) => <a href={to.release(n())}>{n()}</a>}</Show>
              <Show when={problem}>{(code) => t(`refusals.${code()}` as never)}</Show>
            </>
          ),
        },
        {
          header: t('releases.revision'),
          cell: ({ revision }) => <a href={to.revision(revision)}>{revision}</a>,
        },
        { header: t('releases.by'), cell: ({ madeBy }) => <bdi>{of.nameOf(madeBy)}</bdi> },
        { header: t('releases.notes'), cell: ({ notes }) => <bdi>{notes}</bdi> },
        {
          header: t('releases.do'),
          cell: ({ id, state }) => (
            <Show when={state === 'waiting' && of.rights.publish}>
              <Form action={to.cancelPlan(id)}>
                <Button look="plain" size="small">
                  {t('releases.cancel')}
                </Button>
              </Form>
            </Show>
          ),
        },
      ]}
    />
  );
}

/** The runs that show a release, and cohorts that see it first. */
export function ShownBy(props: { of: Pick<OpenReleases, 'runs'>; releaseId: string }): JSX.Element {
  const { t } = useView();
  return (
    <For each={props.of.runs}>
      {({ key, releaseId, pilot }) => (
        <>
          <Show when={releaseId === props.releaseId}>
            <Badge tone="success">
              <bdi dir="ltr">{key}</bdi>
            </Badge>{' '}
          </Show>
          <Show when={pilot?.releaseId === props.releaseId}>
            <Badge tone="accent">
              <bdi dir="ltr">{key}</bdi> · {t('releases.pilot-badge')}
            </Badge>{' '}
          </Show>
        </>
      )}
    </For>
  );
}

function Releases(props: { of: OpenReleases }): JSX.Element {
  const { t } = useView();
  const { of } = props;
  const to = links(of.params);
  return (
    <DataTable<Publication>
      caption={t('releases.releases')}
      captionHidden
      rows={of.releases}
      empty={
        <EmptyState icon="upload" title={t('releases.none')}>
          {t('releases.none-text')}
        </EmptyState>
      }
      columns={[
        {
          header: t('releases.number'),
          rowHeader: true,
          cell: ({ number }) => <a href={to.release(number)}>{t('releases.release', { number })}</a>,
        },
        { header: t('releases.notes'), cell: ({ notes }) => <bdi>{notes}</bdi> },
        { header: t('releases.by'), cell: ({ createdBy }) => <bdi>{of.nameOf(createdBy)}</bdi> },
        {
          header: t('releases.published'),
          cell: ({ createdAt }) => <Time at={createdAt} style="datetime" />,
        },
        {
          header: t('releases.shown-by'),
          cell: ({ releaseId }) => <ShownBy of={of} releaseId={releaseId} />,
        },
        {
          header: t('releases.do'),
          cell: ({ releaseId, number }) => (
            <Show when={of.rights.publish && releaseId !== of.course.releaseId}>
              <ButtonLink href={to.show(number)} look="plain" size="small" icon="rotate-ccw">
                {t('releases.show')}
              </ButtonLink>
            </Show>
          ),
        },
      ]}
    />
  );
}

function PilotsBefore(props: { of: OpenReleases }): JSX.Element {
  const { t } = useView();
  const { of } = props;
  return (
    <DataTable<PilotLine>
      caption={t('releases.pilots-before')}
      rows={of.pilots.filter(({ outcome }) => outcome !== null)}
      columns={[
        {
          header: t('releases.cohort'),
          rowHeader: true,
          cell: ({ cohortTitle, runKey }) => (
            <>
              <bdi>{cohortTitle}</bdi> <span class="muted">{runKey}</span>
            </>
          ),
        },
        { header: t('releases.number'), cell: ({ number }) => number },
        { header: t('releases.from'), cell: ({ startedAt }) => <Time at={startedAt} style="datetime" /> },
        {
          header: t('releases.until'),
          cell: ({ endedAt }) => <Show when={endedAt}>{(at) => <Time at={at()} style="datetime" />}</Show>,
        },
        {
          header: t('releases.outcome'),
          cell: ({ outcome }) => outcome && t(`releases.outcome-${outcome}`),
        },
        { header: t('releases.by'), cell: ({ endedBy }) => <bdi>{of.nameOf(endedBy)}</bdi> },
      ]}
    />
  );
}

export function ReleasesPage(props: OpenReleases): JSX.Element {
  const { t } = useView();
  const to = links(props.params);
  return (
    <>
      <StudioHead {...props} current="releases" />
      <div class="stack">
        <For each={props.pilots.filter(({ outcome }) => outcome === null)}>
          {(pilot) => <PilotUnderWay of={props} pilot={pilot} />}
        </For>
        <div class="row">
          <ButtonLink href={to.reviews} look="quiet" icon="eye">
            {t('releases.reviews-link')}
          </ButtonLink>
        </div>
        <Releases of={props} />
        <Show when={props.plans.length > 0}>
          <Plans of={props} />
        </Show>
        <Show when={props.pilots.some(({ outcome }) => outcome !== null)}>
          <PilotsBefore of={props} />
        </Show>
      </div>
    </>
  );
}
