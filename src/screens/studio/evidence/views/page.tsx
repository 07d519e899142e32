/** A unit as the release has it, and beside each block what is known of it. */
import { For, type JSX, Show } from 'solid-js';
import { daysUntilStopped, smallestGroup, type UnitEvidence } from '#modules/analytics/index.ts';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { Stats } from '#ui/figures.tsx';
import { WrittenIn } from '#ui/html.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { BackLink } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { OpenEvidence } from '../service.ts';
import { Block } from './block.tsx';
import { useFigures } from './figures.ts';

/** Of whom the figures are. */
function Whom(props: OpenEvidence & { evidence: UnitEvidence }): JSX.Element {
  const { t } = useView();
  const { runs, run, released, evidence } = props;
  return (
    <p class="muted">
      {t('evidence.of-runs', {
        learners: evidence.learners,
        runs: run ? 1 : runs.length,
        names: (run ? [run] : runs).map(({ key }) => key).join(', '),
      })}{' '}
      <Show when={released}>
        {(release) => (
          <>
            {t('evidence.of-release', { number: release().number })}{' '}
            <Time at={release().createdAt} style="date" />
            {'. '}
          </>
        )}
      </Show>
      <Show when={evidence.since}>
        {(since) => (
          <>
            {t('evidence.since')} <Time at={since()} style="date" />.{' '}
          </>
        )}
      </Show>
      {t('evidence.least', { least: smallestGroup })}
    </p>
  );
}

function Runs(props: OpenEvidence): JSX.Element {
  const { t } = useView();
  const { params, run, runs } = props;
  const link = (key: string | undefined, label: string) => (
    <li>
      <a
        href={studioLinks.unitEvidence(params, params.unit, key)}
        aria-current={run?.key === key ? 'page' : undefined}
      >
        {label}
      </a>
    </li>
  );
  return (
    <Show when={runs.length > 1}>
      <nav aria-label={t('evidence.runs')}>
        <ul class="evidence-runs">
          {link(undefined, t('evidence.all-runs'))}
          <For each={runs}>{({ key }) => link(key, key)}</For>
        </ul>
      </nav>
    </Show>
  );
}

function Flow(props: { evidence: UnitEvidence }): JSX.Element {
  const { t } = useView();
  const { part } = useFigures();
  const { learners, reached, flow } = props.evidence;
  const of = (count: number) => part(count, reached);
  return (
    <Show when={flow} fallback={<p>{t('evidence.reached-few', { least: smallestGroup })}</p>}>
      {(known) => (
        <Stats
          stats={[
            { label: t('evidence.reached'), value: reached, note: part(reached, learners) },
            { label: t('evidence.done'), value: known().done, note: of(known().done) },
            { label: t('evidence.went-on'), value: known().wentOn, note: of(known().wentOn) },
            {
              label: t('evidence.stopped'),
              value: known().stopped,
              note: t('evidence.stopped-note', { days: daysUntilStopped }),
            },
          ]}
        />
      )}
    </Show>
  );
}

export function EvidencePage(props: OpenEvidence): JSX.Element {
  const { t } = useView();
  const { params, known } = props;
  return (
    <div class="stack">
      <StudioHead {...props} current="outline" />
      <BackLink href={studioLinks.unit(params, params.unit)} label={t('evidence.to-editor')} />
      <Show
        when={known}
        fallback={
          <EmptyState icon="chart-column" title={t('evidence.nothing')}>
            {t('evidence.nothing-text')}
          </EmptyState>
        }
      >
        {(found) => (
          <>
            <header>
              <h2>
                {t('evidence.title')}: <bdi>{found().unit.title}</bdi>
              </h2>
              <Whom {...props} evidence={found().evidence} />
              <Runs {...props} />
            </header>
            <Flow evidence={found().evidence} />
            <WrittenIn value={found().release.course.language}>
              <ol class="evidence-blocks">
                <For each={found().evidence.blocks}>
                  {(evidence) => (
                    <Block evidence={evidence} release={found().release} reached={found().evidence.reached} />
                  )}
                </For>
              </ol>
            </WrittenIn>
          </>
        )}
      </Show>
    </div>
  );
}
