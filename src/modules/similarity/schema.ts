/**
 * Terms: a *work* is what one learner handed in last. A *comparison* looks for what the works of an activity have in
 * common. A *pair* is two works that have much in common, its *passages* are where. A *cluster* is works that hang
 * together by pairs. A *review* is what staff think of a pair. Alike is not copied: that is for people to judge.
 */
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'comparison-not-found': 'missing',
  'pair-not-found': 'missing',
  'not-comparable': 'invalid',
});

export const reviewStates = ['to-look-at', 'no-case', 'suspected', 'reported'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** A text as tokens: the same token stands for what counts as the same. `mapping` says where each stands. */
export interface TokenText {
  tokens: string[];
  mapping: Region[];
}

/** Lines and columns from 0; the end is not part of it. */
export interface Region {
  startRow: number;
  startCol: number;
  endRow: number;
  endCol: number;
}

export interface Passage {
  left: Region;
  right: Region;
}

/** By name of the file; '' where there is but one text without a name. */
export type WorkFiles = Record<string, string>;

export interface Work {
  learnerId: string;
  submissionId: string;
  files: WorkFiles;
}

/** What the thread that compares is told first. */
export interface Task {
  /** Null: prose. */
  language: string | null;
  /** Texts of the author: whoever has them copied from nobody. */
  given: string[];
}

export interface FoundPair {
  left: number;
  right: number;
  similarity: number;
  leftShare: number;
  rightShare: number;
  passages: Passage[];
}

export interface Findings {
  pairs: FoundPair[];
  tooShort: number;
  /** For each tenth of similarity, how many works have their nearest there. */
  histogram: number[];
}

export interface Comparison {
  id: string;
  runId: string;
  activityKey: string;
  state: 'waiting' | 'comparing' | 'ready' | 'failed';
  /** Null: the nightly job. */
  madeBy: string | null;
  madeAt: Date;
  settledAt: Date | null;
  works: number;
  done: number;
  tooShort: number;
  histogram: number[];
}

export interface Pair {
  leftLearner: string;
  rightLearner: string;
  leftSubmission: string;
  rightSubmission: string;
  similarity: number;
  leftShare: number;
  rightShare: number;
  review: ReviewState;
}

export interface Review {
  id: string;
  state: ReviewState;
  note: string;
  madeBy: string;
  madeAt: Date;
}

/** Two learners of an activity of a run, the smaller id left. */
export interface PairKey {
  runId: string;
  activityKey: string;
  leftLearner: string;
  rightLearner: string;
}
