/** Terms: a *note* says how a thing differs from what it was. Its code has a text in `messages/<locale>/cartridge.json`. */
import type { AssessmentCode } from '../../assessment-unit.ts';

export const cartridgeNoteCodes = [
  'announcement',
  'assignment-dates',
  'assignment-elsewhere',
  'discussion',
  'empty-thing',
  'for-staff',
  'group-work',
  'license-unread',
  'missing-thing',
  'not-part',
  'peer-review',
  'points-as-weights',
  'question-bank',
  'settings-left',
  'survey',
  'too-long',
  'tool',
  'unknown-thing',
  'unpublished',
  'url-as-text',
] as const;
export type NoteCode = AssessmentCode | (typeof cartridgeNoteCodes)[number];
