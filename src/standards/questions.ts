/**
 * Terms: a *question* is what a question bank of another system holds, in a shape of our own between its format and
 * Markdown. A *share* is the part of the points that an answer gives, from -1 to 1. A *part* is one field of a question
 * that has several in its text.
 */

import { declareRefusals } from '#platform/refusal.ts';

export const questionRefusals = declareRefusals({ 'too-many-questions': 'too-large' });
/** Of one import; a course has a hundredth of it. */
export const mostQuestions = 20_000;

/** `moodle` is HTML in which a new line is a new line. */
export type TextFormat = 'html' | 'markdown' | 'plain' | 'moodle';

export interface RichText {
  format: TextFormat;
  text: string;
}

export interface Judged {
  share: number;
  feedback: RichText | null;
}

export interface Option extends Judged {
  text: RichText;
}

/** What answers give that are right in part; absent: shares add up, pairs and places count alike. */
export type PartialRule = 'none' | 'each' | 'halves';

export interface TypedAnswer extends Judged {
  /** `*` stands for any characters, `\*` for a star. */
  text: string;
}

export interface NumberAnswer extends Judged {
  /** A number, an interval such as `[1,5]`, or `*`: whatever else is written. */
  value: string;
  tolerance: string | null;
}

/** A name of a formula, whose number is drawn. */
export interface Variable {
  name: string;
  from: number;
  to: number;
  step: number;
}

/** How a question is answered. */
export type Answering =
  | { kind: 'choice'; multiple: boolean; shuffle: boolean; options: Option[]; partial?: PartialRule }
  | { kind: 'text'; case: boolean; answers: TypedAnswer[] }
  | { kind: 'number'; answers: NumberAnswer[]; units: string[]; unitRequired: boolean }
  | {
      kind: 'match';
      pairs: { left: RichText | null; right: RichText }[];
      shuffle: boolean;
      partial?: PartialRule;
    }
  | { kind: 'order'; items: RichText[]; partial?: PartialRule }
  | { kind: 'essay'; attributes: Record<string, string> }
  | { kind: 'files'; attributes: Record<string, string> }
  | {
      kind: 'calculated';
      variables: Variable[];
      answers: (Judged & { formula: string; tolerance: string })[];
    };

export interface Part {
  answering: Answering;
  points: number;
}

export type Body =
  /** Nothing is asked: it is read. */
  | { kind: 'text' }
  | { kind: 'question'; answering: Answering }
  /** Fields stand in the text, which says `[[1]]` where the first one is. */
  | { kind: 'fields'; parts: Part[] }
  /** No activity here judges alike: its source is kept. */
  | { kind: 'unsupported'; type: string; source: string };

/** Differences from the original that reading it has found. */
export interface QuestionNote {
  code: QuestionNoteCode;
  text: string;
}

export const questionNoteCodes = [
  'answer-unread',
  'any-right',
  'bank-rest',
  'broken',
  'combined-feedback',
  'fields',
  'formula',
  'grader-text',
  'kind-unknown',
  'negative-share',
  'no-right',
  'nothing-right',
  'not-questions',
  'numbering',
  'penalty',
  'processing',
  'tags',
  'template',
  'unit-other',
  'unused-file',
  'values-drawn',
] as const;
export type QuestionNoteCode = (typeof questionNoteCodes)[number];

export interface Question {
  /** Where it stands in the input. */
  source: string;
  /** Its kind in the input's words. */
  type: string;
  /** A name that lasts; null: it has none. */
  id: string | null;
  title: string;
  text: RichText;
  points: number;
  body: Body;
  /** What everybody reads after answering. */
  solution: RichText | null;
  hints: RichText[];
  notes: QuestionNote[];
  /** Path in the course source of a file that its texts name; null: it is not in the input. */
  asset(name: string): string | null;
}

/** Questions that stand together, and the path of names under which they do. */
export interface Category {
  path: string[];
  text: RichText | null;
  questions: Question[];
}

export interface QuestionBank {
  /** As `formats.ts` calls it. */
  format: string;
  title: string;
  categories: Category[];
  /** What is in the input and not in the course; asked when all texts are written. */
  left(): LeftOut[];
}

export interface LeftOut {
  source: string;
  type: string;
  title: string;
  note: QuestionNote;
}
