/** Cohorts of a run: making, filling and dissolving them. */
import { type JSX, Show } from 'solid-js';
import type { Cohort } from '#modules/enrollment/index.ts';
import { gradebookLinks } from '#screens/gradebook/index.ts';
import { AskFirst } from '#ui/ask-first.tsx';
import { Button } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select, TextArea } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';
import { links } from '../links.ts';
import type { RunParams } from '../schema.ts';
import type { TimesOfRun } from '../service/run.ts';
import type { Again } from './dates.tsx';
import { TimesHead } from './head.tsx';

export interface CohortsPageProps extends TimesOfRun {
  counts: ReadonlyMap<string, number>;
  params: RunParams;
  makeAgain?: Again;
  assignAgain?: Again;
}

/** How many they are; who they are stands in the gradebook, which can be narrowed to a cohort. */
function Members(props: { of: CohortsPageProps; cohort: string }): JSX.Element {
  const { of, cohort } = props;
  const count = of.counts.get(cohort) ?? 0;
  return count > 0 ? <a href={gradebookLinks(of.params).grades({ cohort })}>{count}</a> : 0;
}

export function CohortsPage(props: CohortsPageProps): JSX.Element {
  const { t } = useView();
  const { params, makeAgain, assignAgain } = props;
  const { cohorts } = props.rules;
  return (
    <div class="stack">
      <TimesHead of={props} params={params} current="cohorts" />
      <Disclosure summary={t('times.cohort-make')} open={Boolean(makeAgain) || cohorts.length === 0}>
        <Form action={links.cohorts(params)} problems={makeAgain?.problems} values={makeAgain?.values}>
          <Field name="title" label={t('times.cohort-title')} maxlength={100} />
          <FormActions>
            <Button icon="plus">{t('times.make')}</Button>
          </FormActions>
        </Form>
      </Disclosure>
      <Show when={cohorts.length > 0}>
        <Disclosure summary={t('times.assign')} open={Boolean(assignAgain)}>
          <Form action={links.assign(params)} problems={assignAgain?.problems} values={assignAgain?.values}>
            <Select
              name="cohort"
              label={t('times.cohort')}
              options={[
                ...cohorts.map(({ key, title }) => ({ value: key, label: title })),
                { value: '', label: t('times.no-cohort') },
              ]}
            />
            <TextArea
              name="addresses"
              label={t('times.addresses')}
              hint={t('times.addresses-hint')}
              rows={4}
              dir="ltr"
              autocomplete="off"
              spellcheck={false}
            />
            <FormActions>
              <Button>{t('times.assign-button')}</Button>
            </FormActions>
          </Form>
        </Disclosure>
      </Show>
      <DataTable<Cohort>
        caption={t('times.cohorts')}
        captionHidden
        rows={cohorts}
        empty={
          <EmptyState icon="users" title={t('times.cohorts-none')}>
            {t('times.cohorts-none-text')}
          </EmptyState>
        }
        columns={[
          { header: t('times.cohort'), rowHeader: true, cell: ({ title }) => <bdi>{title}</bdi> },
          {
            header: t('times.members'),
            numeric: true,
            cell: ({ key }) => <Members of={props} cohort={key} />,
          },
          {
            header: t('times.dates'),
            cell: ({ key }) => <a href={links.dates(params, { cohort: key })}>{t('times.set-dates')}</a>,
          },
          {
            header: t('times.dissolve'),
            cell: ({ key, title }) => (
              <AskFirst
                action={links.dissolve(params, key)}
                label={t('times.dissolve')}
                name={t('times.dissolve-of', { title })}
                text={t('times.dissolve-text')}
              />
            ),
          },
        ]}
      />
    </div>
  );
}
