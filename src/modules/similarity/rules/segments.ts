/** Lines of a text cut where passages begin and end, to be marked. */
import type { Region } from '../schema.ts';

export interface Segment {
  text: string;
  /** Number of the passage, from 1; null: it stands in none. */
  passage: number | null;
  /** Here the passage begins. */
  first: boolean;
}

const covers = (at: Region, row: number, column: number) =>
  (row > at.startRow || (row === at.startRow && column >= at.startCol)) &&
  (row < at.endRow || (row === at.endRow && column < at.endCol));

/** Where passages overlap, the earlier number is shown. */
export function segmentsOf(lines: readonly string[], regions: readonly Region[]): Segment[][] {
  const begun = new Set<number>();
  return lines.map((line, row) => {
    const cuts = regions.flatMap((at) => [
      ...(at.startRow === row ? [at.startCol] : []),
      ...(at.endRow === row ? [at.endCol] : []),
    ]);
    const inside = cuts.filter((cut) => cut > 0 && cut < line.length);
    const edges = [...new Set([0, ...inside, line.length])].sort((a, b) => a - b);
    return edges.slice(1).map((end, place): Segment => {
      const start = edges[place] ?? 0;
      const found = regions.findIndex((at) => covers(at, row, start));
      const passage = found < 0 ? null : found + 1;
      const first = passage !== null && !begun.has(passage);
      if (passage !== null) begun.add(passage);
      return { text: line.slice(start, end), passage, first };
    });
  });
}
