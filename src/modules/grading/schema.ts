/** Shapes of grading: progress, grades and their derivation. Browser-safe. */
import type { ActivityState } from '#modules/attempts/index.ts';
import type { Judgement } from '#modules/content/contract.ts';
import type { CountingAttempt, GradingPolicy } from '#modules/content/index.ts';
import type { LearnerTimes, TimeRule } from '#modules/enrollment/index.ts';
import { declareRefusals } from '#platform/refusal.ts';

/** All of a learner's state that a unit page shows; one round trip. */
export interface UnitState {
  /** `active`, `left` or null: never enrolled. */
  enrollment: string | null;
  /** What decides the learner's dates; null: never enrolled. */
  times: LearnerTimes | null;
  /** Newest state of the activities asked for. */
  activities: Map<string, UnitActivity>;
  /** Newest answers that were run before they are handed in. */
  trials: Map<string, Trial>;
  drafts: Map<string, unknown>;
  /** Units marked as done. */
  done: Set<string>;
  /** Activities of the run with at least one submission. */
  answered: Set<string>;
  /** What modules above tell, by name. */
  told: Record<string, unknown>;
}

/** The newest judging of a submission, as its learner may know of it. */
export interface GradingStanding {
  number: number;
  state: GradingState;
  source: GradingSource;
  since: Date;
  /** It is judged; what came of it is not shown yet. */
  held: boolean;
  /** What judges is out of order. */
  slow: boolean;
}

/** The newest state of an activity for one learner, with what was judged after handing in. */
export interface UnitActivity extends ActivityState {
  /** Attempts that were given back. */
  returned: number;
  /** Who handed in the last one for a group; null: the learner, alone. */
  senderId: string | null;
  /** Null: a rule judged, or nobody does. */
  grading: GradingStanding | null;
}

export type TrialState = 'waiting' | 'running' | 'judged' | 'rejected' | 'failed';

/** An answer that is run on the visible tests before it is handed in; it counts nowhere. */
export interface Trial {
  id: string;
  state: TrialState;
  judgement: Judgement | null;
  at: Date;
}

/** That an attempt came late: the deadline that was used, whose rule it was, and what it costs. */
export interface LateAttempt {
  due: Date;
  /** Who moved the deadline last, or set it. */
  rule: TimeRule;
  /** Name of the cohort, reason of the extension. */
  reason: string | null;
  /** Part of the points that is kept, 0 to 1. */
  keeps: number;
}

/**
 * What is known of an attempt. `held`: judged, and learners do not see it yet; `waiting`: nobody has judged it;
 * `rejected`: the grader refused it, so that it never was an attempt.
 */
export type AttemptState = 'judged' | 'held' | 'waiting' | 'rejected';

export interface AttemptFact {
  submissionId: string;
  attempt: number;
  receivedAt: Date;
  state: AttemptState;
  /** As it was judged, 0 to 1; null: not judged. */
  score: number | null;
  /** Number of the grading it comes from; null: judged by rule when it was handed in. */
  grading: number | null;
  /** Null: in time, or without a deadline. */
  late: LateAttempt | null;
}

/** What staff set for one learner at one activity. Appended: the highest version holds. */
export interface Override {
  version: number;
  /** Null: the attempts decide. */
  points: number | null;
  /** The activity is left out for this learner. */
  excused: boolean;
  /** For the learner. */
  comment: string | null;
  /** For staff and history. */
  reason: string | null;
  /** Null: the program. */
  madeBy: string | null;
  madeAt: Date;
}

/** All that a grade of one activity comes from. */
export interface ActivityFacts {
  attempts: AttemptFact[];
  override: Override | null;
}
export type LearnerFacts = ReadonlyMap<string, ActivityFacts>;

/** `released`: what the learner may know; `all`: what staff know. */
export type Knowledge = 'released' | 'all';

export interface AttemptGrade extends AttemptFact {
  /** After lateness, 0 to 1; null: unknown, or no attempt. */
  counted: number | null;
}

/**
 * `open`: nothing is handed in, which counts as zero; `waiting`: something is, and its score is not known: it is left
 * out until it is; `excused`: left out.
 */
export type ActivityGradeState = 'open' | 'waiting' | 'graded' | 'overridden' | 'excused';

/** How one activity counts. Points are unrounded. */
export interface ActivityGrade {
  key: string;
  title: string;
  unitKey: string;
  state: ActivityGradeState;
  attempts: number;
  /** First to last. */
  tries: AttemptGrade[];
  /** The attempt that counts; null: none, the average, or an override. */
  chosen: number | null;
  /** Of what counts, 0 to 1; null: nothing handed in, or not known. */
  score: number | null;
  points: number;
  earned: number;
  /** Its points come on top. */
  extra: boolean;
  override: Override | null;
}

/** A section or unit that counts as one in its category. */
export interface AssignmentGrade {
  key: string;
  title: string;
  activities: ActivityGrade[];
  earned: number;
  possible: number;
  /** 0 to 1; above 1 by extra points. */
  fraction: number;
  /** False: all of it is excused or not known yet; it is left out. */
  known: boolean;
  /** Left out by the policy, being one of the lowest or highest. */
  dropped: boolean;
}

export interface CategoryGrade {
  key: string;
  title: string;
  /** As written in the policy, per cent. */
  weight: number;
  /** Part of the total: weights of the categories that are known are scaled to 1; those on top are not. */
  share: number;
  drop: number;
  dropHighest: number;
  extra: boolean;
  /** Per cent that must be reached here; null: nothing is asked. */
  pass: number | null;
  passed: boolean | null;
  assignments: AssignmentGrade[];
  /** Mean of the assignments that count, 0 to 1. */
  fraction: number;
}

/** The whole derivation: every number on the way to the total. */
export interface CourseGrade {
  counts: CountingAttempt;
  categories: CategoryGrade[];
  /** Per cent, unrounded, at most 100; null: the course is not graded, or nothing is known. */
  exact: number | null;
  /** As the policy rounds it. */
  percent: number | null;
  rounding: number | null;
  letter: string | null;
  /** Null: nobody passes or fails here. */
  passed: boolean | null;
  pass: number | null;
  /** Activities whose score is not known yet. */
  waiting: number;
  /** Activities outside of every category: they do not count. */
  practice: ActivityGrade[];
}

/** Version 0 is the release's own policy; staff of a run may write later ones. */
export interface PolicyVersion {
  version: number;
  policy: GradingPolicy;
  reason: string | null;
  madeBy: string | null;
  /** Null: with the release. */
  madeAt: Date | null;
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

export const refusals = declareRefusals({
  'grade-changed': 'conflict',
  'policy-changed': 'conflict',
  'points-out-of-range': 'invalid',
  'not-a-learner-here': 'missing',
  'nothing-to-try': 'missing',
  'nothing-typed': 'invalid',
});
