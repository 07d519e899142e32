/** Terms: a *note* says how a thing differs from what it was. Its code has a text in `messages/<locale>/moodle.json`. */
import type { Ledger, OpenItem } from '../../fidelity.ts';
import type { NoteCode as QuestionCode } from '../../question-markdown.ts';

export const backupNoteCodes = [
  'access',
  'activity-unknown',
  'backup-data',
  'broken-file',
  'dates',
  'empty',
  'exam',
  'grade-scale',
  'gradebook',
  'not-drawn',
  'offline',
  'overall-feedback',
  'question-missing',
  'random',
  'rubric',
  'separate',
  'staff-only',
  'teams',
  'timed',
  'too-long',
] as const;
export type NoteCode = QuestionCode | (typeof backupNoteCodes)[number];
export type Item = OpenItem<NoteCode>;
export type Report = Ledger<NoteCode>;
