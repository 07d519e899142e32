/**
 * Terms: an *import* is a file on its way to a course. It *arrives* in pieces, is *read*, is *ready* to be looked at, and
 * is *taken* into a draft. An *original* is a text of the file as its program had it.
 */
import { declareRefusals, type FieldProblem } from '#platform/refusal.ts';
import type { ReadPackage } from '../contract.ts';

export const importRefusals = declareRefusals({
  'import-not-found': 'missing',
  'import-not-ready': 'conflict',
  'import-too-many': 'too-many',
  'import-too-large': 'too-large',
  'import-failed': 'unavailable',
});

export const importStates = [
  'arriving',
  'waiting',
  'reading',
  'ready',
  'refused',
  'cancelled',
  'taken',
] as const;
export type ImportState = (typeof importStates)[number];

/** What was found in the file. */
export interface Finding {
  format: string;
  title: string;
  /** Of course.yaml, as far as it can be read. */
  courseKey: string;
  counts: ReadPackage['report']['counts'];
}

export interface StoredRefusal {
  code: string;
  values?: Record<string, string | number>;
  fields?: FieldProblem[];
}

export interface CourseImport {
  id: string;
  askedBy: string;
  askedAt: Date;
  fileName: string;
  size: number;
  received: number;
  state: ImportState;
  progress: number;
  refusal: StoredRefusal | null;
  finding: Finding | null;
  courseId: string | null;
  revision: number | null;
}

/** The largest file, the largest piece of it, and how many one person may have under way. */
export const largestImport = 512 * 1024 ** 2;
export const importPiece = 8 * 1024 ** 2;
export const mostImports = 5;
