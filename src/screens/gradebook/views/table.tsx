/** The table of the gradebook: a learner a row, an activity a column, grouped by category. */
import { For, type JSX, Show } from 'solid-js';
import type { GradebookRow, Order } from '#modules/gradebook/index.ts';
import { OnlyFor } from '#screens/teach/index.ts';
import { Icon } from '#ui/icon.tsx';
import { enhance } from '#ui/island.tsx';
import { useView } from '#ui/view.tsx';
import { cellText, totalText } from '../format.ts';
import type { GradebookLinks } from '../links.ts';
import { type Column, type ColumnGroup, gradesByKey } from '../rules/columns.ts';

export interface TableProps {
  rows: readonly GradebookRow[];
  groups: readonly ColumnGroup[];
  /** `cohort`: its title. */
  pilot: { cohort: string } | null;
  to: GradebookLinks;
  sort: Order;
  sortHref(sort: Order): string;
  titleOf(activityKey: string): string;
}

/** A head that sorts up, then down. */
function SortHead(props: { of: TableProps; by: 'name' | 'total'; label: string; class?: string }) {
  const down = `-${props.by}` as Order;
  const direction = () =>
    props.of.sort === props.by ? 'ascending' : props.of.sort === down ? 'descending' : undefined;
  const arrow = () =>
    direction() ? (direction() === 'ascending' ? 'arrow-up' : 'arrow-down') : 'arrow-up-down';
  return (
    <th scope="col" rowspan="2" aria-sort={direction()} class={props.class}>
      <a href={props.of.sortHref(props.of.sort === props.by ? down : props.by)}>
        {props.label} <Icon name={arrow()} />
      </a>
    </th>
  );
}

function ColumnHead(props: { column: Column; of: TableProps }): JSX.Element {
  const { t } = useView();
  const { only, pilotPoints } = props.column;
  const { key, points } = props.column.activity;
  const { to, titleOf, pilot } = props.of;
  return (
    <th scope="col" class="grade-column" data-key={key} data-most={Math.max(points, pilotPoints ?? 0)}>
      <a href={to.activity(key)} title={titleOf(key)}>
        <bdi>{titleOf(key)}</bdi>
      </a>
      <small>{t('gradebook.out-of', { points })}</small>
      <Show when={pilotPoints}>
        {(most) => <small>{t('gradebook.out-of-pilot', { points: most() })}</small>}
      </Show>
      <OnlyFor limit={only && pilot && { only, cohort: pilot.cohort }} />
    </th>
  );
}

/** Not zero and not open: this learner never meets it. */
function Absent(): JSX.Element {
  const { t } = useView();
  return (
    <td class="grade absent" title={t('gradebook.absent')}>
      <span aria-hidden="true">⊘</span>
      <span class="visually-hidden">{t('gradebook.absent')}</span>
    </td>
  );
}

function Row(props: { row: GradebookRow; of: TableProps }): JSX.Element {
  const { locale } = useView();
  const { row, of } = props;
  const grades = gradesByKey(row.grade);
  return (
    <tr data-learner={row.learnerId}>
      <th scope="row" class="grade-name">
        <a href={of.to.learner(row.learnerId)}>
          <bdi>{row.name}</bdi>
        </a>
      </th>
      <td class="numeric grade-total" classList={{ failed: row.grade.passed === false }}>
        {totalText(row.grade, locale)}
      </td>
      <For each={of.groups}>
        {(group) => (
          <For each={group.columns}>
            {({ activity: { key }, only }) => {
              const grade = grades.get(key);
              if (!grade && only) return <Absent />;
              const { text, marks } = cellText(grade, locale);
              return (
                // Beside the address of this page, so that a page of five thousand cells stays light.
                <td class={['grade', ...marks].join(' ')} data-version={grade?.override?.version}>
                  <a href={`grades/${row.learnerId}/${encodeURIComponent(key)}`}>{text}</a>
                </td>
              );
            }}
          </For>
        )}
      </For>
    </tr>
  );
}

export function GradebookTable(props: TableProps): JSX.Element {
  const { t, csrf } = useView();
  const { groups } = props;
  const improved = enhance('screens/gradebook/islands/grade-cells', {
    csrf: csrf(),
    texts: {
      saved: t('gradebook.cell-saved'),
      failed: t('gradebook.cell-failed'),
      changed: t('gradebook.cell-changed'),
      range: t('gradebook.cell-range'),
      input: t('gradebook.cell-input'),
    },
  });
  return (
    <section class="table-frame table-wide gradebook-table" tabindex="0" aria-label={t('gradebook.title')}>
      <table class="data-table" {...improved}>
        <thead>
          <tr>
            <SortHead of={props} by="name" label={t('gradebook.learner')} class="grade-name" />
            <SortHead of={props} by="total" label={t('gradebook.total')} class="numeric" />
            <For each={groups}>
              {(group) => (
                <th scope="colgroup" class="grade-group" colspan={group.columns.length}>
                  <bdi>{group.key === null ? t('gradebook.practice') : group.title}</bdi>
                </th>
              )}
            </For>
          </tr>
          <tr>
            <For each={groups}>
              {(group) => (
                <For each={group.columns}>{(column) => <ColumnHead column={column} of={props} />}</For>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>{(row) => <Row row={row} of={props} />}</For>
        </tbody>
      </table>
      <Show when={props.rows.length > 0}>
        <p class="form-status" role="status" />
      </Show>
    </section>
  );
}
