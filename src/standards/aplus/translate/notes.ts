/** Terms: a *note* says how a thing differs from what it was. Its code has a text in `messages/<locale>/aplus.json`. */
import type { Ledger, OpenItem } from '../../fidelity.ts';
import { htmlNoteCodes } from '../../html-tidy.ts';

export const noteCodes = [
  ...htmlNoteCodes,
  'hidden',
  'no-page',
  'no-address',
  'asks-grader',
  'several-questions',
  'dropdown',
  'partial-rounding',
  'reveal',
  'difficulty',
  'points-to-pass',
  'groups',
  'model-answer',
  'lti',
  'weights',
  'late-penalty',
  'duration',
  'settings',
  'not-course',
] as const;
export type NoteCode = (typeof noteCodes)[number];
export type Item = OpenItem<NoteCode>;
export type Report = Ledger<NoteCode>;
