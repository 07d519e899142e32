/** What was saved of a draft, and making it as it was. */
import { For, type JSX, Show } from 'solid-js';
import { StudioHead } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { Form, type Problem } from '#ui/form.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { BackLink } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { formatTime, Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import { type Stint, stintsOf } from '../rules.ts';
import type { OpenHistory, OpenRevision } from '../service/history.ts';
import { SourceDiffView } from './source.tsx';

/** As many as a line can name. */
const namedFiles = 3;

function FilesOf(props: { paths: readonly string[] }): JSX.Element {
  const { t } = useView();
  const { paths } = props;
  return (
    <>
      <bdi dir="ltr">{paths.slice(0, namedFiles).join(', ')}</bdi>
      <Show when={paths.length > namedFiles}>
        {' '}
        <span class="muted">{t('releases.more-files', { count: paths.length - namedFiles })}</span>
      </Show>
    </>
  );
}

/** The newest revision of a stint; those before it are folded. */
function NumbersOf(props: { stint: Stint; of: OpenHistory }): JSX.Element {
  const { t } = useView();
  const { of } = props;
  const [newest, ...before] = props.stint.revisions;
  const to = links(of.params);
  return (
    <>
      <a href={to.revision(newest.number)}>{newest.number}</a>{' '}
      <Show when={newest.number === of.released?.revision}>
        <Badge tone="success">{t('releases.release', { number: of.released?.number ?? 0 })}</Badge>
      </Show>
      <Show when={before.length > 0}>
        <details class="stint">
          <summary>{t('releases.saved-before', { count: before.length })}</summary>
          <For each={before}>
            {({ number, createdAt }) => (
              <div>
                <a href={to.revision(number)}>{number}</a> <Time at={createdAt} style="datetime" />
              </div>
            )}
          </For>
        </details>
      </Show>
    </>
  );
}

export function HistoryPage(props: OpenHistory): JSX.Element {
  const { t, locale } = useView();
  const to = links(props.params);
  const listed = new Intl.ListFormat(locale);
  return (
    <>
      <StudioHead {...props} current="history" />
      <div class="stack">
        <DataTable<Stint>
          caption={t('releases.history')}
          captionHidden
          rows={stintsOf(props.revisions, props.released?.revision ?? null)}
          rowKeys
          empty={
            <EmptyState icon="history" title={t('releases.history-none')}>
              {t('releases.history-none-text')}
            </EmptyState>
          }
          columns={[
            {
              header: t('releases.revision'),
              rowHeader: true,
              cell: (stint) => <NumbersOf stint={stint} of={props} />,
            },
            {
              header: t('releases.saved'),
              cell: ({ revisions: [{ createdAt }] }) => <Time at={createdAt} style="datetime" />,
            },
            { header: t('releases.by'), cell: ({ by }) => <bdi>{listed.format(by.map(props.nameOf))}</bdi> },
            {
              header: t('releases.door'),
              cell: ({ revisions: [{ origin }] }) => t(`releases.door-${origin}`),
            },
            { header: t('releases.note'), cell: ({ revisions: [{ note }] }) => <bdi>{note}</bdi> },
            { header: t('releases.files'), cell: ({ paths }) => <FilesOf paths={paths} /> },
          ]}
        />
        <Show when={props.more}>
          {(before) => (
            <div class="row">
              <ButtonLink href={to.history(before())} look="quiet" icon="arrow-down">
                {t('releases.older')}
              </ButtonLink>
            </div>
          )}
        </Show>
      </div>
    </>
  );
}

export interface RevisionPageProps extends OpenRevision {
  problems?: readonly Problem[];
}

export function RevisionPage(props: RevisionPageProps): JSX.Element {
  const { t, locale, timeZone } = useView();
  const { revision, head, params, files } = props;
  const to = links(params);
  const { number } = revision;
  const restoreForm = (path: string | null) => (
    <Form action={to.restore(number)}>
      <input type="hidden" name="base" value={head} />
      <Show when={path}>{(one) => <input type="hidden" name="path" value={one()} />}</Show>
      <Button
        look="quiet"
        size={path === null ? undefined : 'small'}
        icon="undo-2"
        aria-label={path === null ? undefined : t('releases.restore-file-named', { path })}
      >
        {t(path === null ? 'releases.restore-all' : 'releases.restore-file')}
      </Button>
    </Form>
  );
  return (
    <>
      <StudioHead {...props} current="history" />
      <div class="stack">
        <BackLink href={to.history()} label={t('releases.history')} />
        <h2>{t('releases.revision-title', { number })}</h2>
        <Show when={props.problems}>{(problems) => <ErrorSummary problems={problems()} />}</Show>
        <p class="muted">
          {t('releases.saved-by', {
            name: new Intl.ListFormat(locale).format(
              [revision.createdBy, ...revision.alsoBy].map(props.nameOf),
            ),
            time: formatTime(revision.createdAt, 'datetime', locale, timeZone),
          })}
          {' · '}
          {t(`releases.door-${revision.origin}`)}
        </p>
        <Show when={revision.note}>
          <p class="release-notes" dir="auto">
            {revision.note}
          </p>
        </Show>
        <Show when={number < head}>{restoreForm(null)}</Show>
        <SourceDiffView files={files} action={number < head ? ({ path }) => restoreForm(path) : undefined} />
      </div>
    </>
  );
}
