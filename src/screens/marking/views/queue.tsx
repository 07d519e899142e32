import { type JSX, Show } from 'solid-js';
import { paramsOf } from '#modules/catalog/index.ts';
import { titleOf } from '#modules/content/index.ts';
import type { DeskLine, DeskState } from '#modules/marking/index.ts';
import { RunHead } from '#screens/teach/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Badge, EmptyState, type Tone } from '#ui/notice.tsx';
import { Pagination, Tabs } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import type { DeskLinks } from '../links.ts';
import { countOf, judgedByPeople } from '../rules.ts';
import type { Colleague, Queue } from '../service.ts';

const tones: Record<DeskState, Tone> = {
  'to-mark': 'accent',
  draft: 'warning',
  second: 'warning',
  differ: 'danger',
  held: 'neutral',
  done: 'success',
  older: 'neutral',
};

export function StateBadge(props: { state: DeskState }): JSX.Element {
  const { t } = useView();
  return <Badge tone={tones[props.state]}>{t(`marking.state-${props.state}`)}</Badge>;
}

export interface QueuePageProps {
  queue: Queue;
  to: DeskLinks;
  /** Who can be given tasks; empty for those who may not. */
  colleagues: readonly Colleague[];
}

/** Always those that a marker works with; the others where there is something in them. */
const usualStates = ['to-mark', 'draft', 'asked', 'held', 'done'] as const;
const rareStates = ['second', 'differ', 'older'] as const;

function States({ queue, to }: QueuePageProps): JSX.Element {
  const { t } = useView();
  const count = (state: Queue['query']['state']) => countOf(queue, queue.query.activity, state);
  const rare = rareStates.filter((state) => count(state) > 0 || queue.query.state === state);
  return (
    <Tabs
      label={t('marking.states')}
      tabs={[...usualStates.slice(0, 2), ...rare, ...usualStates.slice(2), 'all' as const].map((state) => ({
        href: to.desk({ ...queue.query, state }),
        label: t(`marking.state-${state}`),
        count: count(state),
        current: queue.query.state === state,
      }))}
    />
  );
}

function Filters({ queue, to }: QueuePageProps): JSX.Element {
  const { t } = useView();
  const { query, release, markers, cohorts } = queue;
  const keys = new Set([
    ...judgedByPeople(release).map(({ key }) => key),
    ...queue.counts.map(({ activityKey }) => activityKey),
  ]);
  return (
    <Form action={to.desk()} method="get">
      <input type="hidden" name="state" value={query.state} />
      <Select
        name="activity"
        label={t('marking.filter-activity')}
        blank={t('marking.everything')}
        value={query.activity}
        options={[...keys].map((key) => ({ value: key, label: titleOf(release, key) }))}
      />
      <Show when={queue.viewer.teaches}>
        <Select
          name="marker"
          label={t('marking.filter-marker')}
          blank={t('marking.anybody')}
          value={query.marker}
          options={[
            { value: 'none', label: t('marking.nobody') },
            ...markers.map(({ id, name, open }) => ({ value: id, label: open ? `${name} (${open})` : name })),
          ]}
        />
      </Show>
      <Show when={cohorts.length > 0}>
        <Select
          name="cohort"
          label={t('marking.filter-cohort')}
          blank={t('marking.everything')}
          value={query.cohort}
          options={cohorts.map(({ key, title }) => ({ value: key, label: title }))}
        />
      </Show>
      <FormActions>
        <Button look="quiet" icon="funnel">
          {t('marking.show')}
        </Button>
      </FormActions>
    </Form>
  );
}

function Empty({ queue, to }: QueuePageProps): JSX.Element {
  const { t } = useView();
  const { query, viewer } = queue;
  const filtered = query.activity || query.marker || query.cohort || query.state !== 'to-mark';
  const text = () => {
    if (filtered) return t('marking.empty-filter');
    return t(viewer.teaches ? 'marking.empty-to-mark' : 'marking.empty-limited');
  };
  return (
    <EmptyState
      icon="inbox"
      title={t('marking.empty')}
      actions={
        <Show when={query.state !== 'all'}>
          <ButtonLink href={to.desk({ state: 'all' })} look="quiet">
            {t('marking.show-all')}
          </ButtonLink>
        </Show>
      }
    >
      {text()}
    </EmptyState>
  );
}

function Flags(props: { line: DeskLine }): JSX.Element {
  const { t } = useView();
  const { unread, regrade, asked } = props.line;
  const text = () => {
    if (regrade) return t('marking.regrade-asked');
    return t(unread ? 'marking.unread' : 'marking.asked');
  };
  return (
    <Show when={asked || unread}>
      <Badge tone="warning" icon="message-square">
        {text()}
      </Badge>
    </Show>
  );
}

function Lines(props: QueuePageProps): JSX.Element {
  const { t, locale } = useView();
  const { queue, to } = props;
  const names = new Map(queue.markers.map(({ id, name }) => [id, name]));
  const points = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return (
    <DataTable<DeskLine>
      caption={t('marking.queue-count', { count: queue.total })}
      rows={queue.lines}
      rowKeys
      empty={<Empty {...props} />}
      columns={[
        {
          header: t('marking.choose-column'),
          cell: ({ id, name }) => (
            <input type="checkbox" name="task" value={id} aria-label={t('marking.choose', { name })} />
          ),
        },
        {
          header: t('marking.learner'),
          rowHeader: true,
          cell: (line) => (
            <>
              <a href={to.task(line.id, queue.query)} rel="nofollow">
                <bdi>{line.name}</bdi>
              </a>{' '}
              <Flags line={line} />
            </>
          ),
        },
        {
          header: t('marking.activity'),
          cell: (line) => <bdi>{titleOf(queue.release, line.activityKey)}</bdi>,
        },
        { header: t('marking.attempt'), numeric: true, cell: ({ attempt }) => attempt },
        {
          header: t('marking.received'),
          cell: ({ receivedAt }) => <Time at={receivedAt} style="datetime" />,
        },
        { header: t('marking.state'), cell: ({ state }) => <StateBadge state={state} /> },
        {
          header: t('marking.marker'),
          cell: ({ markerId }) => <bdi>{names.get(markerId ?? '') ?? '–'}</bdi>,
        },
        {
          header: t('marking.points'),
          numeric: true,
          cell: ({ score }) => (score === null ? '–' : points.format(score)),
        },
      ]}
    />
  );
}

function Bulk(props: QueuePageProps): JSX.Element {
  const { t } = useView();
  const { queue } = props;
  return (
    <Show when={queue.viewer.teaches && queue.lines.length > 0} fallback={<Lines {...props} />}>
      <Form action={props.to.bulk(queue.query)}>
        <Lines {...props} />
        <fieldset class="bulk">
          <legend>{t('marking.chosen')}</legend>
          <Button look="quiet" name="action" value="release" icon="eye">
            {t('marking.bulk-release')}
          </Button>
          <Select
            name="marker"
            label={t('marking.bulk-marker')}
            labelHidden
            blank={t('marking.bulk-marker')}
            options={props.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button look="quiet" name="action" value="give" icon="user">
            {t('marking.bulk-give')}
          </Button>
        </fieldset>
      </Form>
    </Show>
  );
}

function More({ queue, to }: QueuePageProps): JSX.Element {
  const { t } = useView();
  const { release } = queue;
  const answerable = release.activities.filter(({ points }) => points > 0);
  return (
    <section class="section">
      <h2>{t('marking.how')}</h2>
      <ul class="policy-list">
        {judgedByPeople(release).map(({ key }) => (
          <li>
            <a href={to.policy(key)}>
              <bdi>{titleOf(release, key)}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <Disclosure summary={t('marking.demand')}>
        <p class="muted">{t('marking.demand-hint')}</p>
        <Form action={to.demand}>
          <Field
            name="learner"
            type="email"
            label={t('marking.demand-learner')}
            dir="ltr"
            autocomplete="off"
          />
          <Select
            name="activity"
            label={t('marking.activity')}
            options={answerable.map(({ key }) => ({ value: key, label: titleOf(release, key) }))}
          />
          <FormActions>
            <Button look="quiet">{t('marking.demand-button')}</Button>
          </FormActions>
        </Form>
      </Disclosure>
    </section>
  );
}

export function QueuePage(props: QueuePageProps): JSX.Element {
  const { t } = useView();
  const { queue, to } = props;
  const waiting = countOf(queue, '', 'to-mark');
  return (
    <>
      <RunHead run={queue.run} params={paramsOf(queue.run)} rights={queue.rights} current="marking" />
      <div class="row marking-lead">
        <p>{t('marking.lead', { count: waiting })}</p>
        <Show when={waiting > 0}>
          <ButtonLink href={to.next({ activity: queue.query.activity })} icon="play">
            {t('marking.start')}
          </ButtonLink>
        </Show>
        <ButtonLink href={to.replies} look="quiet" icon="message-square">
          {t('marking.replies')}
        </ButtonLink>
      </div>
      <States {...props} />
      <Filters {...props} />
      <Bulk {...props} />
      <Pagination page={queue.page} pages={queue.pages} href={(page) => to.desk({ ...queue.query, page })} />
      <Show when={queue.viewer.teaches}>
        <More {...props} />
      </Show>
    </>
  );
}
