/** Extensions of a run: who has which, giving them to one or many, withdrawing. */
import { For, type JSX, Show } from 'solid-js';
import type { ListedExtension } from '#modules/enrollment/index.ts';
import { AskFirst } from '#ui/ask-first.tsx';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select, TextArea } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { Callout, EmptyState } from '#ui/notice.tsx';
import { Pagination } from '#ui/page.tsx';
import { DataTable } from '#ui/table.tsx';
import { Time } from '#ui/time.tsx';
import { useView } from '#ui/view.tsx';
import { extensionText } from '../format.ts';
import { links } from '../links.ts';
import { datedLines, targetText } from '../rules.ts';
import type { GivenReport, RunParams } from '../schema.ts';
import type { ExtensionsOfRun } from '../service/run.ts';
import type { Again } from './dates.tsx';
import { TimesHead } from './head.tsx';

export type ExtensionsPageProps = ExtensionsOfRun & {
  params: RunParams;
  again?: Again;
  /** What came of a list some of whose addresses are of nobody here. */
  report?: GivenReport;
};

function Missing(props: { report: GivenReport }): JSX.Element {
  const { t } = useView();
  return (
    <section role="alert">
      <Callout tone="warning" title={t('times.missing-title')}>
        <p>{t('times.missing-text', { given: props.report.given })}</p>
        <ul>
          <For each={props.report.missing}>
            {(address) => (
              <li>
                <bdi dir="ltr">{address}</bdi>
              </li>
            )}
          </For>
        </ul>
      </Callout>
    </section>
  );
}

function GiveForm(props: ExtensionsPageProps): JSX.Element {
  const { t } = useView();
  const { params, again, rules, releases, run } = props;
  const targets = datedLines(releases, [], t('times.whole-run'));
  return (
    <Disclosure summary={t('times.give')} open={Boolean(again || props.learner) || props.total === 0}>
      <Form
        action={links.extensions(params)}
        problems={again?.problems}
        values={again?.values ?? { addresses: props.learner, target: 'run' }}
      >
        <TextArea
          name="addresses"
          label={t('times.addresses')}
          hint={t('times.addresses-hint')}
          rows={3}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          optional={rules.cohorts.length > 0}
        />
        <Show when={rules.cohorts.length > 0}>
          <Select
            name="cohort"
            label={t('times.and-cohort')}
            blank={t('times.nobody-more')}
            optional
            options={rules.cohorts.map(({ key, title }) => ({ value: key, label: title }))}
          />
        </Show>
        <Select
          name="target"
          label={t('times.of-what')}
          options={targets.map((line) => ({
            value: targetText(line),
            label: `${'\u2003'.repeat(line.depth)}${line.title}`,
          }))}
        />
        <div class="row">
          <Field name="days" type="number" min="0" max="999" label={t('times.more-days')} optional />
          <Field name="hours" type="number" min="0" max="999" label={t('times.more-hours')} optional />
        </div>
        <Field
          name="until"
          type="datetime-local"
          label={t('times.until')}
          hint={t('times.until-hint', { zone: run.zone })}
          optional
        />
        <Field name="attempts" type="number" min="0" max="1000" label={t('times.more-attempts')} optional />
        <Field
          name="reason"
          label={t('times.reason')}
          hint={t('times.reason-hint')}
          maxlength={500}
          optional
        />
        <FormActions>
          <Button icon="plus">{t('times.give-button')}</Button>
        </FormActions>
      </Form>
    </Disclosure>
  );
}

function Withdraw(props: { row: ListedExtension; params: RunParams }): JSX.Element {
  const { t } = useView();
  const { row, params } = props;
  return (
    <AskFirst
      action={links.withdraw(params)}
      label={t('times.withdraw')}
      name={t('times.withdraw-of', { name: row.name })}
      text={t('times.withdraw-text')}
    >
      <input type="hidden" name="learner" value={row.learnerId} />
      <input type="hidden" name="kind" value={row.kind} />
      <input type="hidden" name="key" value={row.key} />
    </AskFirst>
  );
}

export function ExtensionsPage(props: ExtensionsPageProps): JSX.Element {
  const { t, locale } = useView();
  const { params, run, releases } = props;
  const titles = new Map(
    datedLines(releases, [], t('times.whole-run')).map((line) => [targetText(line), line.title]),
  );
  return (
    <div class="stack">
      <TimesHead of={props} params={params} current="extensions" />
      <Show when={props.report}>{(report) => <Missing report={report()} />}</Show>
      <GiveForm {...props} />
      <Form action={links.extensions(params)} method="get">
        <Field name="learner" type="search" label={t('times.as-learner')} value={props.learner} dir="ltr" />
        <FormActions>
          <Button look="quiet" icon="search">
            {t('times.show')}
          </Button>
        </FormActions>
      </Form>
      <DataTable<ListedExtension>
        caption={t('times.extensions-count', { count: props.total })}
        rows={props.extensions}
        empty={
          <EmptyState icon="hourglass" title={t('times.extensions-none')}>
            {t('times.extensions-none-text')}
          </EmptyState>
        }
        columns={[
          {
            header: t('times.learner'),
            rowHeader: true,
            cell: (row) => (
              <>
                <bdi>{row.name}</bdi>
                <br />
                <small class="muted">
                  <a href={links.viewAs(params, { learner: row.email })}>
                    <bdi dir="ltr">{row.email}</bdi>
                  </a>
                </small>
              </>
            ),
          },
          { header: t('times.of-what'), cell: (row) => <bdi>{titles.get(targetText(row)) ?? row.key}</bdi> },
          { header: t('times.gives'), cell: (row) => extensionText(row, run.zone, t, locale) },
          { header: t('times.reason'), cell: ({ reason }) => <bdi>{reason}</bdi> },
          {
            header: t('times.given'),
            cell: ({ givenAt, givenBy }) => (
              <>
                <Time at={givenAt} style="date" />
                <br />
                <small class="muted">
                  <bdi>{givenBy}</bdi>
                </small>
              </>
            ),
          },
          { header: t('times.withdraw'), cell: (row) => <Withdraw row={row} params={params} /> },
        ]}
      />
      <Pagination
        page={props.page}
        pages={props.pages}
        href={(page) => links.extensions(params, { learner: props.learner, page })}
      />
    </div>
  );
}
