import { For, type JSX, Show } from 'solid-js';
import type { Comparison, GradeImport, ImportLine, ImportProblem } from '#modules/gradebook/index.ts';
import { formatPoints } from '#screens/learn/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Checkbox, Field } from '#ui/field.tsx';
import { Form, FormActions, type Problem } from '#ui/form.tsx';
import { Badge, Callout } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import type { GradebookLinks } from '../links.ts';
import { ComparisonView } from './comparison.tsx';
import { GradesHead, type OfRun } from './head.tsx';

/** Grades as a file, and a file as grades. */
export function FilesPage(props: OfRun & { problems?: readonly Problem[] }): JSX.Element {
  const { t } = useView();
  return (
    <div class="stack">
      <GradesHead {...props} />
      <section class="section grade-form">
        <h2>{t('gradebook.export')}</h2>
        <p>{t('gradebook.export-lead')}</p>
        <p class="row">
          <ButtonLink href={props.to.export('xlsx')} look="quiet" icon="download">
            Excel (.xlsx)
          </ButtonLink>
          <ButtonLink href={props.to.export('csv')} look="quiet" icon="download">
            CSV
          </ButtonLink>
        </p>
      </section>
      <section class="section grade-form">
        <h2>{t('gradebook.import')}</h2>
        <p>{t('gradebook.import-lead')}</p>
        <Form action={props.to.import} upload problems={props.problems}>
          <Field
            name="file"
            type="file"
            label={t('gradebook.import-file')}
            hint={t('gradebook.import-hint')}
            accept=".csv,.xlsx,text/csv"
          />
          <FormActions>
            <Button icon="upload">{t('gradebook.import-read')}</Button>
          </FormActions>
        </Form>
      </section>
    </div>
  );
}

/** More than anybody reads. */
const mostLines = 500;
const mostProblems = 50;
/** So many are shown at once. */
const fewProblems = 10;

function ValueText(props: { value: ImportLine['after'] }): JSX.Element {
  const { t, locale } = useView();
  if (props.value.excused) return t('grades.state-excused');
  return props.value.points === null ? '–' : formatPoints(props.value.points, locale);
}

function Lines(props: { lines: readonly ImportLine[]; titleOf(key: string): string; to: GradebookLinks }) {
  const { t } = useView();
  return (
    <DataTable<ImportLine>
      caption={t('gradebook.import-lines', { count: props.lines.length })}
      rows={props.lines.slice(0, mostLines)}
      columns={[
        {
          header: t('gradebook.learner'),
          rowHeader: true,
          cell: ({ learnerId, activityKey, name }) => (
            <a href={props.to.cell(learnerId, activityKey)}>
              <bdi>{name}</bdi>
            </a>
          ),
        },
        { header: t('learn.activity'), cell: ({ activityKey }) => <bdi>{props.titleOf(activityKey)}</bdi> },
        { header: t('gradebook.before'), numeric: true, cell: ({ before }) => <ValueText value={before} /> },
        { header: t('gradebook.after'), numeric: true, cell: ({ after }) => <ValueText value={after} /> },
        {
          header: t('grades.state'),
          cell: ({ conflict }) => (
            <Show when={conflict}>
              <Badge tone="warning">{t('gradebook.import-conflict')}</Badge>
            </Show>
          ),
        },
      ]}
    />
  );
}

/** One list for each kind of problem: hundreds of a kind are one line, so that what the file does is in sight. */
function Problems(props: { problems: readonly ImportProblem[]; titleOf(key: string): string }): JSX.Element {
  const { t } = useView();
  const few = props.problems.length <= fewProblems;
  return (
    <For each={[...Map.groupBy(props.problems, ({ problem }) => problem)]}>
      {([kind, found]) => (
        <Disclosure summary={`${t(`gradebook.problem-${kind}`)} (${found.length})`} open={few}>
          <ul>
            <For each={found.slice(0, mostProblems)}>
              {({ row, text, activityKey }) => (
                <li>
                  {t('gradebook.import-row', { row })}{' '}
                  <Show when={activityKey}>{(key) => <bdi>{props.titleOf(key())}, </bdi>}</Show>
                  <bdi>{text}</bdi>
                </li>
              )}
            </For>
          </ul>
          <Show when={found.length > mostProblems}>
            <p>{t('gradebook.import-problems-more', { count: found.length - mostProblems })}</p>
          </Show>
        </Disclosure>
      )}
    </For>
  );
}

export interface ImportPageProps extends OfRun {
  found: GradeImport;
  comparison: Comparison;
  titleOf(activityKey: string): string;
}

/** All that a file would do, before it does anything. */
export function ImportPage(props: ImportPageProps): JSX.Element {
  const { t } = useView();
  const { found, to } = props;
  const conflicts = found.lines.filter(({ conflict }) => conflict).length;
  return (
    <div class="stack">
      <GradesHead {...props} />
      <h2>
        <bdi>{found.fileName}</bdi>
      </h2>
      <p class="muted">
        {t('gradebook.import-sums', {
          changes: found.lines.length,
          unchanged: found.unchanged,
          problems: found.problems.length,
        })}
      </p>
      <Show when={found.appliedAt}>
        <Callout tone="success" title={t('gradebook.import-applied')} />
      </Show>
      <Show when={found.ignored.length > 0}>
        <p class="muted">{t('gradebook.import-ignored', { columns: found.ignored.join(', ') })}</p>
      </Show>
      <Show when={found.problems.length > 0}>
        <Callout tone="warning" title={t('gradebook.import-problems')}>
          <Problems problems={found.problems} titleOf={props.titleOf} />
        </Callout>
      </Show>
      <Show when={!found.appliedAt && found.lines.length === 0}>
        <Callout title={t('gradebook.import-nothing')}>
          <a href={to.import}>{t('gradebook.import-another')}</a>
        </Callout>
      </Show>
      <Show when={found.lines.length > 0}>
        <ComparisonView comparison={props.comparison} hrefOf={to.learner} />
        <Lines lines={found.lines} titleOf={props.titleOf} to={to} />
      </Show>
      <Show when={!found.appliedAt && found.lines.length > 0}>
        <Form action={to.imported(found.id)}>
          <Show when={conflicts > 0}>
            <Checkbox
              name="overwrite"
              label={t('gradebook.import-overwrite', { count: conflicts })}
              hint={t('gradebook.import-overwrite-hint')}
            />
          </Show>
          <FormActions>
            <Button icon="check">{t('gradebook.import-apply')}</Button>
            <ButtonLink href={to.import} look="plain">
              {t('gradebook.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Show>
    </div>
  );
}
