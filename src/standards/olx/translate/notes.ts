/** Terms: a *note* says how a thing differs from what it was. Its code has a text in `messages/<locale>/olx.json`. */
import { htmlNoteCodes, type HtmlContext as TidyContext } from '../../html-tidy.ts';

export const noteCodes = [
  ...htmlNoteCodes,
  // Where a thing went.
  'draft',
  'staff-only',
  'page',
  'first-variant',
  'other-variant',
  'question-bank',
  'bank-rest',
  'condition',
  'access',
  'orphan',
  'empty',
  'other-run',
  'announcements',
  'not-course',
  'missing-file',
  'broken-file',
  'too-long',
  'loop',
  // Settings.
  'settings',
  'dates',
  'timed',
  'prerequisite',
  'unknown-format',
  'no-weight',
  'short-category',
  'show-answer',
  // Problems.
  'several-responses',
  'shared-text',
  'missed-feedback',
  'compound-feedback',
  'partial-rule',
  'any-right',
  'no-right',
  'dropdown',
  'no-shuffle-fixed',
  'script-values',
  'unsupported',
  'expression',
  'pattern',
  // Other kinds.
  'film-address',
  'film-elsewhere',
  'film-part',
  'captions',
  'results-shown',
  'split-survey',
  'no-answer',
] as const;
export type NoteCode = (typeof noteCodes)[number];

export type Note = (code: NoteCode, text?: string) => void;

export interface HtmlContext extends TidyContext {
  note: Note;
}
