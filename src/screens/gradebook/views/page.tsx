import { type JSX, Show } from 'solid-js';
import type { Run } from '#modules/catalog/index.ts';
import { filters, type GradebookQuery, type GradebookRow, type Order } from '#modules/gradebook/index.ts';
import type { PolicyVersion } from '#modules/grading/index.ts';
import { type Rights, RunHead } from '#screens/teach/index.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Disclosure } from '#ui/dialog.tsx';
import { Field, Select } from '#ui/field.tsx';
import { Form, FormActions } from '#ui/form.tsx';
import { EmptyState } from '#ui/notice.tsx';
import { Pagination } from '#ui/page.tsx';
import { useView } from '#ui/view.tsx';
import type { GradebookLinks } from '../links.ts';
import type { ColumnGroup } from '../rules/columns.ts';
import type { RunParams } from '../schema.ts';
import { GradebookTable } from './table.tsx';

export interface GradebookPageProps {
  run: Run;
  params: RunParams;
  rights: Rights;
  to: GradebookLinks;
  query: GradebookQuery;
  rows: readonly GradebookRow[];
  total: number;
  page: number;
  pages: number;
  policy: PolicyVersion;
  cohorts: readonly { key: string; title: string }[];
  groups: readonly ColumnGroup[];
  /** `cohort`: its title. */
  pilot: { cohort: string } | null;
  categories: readonly { key: string; title: string }[];
  titleOf(activityKey: string): string;
}

function Filters(props: GradebookPageProps): JSX.Element {
  const { t } = useView();
  const { query } = props;
  return (
    <search>
      <Form action={props.to.grades()} method="get">
        <Field name="q" type="search" label={t('gradebook.search')} value={query.q} enterkeyhint="search" />
        <Select
          name="filter"
          label={t('gradebook.show')}
          value={query.filter}
          options={filters.map((value) => ({ value, label: t(`gradebook.filter-${value || 'all'}`) }))}
        />
        <Show when={props.cohorts.length > 0}>
          <Select
            name="cohort"
            label={t('gradebook.cohort')}
            value={query.cohort}
            blank={t('gradebook.everybody')}
            options={props.cohorts.map(({ key, title }) => ({ value: key, label: title }))}
          />
        </Show>
        <Show when={props.categories.length > 1}>
          <Select
            name="category"
            label={t('gradebook.columns')}
            value={query.category}
            blank={t('gradebook.all-columns')}
            options={props.categories.map(({ key, title }) => ({ value: key, label: title }))}
          />
        </Show>
        <Select
          name="rows"
          label={t('gradebook.rows')}
          value={String(query.rows)}
          options={[25, 50, 100].map((rows) => ({ value: String(rows), label: String(rows) }))}
        />
        <input type="hidden" name="sort" value={query.sort} />
        <FormActions>
          <Button look="quiet" icon="search">
            {t('gradebook.apply-filter')}
          </Button>
        </FormActions>
      </Form>
    </search>
  );
}

function Nobody(props: GradebookPageProps): JSX.Element {
  const { t } = useView();
  const { q, cohort, filter, page } = props.query;
  return (
    <Show
      when={q || cohort || filter || page > 1}
      fallback={
        <EmptyState icon="users" title={t('gradebook.nobody')}>
          {t('gradebook.nobody-text')}
        </EmptyState>
      }
    >
      <EmptyState
        icon="search"
        title={t('gradebook.nobody-found')}
        actions={
          <ButtonLink href={props.to.grades()} look="quiet">
            {t('gradebook.everybody')}
          </ButtonLink>
        }
      >
        {t('gradebook.nobody-found-text')}
      </EmptyState>
    </Show>
  );
}

function Legend(props: { pilot: boolean }): JSX.Element {
  const { t } = useView();
  return (
    <Disclosure summary={t('gradebook.legend')}>
      <ul class="grade-legend plain-list">
        <li>– {t('grades.state-open')}</li>
        <li>… {t('grades.state-waiting')}</li>
        <li>× {t('grades.state-excused')}</li>
        <li class="overridden">* {t('grades.state-overridden')}</li>
        <li>△ {t('grades.late')}</li>
        <li>◦ {t('grades.attempt-held')}</li>
        <Show when={props.pilot}>
          <li>⊘ {t('gradebook.absent')}</li>
        </Show>
      </ul>
      <p class="muted">{t('gradebook.keys')}</p>
    </Disclosure>
  );
}

export function GradebookPage(props: GradebookPageProps): JSX.Element {
  const { t } = useView();
  const { to, query, groups } = props;
  const href = (over: Partial<GradebookQuery>) => {
    const { page: _, ...rest } = query;
    return to.grades({ ...rest, ...over });
  };
  return (
    <div class="stack">
      <RunHead run={props.run} params={props.params} rights={props.rights} current="grades" />
      <p class="row">
        <ButtonLink href={to.policy} look="quiet" size="small" icon="settings">
          {props.policy.version === 0
            ? t('gradebook.policy-own')
            : t('gradebook.policy-version', { version: props.policy.version })}
        </ButtonLink>
        <ButtonLink href={to.import} look="quiet" size="small" icon="upload">
          {t('gradebook.files')}
        </ButtonLink>
        <ButtonLink href={to.regrades} look="quiet" size="small" icon="rotate-ccw">
          {t('gradebook.regrades')}
        </ButtonLink>
      </p>
      <Show when={props.pilot}>
        {(pilot) => <p class="muted">{t('gradebook.pilot-on', { cohort: pilot().cohort })}</p>}
      </Show>
      <Filters {...props} />
      <Show
        when={groups.length > 0}
        fallback={<EmptyState icon="chart-column" title={t('gradebook.no-columns')} />}
      >
        <Show when={props.rows.length > 0} fallback={<Nobody {...props} />}>
          <div class="grade-bar row">
            <p class="muted">{t('gradebook.count', { count: props.total })}</p>
            <label class="grade-reason">
              {t('gradebook.reason-here')}{' '}
              <input id="grade-reason" type="text" maxlength="500" autocomplete="off" />
            </label>
          </div>
          <GradebookTable
            rows={props.rows}
            groups={groups}
            pilot={props.pilot}
            to={to}
            sort={query.sort}
            sortHref={(sort: Order) => href({ sort })}
            titleOf={props.titleOf}
          />
          <Legend pilot={props.pilot !== null} />
        </Show>
      </Show>
      <Pagination page={props.page} pages={props.pages} href={(page) => href({ page })} />
    </div>
  );
}
