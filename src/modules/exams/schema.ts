/**
 * Shapes of exams. Browser-safe.
 *
 * Terms: a *sitting* is one learner's time with an exam, from beginning to handing in; its answers stand in it until
 * they are handed in to the ledger together. The *paper* is a unit seen as an exam.
 */
import type { Activity, Exam } from '#modules/content/contract.ts';
import type { Block } from '#modules/content/index.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'exam-not-found': 'missing',
  'exam-not-open': 'conflict',
  'exam-closed': 'conflict',
  'no-sittings-left': 'conflict',
  'sitting-not-found': 'missing',
  'sitting-over': 'conflict',
  'sitting-under-way': 'conflict',
  'page-not-open': 'conflict',
  'not-enrolled': 'forbidden',
});

export type FinishedBy = 'learner' | 'time' | 'staff';

/** Keys of questions to answers, each in the shape of its kind. */
export type Answers = Record<string, unknown>;

export interface Sitting {
  learnerId: string;
  runId: string;
  examKey: string;
  number: number;
  releaseId: string;
  /** In the order of this sitting. */
  questions: string[];
  startedAt: Date;
  /** Null: no clock, and the exam never closes. */
  endsAt: Date | null;
  extraMinutes: number;
  /** The furthest page that was opened, from 1. */
  reached: number;
  answers: Answers;
  /** Counts changes. */
  version: number;
  savedAt: Date | null;
  finishedAt: Date | null;
  finishedBy: FinishedBy | null;
  reopened: number;
}

/** A sitting without its answers. */
export type SittingFacts = Omit<Sitting, 'answers'>;

/** A question with what stands above it. */
export interface Question {
  activity: Activity;
  /** Prose, films and the like; then the question. */
  blocks: Block[];
}

export interface Paper {
  key: string;
  title: string;
  /** Of title and introduction, where the course is read in another one. */
  language?: string;
  /** The original has changed since it was translated. */
  stale?: true;
  exam: Exam;
  introduction: Block[];
  questions: ReadonlyMap<string, Question>;
  /** Questions of a sitting: of a pool only those that are drawn. */
  size: number;
  /** Of a sitting. */
  points: number;
}

/** Where a learner stands in an exam. */
export type ExamPhase = 'not-open' | 'open' | 'under-way' | 'used-up' | 'closed';

/** What staff see of one learner in an exam: the newest sitting, or none. */
export interface SittingLine {
  learnerId: string;
  name: string;
  email: string;
  /** Null: not begun. */
  number: number | null;
  startedAt: Date | null;
  endsAt: Date | null;
  extraMinutes: number;
  savedAt: Date | null;
  finishedAt: Date | null;
  finishedBy: FinishedBy | null;
  answered: number;
  questions: number;
}

export interface ExamCounts {
  learners: number;
  underWay: number;
  finished: number;
}
