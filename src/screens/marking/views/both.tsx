/** Marks of several people side by side; where they differ stands out. */
import { type JSX, Show } from 'solid-js';
import type { Activity } from '#modules/content/contract.ts';
import { criterionMarksOf, type Mark, plainPoints } from '#modules/marking/index.ts';
import { Badge } from '#ui/notice.tsx';
import { type Column, DataTable } from '#ui/table.tsx';
import { useView } from '#ui/view.tsx';

interface Line {
  title: string;
  /** One of each mark, in their order. */
  cells: { points: number | null; note: string }[];
}

function linesOf(activity: Activity, marks: readonly Mark[], total: string): Line[] {
  const criteria = activity.rubric?.criteria ?? [];
  const read = marks.map((mark) => ({ mark, given: criterionMarksOf(activity, mark.marks) }));
  const lines = criteria.map(({ id, title, levels }) => ({
    title,
    cells: read.map(({ given }) => {
      const mark = given.find(({ criterion }) => criterion === id);
      const level = levels.find((one) => one.id === mark?.level)?.title;
      return { points: mark?.points ?? null, note: [level, mark?.comment].filter(Boolean).join('. ') };
    }),
  }));
  const totals = read.map(({ mark }) => ({
    points: mark.score === null ? null : mark.score * plainPoints(activity),
    note: mark.comment,
  }));
  return [...lines, { title: total, cells: totals }];
}

const differs = ({ cells }: Line) => new Set(cells.map(({ points }) => points)).size > 1;

export function Both(props: {
  activity: Activity;
  marks: readonly Mark[];
  names: Readonly<Record<string, string>>;
}): JSX.Element {
  const { t, locale } = useView();
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const columns: Column<Line>[] = props.marks.map((mark, index) => ({
    header: `${t(`marking.part-${mark.part}`)}: ${props.names[mark.markerId] ?? ''}`,
    cell: ({ cells }) => {
      const cell = cells[index];
      return (
        <>
          <strong>{cell?.points === null || !cell ? '–' : format.format(cell.points)}</strong>{' '}
          <span class="muted" dir="auto">
            {cell?.note}
          </span>
        </>
      );
    },
  }));
  return (
    <DataTable<Line>
      caption={t('marking.both')}
      rows={linesOf(props.activity, props.marks, t('marking.total'))}
      current={differs}
      columns={[
        {
          header: t('marking.criterion'),
          rowHeader: true,
          cell: (line) => (
            <>
              <bdi>{line.title}</bdi>{' '}
              <Show when={differs(line)}>
                <Badge tone="warning">{t('marking.differs')}</Badge>
              </Show>
            </>
          ),
        },
        ...columns,
      ]}
    />
  );
}
