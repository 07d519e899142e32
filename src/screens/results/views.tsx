import { For, type JSX, Show } from 'solid-js';
import type { AnswerSummary } from '#modules/content/contract.ts';
import { RunHead } from '#screens/teach/index.ts';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Meter } from '#ui/figures.tsx';
import { Form } from '#ui/form.tsx';
import { Html } from '#ui/html.tsx';
import { Badge, EmptyState } from '#ui/notice.tsx';
import { DataTable, TableSection } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { links, type RunParams } from './links.ts';
import type { HiddenResult, Results, SurveyResult } from './service.ts';

/** As many as are said in the messages; the service holds to it. */
const least = 5;

function Hidden(props: { rows: readonly HiddenResult[]; params: RunParams }): JSX.Element {
  const { t } = useView();
  return (
    <TableSection
      title={t('tasks.hidden-title')}
      rows={props.rows}
      columns={[
        { header: t('learn.activity'), rowHeader: true, cell: (row) => <bdi>{row.title}</bdi> },
        {
          header: t('tasks.hidden-what'),
          cell: (row) => row.parts.map((part) => t(`tasks.hidden-part-${part}`)).join(', '),
        },
        {
          header: t('teach.state'),
          cell: (row) => (
            <Badge tone={row.released ? 'success' : 'neutral'} icon="eye">
              {t(row.released ? 'tasks.hidden-shown' : 'tasks.hidden-kept')}
            </Badge>
          ),
        },
        {
          header: t('teach.actions'),
          cell: (row) => (
            <Form action={links.release(props.params)}>
              <input type="hidden" name="activity" value={row.key} />
              <input type="hidden" name="shown" value={String(!row.released)} />
              <Button look="quiet" size="small">
                {t(row.released ? 'tasks.hidden-hide' : 'tasks.hidden-release')}
                <span class="visually-hidden"> {row.title}</span>
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}

function Shares(props: { summary: AnswerSummary; caption: string }): JSX.Element {
  const { t, locale } = useView();
  const { summary } = props;
  const percent = (count: number) =>
    new Intl.NumberFormat(locale, { style: 'percent' }).format(summary.answers ? count / summary.answers : 0);
  return (
    <DataTable
      caption={props.caption}
      captionHidden
      rows={summary.shares}
      columns={[
        {
          header: t('tasks.results-answer'),
          rowHeader: true,
          cell: (row) => <Html inline html={row.html} />,
        },
        { header: t('tasks.results-number'), numeric: true, cell: (row) => row.count },
        {
          header: t('tasks.results-share'),
          cell: (row) => (
            <Meter
              label={percent(row.count)}
              labelHidden
              value={summary.answers ? row.count / summary.answers : 0}
              text={percent(row.count)}
            />
          ),
        },
      ]}
    />
  );
}

function Texts(props: { texts: readonly string[] }): JSX.Element {
  const { t } = useView();
  return (
    <Disclosure summary={t('tasks.results-texts', { count: props.texts.length })}>
      <p class="muted">{t('tasks.results-order')}</p>
      <ul>
        <For each={props.texts}>{(text) => <li dir="auto">{text}</li>}</For>
      </ul>
    </Disclosure>
  );
}

/** `caption` tells its table from those of the other questions. */
function Question(props: { summary: AnswerSummary; caption: string }): JSX.Element {
  const { t, locale } = useView();
  const { summary } = props;
  const mean = () =>
    summary.mean === null
      ? null
      : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(summary.mean);
  return (
    <section class="survey-result">
      <Show when={summary.asked}>
        <h3>
          <Html inline html={summary.asked} />
        </h3>
      </Show>
      <Show when={mean()}>{(value) => <p>{t('tasks.results-mean', { mean: value() })}</p>}</Show>
      <Show when={summary.shares.length > 0} fallback={<Texts texts={summary.texts} />}>
        <Shares summary={summary} caption={props.caption} />
      </Show>
    </section>
  );
}

function Survey(props: { survey: SurveyResult }): JSX.Element {
  const { t } = useView();
  const { survey } = props;
  return (
    <section class="section" id={survey.key}>
      <h2>
        <bdi>{survey.title}</bdi>{' '}
        <Show when={survey.anonymous}>
          <Badge icon="lock">{t('tasks.results-anonymous')}</Badge>
        </Show>
      </h2>
      <p>{t('tasks.results-count', { count: survey.answers })}</p>
      <Show when={survey.held > 0}>
        <p class="muted">{t('tasks.results-held', { count: survey.held })}</p>
      </Show>
      <Show when={survey.questions} fallback={<p class="muted">{t('tasks.results-few', { least })}</p>}>
        {(questions) => (
          <For each={questions()}>
            {(summary, index) => <Question summary={summary} caption={`${survey.title} ${index() + 1}`} />}
          </For>
        )}
      </Show>
    </section>
  );
}

export function ResultsPage(props: Results & { params: RunParams }): JSX.Element {
  const { t } = useView();
  return (
    <>
      <RunHead run={props.run} params={props.params} rights={props.rights} current="results" />
      <p class="muted">{t('tasks.results-lead')}</p>
      <Show when={props.hidden.length > 0}>
        <Hidden rows={props.hidden} params={props.params} />
      </Show>
      <Show
        when={props.surveys.length > 0}
        fallback={<EmptyState icon="chart-column" title={t('tasks.results-empty')} />}
      >
        <For each={props.surveys}>{(survey) => <Survey survey={survey} />}</For>
      </Show>
    </>
  );
}
