import { type JSX, Show } from 'solid-js';
import { OnlyFor, RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { ActivityLine, RunSimilarity } from '../service.ts';

type LastComparison = ActivityLine['comparison'];

function State(props: { comparison: LastComparison }): JSX.Element {
  const { t } = useView();
  const { comparison } = props;
  if (!comparison) return <span class="muted">{t('similarity.never')}</span>;
  if (comparison.state === 'failed')
    return (
      <Badge tone="danger" icon="triangle-alert">
        {t('similarity.failed')}
      </Badge>
    );
  if (comparison.state !== 'ready')
    return (
      <Badge tone="accent" icon="hourglass">
        {t('similarity.under-way', { done: comparison.done, works: comparison.works })}
      </Badge>
    );
  return <Time at={comparison.settledAt ?? comparison.madeAt} style="datetime" />;
}

const isUnderWay = (comparison: LastComparison) =>
  comparison?.state === 'waiting' || comparison?.state === 'comparing';

export function CompareForm(props: {
  params: RunParams;
  activity: string;
  title: string;
  again: boolean;
}): JSX.Element {
  const { t } = useView();
  return (
    <Form action={links(props.params).compare}>
      <input type="hidden" name="activity" value={props.activity} />
      <Button look="quiet" size="small" icon="refresh-cw">
        {t(props.again ? 'similarity.compare-again' : 'similarity.compare')}
        <span class="visually-hidden"> {props.title}</span>
      </Button>
    </Form>
  );
}

export function SimilarityPage(props: RunSimilarity & { params: RunParams }): JSX.Element {
  const { t } = useView();
  const to = links(props.params);
  return (
    <div class="stack">
      <RunHead run={props.run} params={props.params} rights={props.rights} current="similarity" />
      <div class="part-head">
        <div>
          <h2>{t('similarity.title')}</h2>
          <p class="muted alike-lead">{t('similarity.lead')}</p>
        </div>
      </div>
      <DataTable
        caption={t('similarity.title')}
        captionHidden
        rows={props.lines}
        empty={<EmptyState icon="copy" title={t('similarity.nothing-to-compare')} />}
        columns={[
          {
            header: t('learn.activity'),
            rowHeader: true,
            cell: (line) => (
              <>
                <a href={to.activity(line.key)}>
                  <bdi>{line.title}</bdi>
                </a>
                <OnlyFor limit={line.limit} />
              </>
            ),
          },
          {
            header: t('similarity.state-to-look-at'),
            numeric: true,
            cell: (line) => line.comparison?.open ?? '–',
          },
          { header: t('similarity.pairs'), numeric: true, cell: (line) => line.comparison?.pairs ?? '–' },
          { header: t('similarity.works'), numeric: true, cell: (line) => line.comparison?.works ?? '–' },
          { header: t('similarity.compared'), cell: (line) => <State comparison={line.comparison} /> },
          {
            header: t('teach.actions'),
            cell: (line) => (
              <Show when={!isUnderWay(line.comparison)}>
                <CompareForm
                  params={props.params}
                  activity={line.key}
                  title={line.title}
                  again={Boolean(line.comparison)}
                />
              </Show>
            ),
          },
        ]}
      />
    </div>
  );
}
