/** How a course leaves: what, in which format, and what of it does not go along. */
import { For, type JSX, Show } from 'solid-js';
import { ownName } from '#screens/languages/index.ts';
import { pageOfFile, StudioHead } from '#screens/studio/outline/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { RadioGroup, Select } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Callout } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { formatTime } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { leavingFormats } from '../schema.ts';
import type { OpenExport } from '../service/export-course.ts';
import { noteText } from './findings.tsx';

interface ExportPageProps extends OpenExport {
  action: string;
  /** Null: no format is chosen, or the draft cannot leave in it. */
  download: string | null;
}

/** So many rows are read; all of them are in the JSON of the page. */
const mostRows = 200;

function Loss(props: Pick<OpenExport, 'report'>): JSX.Element {
  const { t } = useView();
  const items = () => (props.report?.items ?? []).filter(({ notes }) => notes.length > 0);
  return (
    <Show when={props.report} fallback={<Callout tone="success">{t('book.export-complete')}</Callout>}>
      {(report) => (
        <Show when={items().length > 0} fallback={<Callout tone="success">{t('book.export-clean')}</Callout>}>
          <p>{t('book.export-counts', report().counts)}</p>
          <DataTable
            caption={t('book.export-report')}
            captionHidden
            rows={items().slice(0, mostRows)}
            columns={[
              {
                header: t('book.export-thing'),
                rowHeader: true,
                cell: ({ title, source }) => (
                  <div class="report-item">
                    <Show when={title}>
                      <bdi>{title}</bdi>
                    </Show>
                    <code dir="ltr">{source}</code>
                  </div>
                ),
              },
              {
                header: t('book.export-notes'),
                cell: ({ notes }) => (
                  <ul class="report-notes">
                    <For each={notes}>{(note) => <li>{noteText(t, report().format, note)}</li>}</For>
                  </ul>
                ),
              },
            ]}
          />
          <Show when={items().length > mostRows}>
            <p>{t('book.export-more', { count: items().length - mostRows })}</p>
          </Show>
        </Show>
      )}
    </Show>
  );
}

function Outcome(props: ExportPageProps): JSX.Element {
  const { t } = useView();
  return (
    <Show when={props.query.format}>
      {(format) => (
        <section aria-labelledby="export-report" class="stack">
          <h2 id="export-report">
            {t('book.export-report-of', { format: t(`book.export-as-${format()}`) })}
          </h2>
          <Show
            when={props.problems.length === 0}
            fallback={
              <Callout tone="danger" title={t('book.export-errors')}>
                <ul lang="en" dir="ltr">
                  <For each={props.problems.slice(0, mostRows)}>
                    {({ path, message }) => {
                      const href = pageOfFile(props.studio.params, path.replace(/:\d+$/, ''));
                      return (
                        <li>
                          <Show when={href} fallback={<code>{path}</code>}>
                            {(page) => (
                              <a href={page()}>
                                <code>{path}</code>
                              </a>
                            )}
                          </Show>{' '}
                          {message}
                        </li>
                      );
                    }}
                  </For>
                </ul>
              </Callout>
            }
          >
            <Show when={props.download}>
              {(href) => (
                <p>
                  <ButtonLink href={href()} icon="download" download="">
                    {t('book.export-download')}
                  </ButtonLink>
                </p>
              )}
            </Show>
            <Loss report={props.report} />
          </Show>
        </section>
      )}
    </Show>
  );
}

export function ExportPage(props: ExportPageProps): JSX.Element {
  const view = useView();
  const { t } = view;
  const { query, releases } = props;
  return (
    <div class="stack">
      <StudioHead {...props.studio} current="export" />
      <h2>{t('book.export-title')}</h2>
      <p>{t('book.export-lead')}</p>
      <Form action={props.action} method="get">
        <div class="stack">
          <Select
            name="of"
            label={t('book.export-of')}
            value={query.of}
            options={[
              { value: 'draft', label: t('book.export-draft') },
              ...releases.map(({ number, createdAt }) => ({
                value: String(number),
                label: t('book.export-release', {
                  number,
                  date: formatTime(createdAt, 'date', view.locale, view.timeZone),
                }),
              })),
            ]}
          />
          <Show when={props.languages.length > 1}>
            <Select
              name="language"
              label={t('book.export-language')}
              hint={t('book.export-language-hint')}
              value={query.language || props.languages[0]}
              options={props.languages.map((value) => ({ value, label: ownName(value) }))}
            />
          </Show>
          <RadioGroup
            name="format"
            label={t('book.export-format')}
            value={query.format ?? 'lectern'}
            options={leavingFormats.map((format) => ({
              value: format,
              label: t(`book.export-as-${format}`),
              hint: t(`book.export-as-${format}-hint`),
            }))}
          />
        </div>
        <FormActions>
          <Button look={query.format ? 'quiet' : undefined}>{t('book.export-look')}</Button>
        </FormActions>
      </Form>
      <Outcome {...props} />
    </div>
  );
}
