/**
 * Terms: a *place* is a line and column (from 1) of a source file. To *report* is to note a mistake and go on, so that
 * one check names them all.
 */
import { closest, distance } from 'fastest-levenshtein';
import type { Point } from 'unist';
import type { SourceProblem } from '../schema.ts';

export type Place = Pick<Point, 'line' | 'column'>;

export interface Mistake {
  code: string;
  message: string;
  remedy: string;
  place?: Place | null;
  severity?: SourceProblem['severity'];
}
export type Report = (mistake: Mistake) => void;

/** A report that collects into `problems` under the file's name. */
export const reportInto =
  (problems: SourceProblem[], file: string): Report =>
  ({ code, message, remedy, place, severity = 'error' }) => {
    problems.push({
      file,
      line: place?.line ?? null,
      column: place?.column ?? null,
      severity,
      code,
      message,
      remedy,
    });
  };

/** By file, then place: the order in which a person mends them. */
export const inOrder = (problems: SourceProblem[]): SourceProblem[] =>
  problems.toSorted(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );

/** What to write instead of an unknown name: the nearest known one, or all of them. */
export function suggest(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'Remove it.';
  const nearest = closest(name.toLowerCase(), known as string[]);
  const slips = name.length < 3 ? 1 : Math.max(2, Math.floor(name.length / 3));
  if (distance(name.toLowerCase(), nearest) <= slips) return `Did you mean "${nearest}"?`;
  return known.length > 12 ? 'Check its spelling.' : `Known are: ${known.join(', ')}.`;
}

/** Keys stand in addresses and form fields, and outlive releases. */
export const keyPattern = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,99}$/;
export const keyRemedy = 'Use letters, digits, hyphens and underscores; begin with a letter or digit.';
