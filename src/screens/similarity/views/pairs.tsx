import { For, type JSX, Show } from 'solid-js';
import { type Comparison, type Pair, reviewStates } from '#modules/similarity/index.ts';
import { RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Select } from '#ui/field.tsx';
import { Meter, ProgressBar } from '#ui/figures.tsx';
import { Form } from '#ui/form.tsx';
import { Histogram } from '#ui/histogram.tsx';
import { Callout, EmptyState } from '#ui/notice.tsx';
import { BackLink, Pagination } from '#ui/page.tsx';
import { TableSection } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { PairsPage } from '../service.ts';
import { CompareForm } from './list.tsx';
import { ReviewBadge, usePercent } from './state.tsx';

type Props = PairsPage & { params: RunParams };

/** How the newest comparison goes, where it is not the one that is shown. */
function UnderWay(props: { newest: Comparison }): JSX.Element {
  const { t } = useView();
  const { state, done, works } = props.newest;
  return (
    <Show
      when={state !== 'failed'}
      fallback={
        <Callout tone="danger" icon="triangle-alert" title={t('similarity.failed')}>
          {t('similarity.failed-text')}
        </Callout>
      }
    >
      <Callout icon="hourglass" title={t('similarity.going-on')}>
        <ProgressBar
          label={t('similarity.read')}
          value={done}
          max={works}
          text={t('similarity.under-way', { done, works })}
        />
        <p>{t('similarity.reload')}</p>
      </Callout>
    </Show>
  );
}

function Filter(props: Props): JSX.Element {
  const { t } = useView();
  const percent = usePercent();
  return (
    <Form method="get" action={links(props.params).activity(props.activity)}>
      <div class="pair-filter">
        <Select
          name="least"
          label={t('similarity.least')}
          value={String(props.query.least)}
          options={[30, 40, 50, 60, 70, 80, 90].map((least) => ({
            value: String(least),
            label: percent(least / 100),
          }))}
        />
        <Select
          name="review"
          label={t('teach.state')}
          optional
          value={props.query.review}
          blank={t('similarity.any-state')}
          options={reviewStates.map((state) => ({ value: state, label: t(`similarity.state-${state}`) }))}
        />
        <Button look="quiet" icon="funnel">
          {t('similarity.show')}
        </Button>
      </div>
    </Form>
  );
}

function Clusters(props: Props): JSX.Element {
  const { t } = useView();
  const nameOf = (id: string) => props.names.get(id) ?? '';
  return (
    <section class="section">
      <h2>{t('similarity.clusters')}</h2>
      <p class="muted">{t('similarity.clusters-lead')}</p>
      <ul class="stack">
        <For each={props.clusters}>
          {({ members, pairs }) => (
            <li>
              <strong>{t('similarity.cluster', { members: members.length, pairs: pairs.length })}</strong>{' '}
              {members.map(nameOf).sort().join(', ')}
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function Pairs(props: Props): JSX.Element {
  const { t } = useView();
  const percent = usePercent();
  const to = links(props.params);
  const nameOf = (id: string) => props.names.get(id) ?? '';
  const hrefOf = ({ leftLearner, rightLearner }: Pair) => to.pair(props.activity, leftLearner, rightLearner);
  return (
    <TableSection
      title={t('similarity.pairs')}
      lead={<Filter {...props} />}
      rows={props.pairs}
      empty={<EmptyState icon="circle-check" title={t('similarity.no-pairs')} />}
      columns={[
        {
          header: t('similarity.learners'),
          rowHeader: true,
          cell: (pair) => (
            <a href={hrefOf(pair)}>
              <bdi>{nameOf(pair.leftLearner)}</bdi> · <bdi>{nameOf(pair.rightLearner)}</bdi>
            </a>
          ),
        },
        {
          header: t('similarity.in-common'),
          cell: (pair) => (
            <Meter
              label={percent(pair.similarity)}
              labelHidden
              value={pair.similarity}
              text={percent(pair.similarity)}
            />
          ),
        },
        { header: t('teach.state'), cell: (pair) => <ReviewBadge state={pair.review} /> },
      ]}
    >
      <Pagination
        page={props.page}
        pages={props.pages}
        href={(page) => to.activity(props.activity, { ...props.query, page })}
      />
    </TableSection>
  );
}

function ComparedAt(props: { comparison: Comparison }): JSX.Element {
  const { t } = useView();
  const { works, settledAt, madeAt, tooShort } = props.comparison;
  return (
    <p class="muted">
      {t('similarity.compared-at', { works })} <Time at={settledAt ?? madeAt} style="datetime" />
      <Show when={tooShort > 0}> {t('similarity.too-short', { count: tooShort })}</Show>
    </p>
  );
}

function Found(props: Props & { ready: Comparison }): JSX.Element {
  const { t } = useView();
  const percent = usePercent();
  const { ready } = props;
  return (
    <>
      <figure>
        <Histogram
          label={t('similarity.histogram')}
          bars={ready.histogram.map((value, tenth) => ({ label: percent(tenth / 10), value }))}
        />
        <figcaption class="muted">{t('similarity.histogram-lead')}</figcaption>
      </figure>
      <Show when={props.clusters.length > 0}>
        <Clusters {...props} />
      </Show>
      <Pairs {...props} />
    </>
  );
}

export function PairsPageView(props: Props): JSX.Element {
  const { t } = useView();
  const { newest, ready } = props;
  const waits = newest?.state === 'waiting' || newest?.state === 'comparing';
  return (
    <>
      <RunHead run={props.run} params={props.params} rights={props.rights} current="similarity" />
      <BackLink href={links(props.params).list} label={t('similarity.title')} />
      <div class="part-head">
        <div>
          <h2>
            <bdi>{props.title}</bdi>
          </h2>
          <Show when={ready}>{(comparison) => <ComparedAt comparison={comparison()} />}</Show>
        </div>
        <Show when={!waits}>
          <CompareForm
            params={props.params}
            activity={props.activity}
            title={props.title}
            again={Boolean(newest)}
          />
        </Show>
      </div>
      <Show when={newest && newest.id !== ready?.id && newest}>
        {(under) => <UnderWay newest={under()} />}
      </Show>
      <Show when={ready} fallback={<Show when={!newest}>{<p class="muted">{t('similarity.lead')}</p>}</Show>}>
        {(comparison) => <Found {...props} ready={comparison()} />}
      </Show>
    </>
  );
}
