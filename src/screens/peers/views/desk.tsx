/** How peer review goes, for staff: what waits for them first, then everybody's work. */
import { For, type JSX, Show } from 'solid-js';
import type { OverviewLine } from '#modules/peers/index.ts';
import { OnlyFor, RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Badge, Callout, EmptyState } from '#ui/notice.tsx';
import { BackLink } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links, type PeerLinks } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { OverviewPage, PeerDesk } from '../service.ts';

const isCounted = ({ state }: { state: string }) => state === 'done';

export function PeerDeskView(props: PeerDesk & { params: RunParams }): JSX.Element {
  const { t } = useView();
  const { run, rights, params } = props;
  return (
    <>
      <RunHead run={run} params={params} rights={rights} current="reviews" />
      <DataTable
        caption={t('peers.title')}
        rows={props.activities}
        empty={
          <EmptyState icon="users" title={t('peers.none')}>
            {t('peers.none-text')}
          </EmptyState>
        }
        columns={[
          {
            header: t('marking.activity'),
            rowHeader: true,
            cell: ({ activity, title, limit }) => (
              <>
                <a href={links({ ...params, activity: activity.key }).desk}>
                  <bdi>{title}</bdi>
                </a>
                <OnlyFor limit={limit} />
              </>
            ),
          },
          { header: t('peers.works'), numeric: true, cell: ({ overview }) => overview.lines.length },
          {
            header: t('peers.desk-received'),
            numeric: true,
            cell: ({ overview }) =>
              overview.lines.flatMap(({ received }) => received).filter(isCounted).length,
          },
          {
            header: t('peers.waiting'),
            numeric: true,
            cell: ({ overview }) => overview.waiting.length + overview.lines.filter(isAppealOpen).length,
          },
        ]}
      />
    </>
  );
}

const isAppealOpen = ({ appeal }: OverviewLine): boolean => appeal !== null && appeal.answeredAt === null;

interface OverviewProps extends OverviewPage {
  to: PeerLinks;
}

/** What nobody but staff can do. */
function Waiting({ overview, to, names }: OverviewProps): JSX.Element {
  const { t } = useView();
  const nameOf = (workId: string | null) =>
    names.get(overview.lines.find(({ work }) => work.id === workId)?.work.learnerId ?? '') ?? '';
  const appeals = overview.lines.filter(isAppealOpen);
  return (
    <Show
      when={overview.waiting.length + appeals.length > 0}
      fallback={<Callout tone="success" title={t('peers.nothing-waits')} />}
    >
      <Callout tone="warning" title={t('peers.waiting')}>
        <ul class="policy-list">
          <For each={overview.waiting}>
            {(review) => (
              <li>
                <a href={to.staffReview(review.id)}>
                  {t('peers.to-review', { name: nameOf(review.workId) })}
                </a>
              </li>
            )}
          </For>
          <For each={appeals}>
            {({ work }) => (
              <li>
                <a href={`${to.work(work.id)}#appeal`}>{t('peers.to-answer', { name: nameOf(work.id) })}</a>
              </li>
            )}
          </For>
        </ul>
      </Callout>
    </Show>
  );
}

function Lines({ overview, to, names }: OverviewProps): JSX.Element {
  const { t, locale } = useView();
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const wanted = overview.activity.peers?.reviews ?? 0;
  return (
    <DataTable<OverviewLine>
      caption={t('peers.works-count', { count: overview.lines.length })}
      rows={overview.lines}
      empty={
        <EmptyState icon="inbox" title={t('peers.no-works')}>
          {t('peers.no-works-text')}
        </EmptyState>
      }
      columns={[
        {
          header: t('marking.learner'),
          rowHeader: true,
          cell: ({ work }) => (
            <a href={to.work(work.id)}>
              <bdi>{names.get(work.learnerId) ?? '–'}</bdi>
            </a>
          ),
        },
        {
          header: t('peers.desk-written'),
          numeric: true,
          cell: ({ written }) => t('peers.count-of', { count: written, of: wanted }),
        },
        {
          header: t('peers.desk-received'),
          numeric: true,
          cell: ({ received }) =>
            t('peers.count-of', { count: received.filter(isCounted).length, of: wanted }),
        },
        { header: t('peers.desk-until'), cell: ({ work }) => <Time at={work.reviewBy} style="deadline" /> },
        {
          header: t('marking.state'),
          cell: ({ work, phase }) => (
            <Badge tone={work.state === 'settled' ? 'success' : phase === 'open' ? 'neutral' : 'accent'}>
              {t(work.state === 'settled' ? 'peers.settled' : `peers.phase-${phase}`)}
            </Badge>
          ),
        },
        {
          header: t('marking.points'),
          numeric: true,
          cell: ({ score }) => (score === null ? '–' : percent.format(score)),
        },
      ]}
    />
  );
}

function Samples({ overview, to }: OverviewProps): JSX.Element {
  const { t } = useView();
  const training = overview.activity.peers?.training ?? 0;
  return (
    <section class="section">
      <h2>{t('peers.samples')}</h2>
      <p class="muted">{t('peers.samples-hint', { count: training })}</p>
      <ul class="policy-list">
        <For each={overview.samples}>
          {(sample) => (
            <li class="row">
              <bdi>{sample.title}</bdi>
              <Form action={to.removeSample(sample.id)}>
                <Button look="plain" size="small" icon="trash-2">
                  {t('peers.sample-remove')}
                  <span class="visually-hidden"> {sample.title}</span>
                </Button>
              </Form>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

export function OverviewPageView(props: OverviewProps & { params: RunParams }): JSX.Element {
  const { t } = useView();
  const { to, title, run, rights, params } = props;
  return (
    <>
      <RunHead run={run} params={params} rights={rights} current="reviews" />
      <BackLink href={to.all} label={t('peers.title')} />
      <div class="part-head">
        <h2>
          <bdi>{title}</bdi>
        </h2>
        <Form action={to.tend}>
          <Button look="quiet" size="small" icon="refresh-cw">
            {t('peers.tend')}
          </Button>
        </Form>
      </div>
      <p class="muted">{t('peers.tend-hint')}</p>
      <Waiting {...props} />
      <Lines {...props} />
      <Samples {...props} />
    </>
  );
}
