/**
 * Terms: a *work* is what an author handed in to be reviewed; a *review* is one reader's judgement of it; a *sample* is a
 * piece that staff have judged, for training. A *claim* to reviews has who has written theirs. Browser-safe.
 */
import { type Static, Type } from 'typebox';
import type { PeerSettings } from '#modules/content/contract.ts';
import type { GivenMark } from '#modules/marking/index.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'peers-not-here': 'missing',
  'review-not-found': 'missing',
  'review-changed': 'conflict',
  'review-over': 'conflict',
  'review-incomplete': 'invalid',
  'review-hand-in-first': 'conflict',
  'rating-too-early': 'conflict',
  'appeal-too-early': 'conflict',
  'appeal-made': 'conflict',
  'appeal-reason-missing': 'invalid',
  'appeal-answer-missing': 'invalid',
  'exclusion-reason-missing': 'invalid',
  'sample-incomplete': 'invalid',
});

export type ReviewKind = 'peer' | 'self' | 'staff' | 'sample';
export type ReviewState = 'open' | 'done' | 'lapsed' | 'excluded';

export interface StoredWork {
  id: string;
  learnerId: string;
  submissionId: string;
  runId: string;
  activityKey: string;
  attempt: number;
  receivedAt: Date;
  reviewBy: Date;
  state: 'open' | 'older' | 'settled';
}

export interface StoredReview {
  id: string;
  runId: string;
  activityKey: string;
  workId: string | null;
  sampleId: string | null;
  kind: ReviewKind;
  reviewerId: string | null;
  state: ReviewState;
  version: number;
  marks: GivenMark[];
  /** Where there is no rubric. */
  points: number | null;
  /** 0 to 1; null: not all is judged. */
  score: number | null;
  comment: string;
  lapsesAt: Date | null;
  doneAt: Date | null;
  rating: Rating | null;
}

export interface Sample {
  id: string;
  title: string;
  answer: unknown;
  marks: GivenMark[];
  points: number | null;
  score: number;
  comment: string;
}

export interface Appeal {
  workId: string;
  reason: string;
  madeAt: Date;
  answer: string | null;
  answeredAt: Date | null;
}

/** 1 not useful, 2 useful, 3 very useful. */
export const Rating = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]);
export type Rating = Static<typeof Rating>;

/** What peers who judge nothing else are asked for, where a release says nothing of it. */
export const usualSettings: PeerSettings = { reviews: 3, days: 7, training: 0, self: false, credit: 0 };
