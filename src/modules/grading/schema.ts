/** Shapes of grading: progress, grades and their derivation. Browser-safe. */
import type { ActivityState } from '#modules/attempts/index.ts';
import type { Judgement } from '#modules/content/contract.ts';

/** All of a learner's state that a unit page shows; one round trip. */
export interface UnitState {
  /** `active`, `left` or null: never enrolled. */
  enrollment: string | null;
  /** Newest state of the activities asked for. */
  activities: Map<string, ActivityState>;
  drafts: Map<string, unknown>;
  /** Units marked as done. */
  done: Set<string>;
  /** Activities of the run with at least one submission. */
  answered: Set<string>;
}

/** How one activity counts. Points are unrounded. */
export interface ActivityGrade {
  key: string;
  title: string;
  unitKey: string;
  attempts: number;
  /** Score of the attempt that counts, 0 to 1; null: nothing handed in. */
  score: number | null;
  points: number;
  earned: number;
}

/** A section or unit that counts as one in its category. */
export interface AssignmentGrade {
  key: string;
  title: string;
  activities: ActivityGrade[];
  earned: number;
  possible: number;
  /** 0 to 1. */
  fraction: number;
  /** One of the lowest, which the policy leaves out. */
  dropped: boolean;
}

export interface CategoryGrade {
  key: string;
  title: string;
  /** As written in the policy, per cent. */
  weight: number;
  /** Part of the total, 0 to 1: weights of the categories that have assignments are scaled to 1. */
  share: number;
  drop: number;
  assignments: AssignmentGrade[];
  /** Mean of the assignments that count, 0 to 1. */
  fraction: number;
}

/** The whole derivation: every number on the way to the total. */
export interface CourseGrade {
  counts: 'best' | 'last';
  categories: CategoryGrade[];
  /** Per cent, unrounded; null: the course is not graded. */
  percent: number | null;
  letter: string | null;
  /** Null: nobody passes or fails here. */
  passed: boolean | null;
  pass: number | null;
  /** Activities outside of every category: they do not count. */
  practice: ActivityGrade[];
}

export type GradingSource = 'machine' | 'staff' | 'peers' | 'regrade';
export type GradingState =
  | 'waiting'
  | 'running'
  | 'pending'
  | 'judged'
  | 'rejected'
  | 'needs-staff'
  | 'replaced';

/** One judgement of a submission. The newest judged one is `current`: it counts. */
export interface Grading {
  learnerId: string;
  submissionId: string;
  number: number;
  runId: string;
  activityKey: string;
  attempt: number;
  source: GradingSource;
  state: GradingState;
  current: boolean;
  /** 0 to 1; null: not judged. */
  score: number | null;
  judgement: Judgement | null;
  /** System failures so far. */
  tries: number;
  /** Null: a machine. */
  madeBy: string | null;
  reason: string | null;
  createdAt: Date;
  judgedAt: Date | null;
  /** Null: held, learners do not see what came of it. */
  releasedAt: Date | null;
}
