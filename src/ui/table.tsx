import { createUniqueId, For, type JSX, Show } from 'solid-js';
import { Icon } from './icon.tsx';
import { enhance } from './island.tsx';

export interface Column<Row> {
  header: string;
  cell(row: Row): JSX.Element;
  /** Digits under digits, at the end of the cell. */
  numeric?: boolean;
  /** Names the row: a header cell. */
  rowHeader?: boolean;
  /** Address that sorts by this column, and how it is sorted now. */
  sort?: { href: string; direction?: 'ascending' | 'descending' };
}

interface DataTableProps<Row> {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Shown in place of a table without rows. */
  empty?: JSX.Element;
  /** More columns than fit: it scrolls sideways inside itself, its first column stays. */
  wide?: boolean;
  /** `j` and `k` move through the rows, Enter follows the row's first link. One such table a page. */
  rowKeys?: boolean;
  /** The row that is chosen. */
  current?(row: Row): boolean;
}

function Head<Row>(props: { column: Column<Row> }): JSX.Element {
  const sort = () => props.column.sort;
  const arrow = () => {
    if (!sort()?.direction) return 'arrow-up-down';
    return sort()?.direction === 'ascending' ? 'arrow-up' : 'arrow-down';
  };
  return (
    <th scope="col" classList={{ numeric: props.column.numeric ?? false }} aria-sort={sort()?.direction}>
      <Show when={sort()} fallback={props.column.header}>
        {(order) => (
          <a href={order().href}>
            {props.column.header} <Icon name={arrow()} />
          </a>
        )}
      </Show>
    </th>
  );
}

/** On a phone a cell may stand by itself, below the name of its row: it carries the name of its column. */
function Cell<Row>(props: { column: Column<Row>; row: Row; named: boolean }): JSX.Element {
  return props.column.rowHeader ? (
    <th scope="row" class={props.column.numeric ? 'numeric' : undefined}>
      {props.column.cell(props.row)}
    </th>
  ) : (
    <td
      classList={{ numeric: props.column.numeric ?? false }}
      data-column={props.named ? props.column.header : undefined}
    >
      {props.column.cell(props.row)}
    </td>
  );
}

/**
 * Rows and columns. On a phone the cells of a row stand under each other where there are more than two; a `wide` table
 * scrolls inside itself, reachable by keyboard.
 */
export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const captionId = `caption-${createUniqueId()}`;
  // Read once: each reading of a prop may make its value anew, and there is one for each row.
  const columns = props.columns;
  const stacks = columns.length > 2 && !props.wide;
  const island = props.rowKeys ? enhance('ui/islands/row-keys') : {};
  return (
    <Show when={props.rows.length > 0 || !props.empty} fallback={props.empty}>
      <section
        class="table-frame"
        classList={{ 'table-wide': props.wide ?? false, 'table-stacks': stacks }}
        tabindex="0"
        aria-labelledby={captionId}
      >
        <table class="data-table" {...island}>
          <caption id={captionId} classList={{ 'visually-hidden': props.captionHidden ?? false }}>
            {props.caption}
          </caption>
          <thead>
            <tr>
              <For each={columns}>{(column) => <Head column={column} />}</For>
            </tr>
          </thead>
          <tbody>
            <For each={props.rows}>
              {(row) => (
                <tr aria-current={props.current?.(row) ? 'true' : undefined}>
                  <For each={columns}>{(column) => <Cell column={column} row={row} named={stacks} />}</For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </Show>
  );
}

/** A part of a page that is one table: its heading is the table's name, too. */
export function TableSection<Row>(
  props: Omit<DataTableProps<Row>, 'caption' | 'captionHidden'> & {
    title: string;
    /** Between heading and table; the children stand below. */
    lead?: JSX.Element;
    children?: JSX.Element;
  },
): JSX.Element {
  return (
    <section class="section">
      <h2>{props.title}</h2>
      {props.lead}
      <DataTable {...props} caption={props.title} captionHidden />
      {props.children}
    </section>
  );
}
