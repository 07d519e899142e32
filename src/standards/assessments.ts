/**
 * Terms: an *assessment* is what QTI calls a test: questions taken together. A *group* is a section of it; of a group
 * with a *draw* each learner meets so many questions only.
 */
import type { Question, RichText } from './questions.ts';

export interface Group {
  /** Null: the group says nothing of its own. */
  title: string | null;
  text: RichText | null;
  /** How many of its questions are drawn; null: all. */
  draw: number | null;
  shuffle: boolean;
  entries: Entry[];
}

export type Entry = { kind: 'question'; question: Question } | { kind: 'group'; group: Group };

/** What is lost of an assessment; each code has a text in `messages/<locale>/qti.json`. */
export const assessmentNoteCodes = [
  'branching',
  'dates',
  'missing-item',
  'nested-draw',
  'order-shuffled',
  'questions-elsewhere',
  'settings',
  'weights',
] as const;
export interface AssessmentNote {
  code: (typeof assessmentNoteCodes)[number];
  text: string;
}

export interface Assessment extends Group {
  source: string;
  id: string | null;
  /** How long it may take; null: as long as wanted. */
  minutes: number | null;
  /** How often it may be taken; null: not said. */
  attempts: number | null;
  notes: AssessmentNote[];
}

/** All questions below, in their order. */
export const questionsIn = ({ entries }: Pick<Group, 'entries'>): Question[] =>
  entries.flatMap((entry) => (entry.kind === 'question' ? [entry.question] : questionsIn(entry.group)));
