/** What was saved of a draft, and making it as it was. */
import { type JSX, Show } from 'solid-js';
import type { Revision } from '#modules/content/index.ts';
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
import type { OpenHistory, OpenRevision } from '../service/history.ts';
import { SourceDiffView } from './source.tsx';

/** As many as a line can name. */
const namedFiles = 3;

function FilesOf(props: { revision: Revision }): JSX.Element {
  const { t } = useView();
  const paths = Object.keys(props.revision.changes);
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

export function HistoryPage(props: OpenHistory): JSX.Element {
  const { t } = useView();
  const to = links(props.params);
  return (
    <>
      <StudioHead {...props} current="history" />
      <div class="stack">
        <DataTable<Revision>
          caption={t('releases.history')}
          captionHidden
          rows={props.revisions}
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
              cell: ({ number }) => (
                <>
                  <a href={to.revision(number)}>{number}</a>{' '}
                  <Show when={number === props.released?.revision}>
                    <Badge tone="success">
                      {t('releases.release', { number: props.released?.number ?? 0 })}
                    </Badge>
                  </Show>
                </>
              ),
            },
            {
              header: t('releases.saved'),
              cell: ({ createdAt }) => <Time at={createdAt} style="datetime" />,
            },
            { header: t('releases.by'), cell: ({ createdBy }) => <bdi>{props.nameOf(createdBy)}</bdi> },
            { header: t('releases.door'), cell: ({ origin }) => t(`releases.door-${origin}`) },
            { header: t('releases.note'), cell: ({ note }) => <bdi>{note}</bdi> },
            { header: t('releases.files'), cell: (revision) => <FilesOf revision={revision} /> },
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
            name: props.nameOf(revision.createdBy),
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
