/** Terms: a *note* says how a thing differs from what it was. Its code has a text in `messages/<locale>/olx.json`. */
import type { FidelityNote } from '../../fidelity.ts';

export const noteCodes = [
  // What HTML cannot keep.
  'styling',
  'script',
  'frame',
  'embedded',
  'image-map',
  'dangling-link',
  'dangling-picture',
  'picture-data',
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
  'nested',
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

/** Collects the notes of one item, each once. */
export function noteBook(): { note: Note; notes: FidelityNote[] } {
  const notes: FidelityNote[] = [];
  const note: Note = (code, text = '') => {
    const short = text.length > 200 ? `${text.slice(0, 197)}…` : text;
    if (!notes.some((other) => other.code === code && other.text === short))
      notes.push({ code, text: short });
  };
  return { note, notes };
}
