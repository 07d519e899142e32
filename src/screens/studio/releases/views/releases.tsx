/** Releases of a course: those to come, those on trial, those that were. */
import { For, type JSX, Show } from 'solid-js';
import type { Plan } from '#modules/authoring/index.ts';
import type { Publication } from '#modules/content/index.ts';
import { StudioHead } from '#screens/studio/outline/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { OpenReleases, PilotLine } from '../service/releases.ts';
import { isPiloted, showIcon, showLabel } from './showing.ts';
import { ToCome } from './to-come.tsx';

function PlansBefore(props: { of: OpenReleases }): JSX.Element {
  const { t } = useView();
  const { of } = props;
  const to = links(of.params);
  const tones = { waiting: 'accent', done: 'success', failed: 'danger', cancelled: 'neutral' } as const;
  return (
    <DataTable<Plan>
      caption={t('releases.plans-before')}
      rows={of.plans.filter(({ state }) => state !== 'waiting')}
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
        { header: t('releases.notes'), cell: ({ notes }) => notes && <bdi>{notes}</bdi> },
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
          cell: ({ number }) => (
            <a class="release-name" href={to.release(number)}>
              {t('releases.release', { number })}
            </a>
          ),
        },
        { header: t('releases.notes'), cell: ({ notes }) => notes && <bdi>{notes}</bdi> },
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
            <Show when={of.rights.publish && releaseId !== of.course.releaseId && !isPiloted(of, releaseId)}>
              <ButtonLink href={to.show(number)} look="plain" size="small" icon={showIcon(of, number)}>
                {t(showLabel(of, number))}
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
        <ToCome of={props} />
        <div class="row">
          <ButtonLink href={to.reviews} look="quiet" icon="eye">
            {t('releases.reviews-link')}
          </ButtonLink>
        </div>
        <Releases of={props} />
        <Show when={props.plans.some(({ state }) => state !== 'waiting')}>
          <PlansBefore of={props} />
        </Show>
        <Show when={props.pilots.some(({ outcome }) => outcome !== null)}>
          <PilotsBefore of={props} />
        </Show>
      </div>
    </>
  );
}
