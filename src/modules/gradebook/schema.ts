/** Shapes of the gradebook: a page of it, standings. Browser-safe. */
import { type Static, Type } from 'typebox';
import type { CourseGrade, LearnerFacts } from '#modules/grading/index.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const filters = ['', 'below-pass', 'missing', 'waiting', 'overridden'] as const;
export type Filter = (typeof filters)[number];
export const orders = ['name', '-name', 'total', '-total'] as const;
export type Order = (typeof orders)[number];

export const GradebookQuery = Type.Object(
  {
    q: Type.String({ maxLength: 200, default: '' }),
    cohort: Type.String({ maxLength: 100, default: '' }),
    filter: Type.Enum([...filters] as Filter[], { default: '' }),
    sort: Type.Enum([...orders] as Order[], { default: 'name' }),
    /** Key of a category: its columns only. */
    category: Type.String({ maxLength: 100, default: '' }),
    page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
    /** Learners on a page. */
    rows: Type.Integer({ minimum: 10, maximum: 100, default: 25 }),
  },
  { additionalProperties: false },
);
export type GradebookQuery = Static<typeof GradebookQuery>;

/** What a learner's grade came to when it was last computed. Derived: never shown, only sorted and filtered by. */
export interface Standing {
  percent: number | null;
  letter: string | null;
  passed: boolean | null;
  waiting: number;
  overridden: number;
  missingSince: Date | null;
}

export interface GradebookLearner {
  learnerId: string;
  name: string;
  email: string;
  cohort: string | null;
}

/** One line: computed when it is asked for. */
export interface GradebookRow extends GradebookLearner {
  facts: LearnerFacts;
  grade: CourseGrade;
}

export interface GradebookPage {
  rows: GradebookRow[];
  total: number;
  page: number;
  pages: number;
}

/** What a learner's grade comes to. */
export type Outcome = Pick<Standing, 'percent' | 'letter' | 'passed'>;

export interface ComparisonLine {
  learnerId: string;
  name: string;
  before: Outcome;
  after: Outcome;
}

/** What a change does to everybody. */
export interface Comparison {
  /** Of the run. */
  learners: number;
  gains: number;
  losses: number;
  nowPass: number;
  nowFail: number;
  /** Whose letter changes. */
  letters: number;
  /** Of whom anything changes, the largest loss first. */
  lines: ComparisonLine[];
}

/** What one cell of a file would do. `conflict`: staff changed the grade after the file was made. */
export interface ImportLine {
  learnerId: string;
  name: string;
  activityKey: string;
  /** As it counts now. */
  before: { points: number | null; excused: boolean };
  after: { points: number | null; excused: boolean };
  /** Version of the override that was there when the file was read. */
  version: number;
  conflict: boolean;
}

/** A row or cell that changes nothing, and why. */
export interface ImportProblem {
  /** In the file, from 1. */
  row: number;
  text: string;
  /** Of the cell; absent: the whole row. */
  activityKey?: string | undefined;
  problem: 'unknown-learner' | 'twice' | 'mismatch' | 'not-points' | 'out-of-range' | 'not-in-release';
}

export interface ImportReading {
  lines: ImportLine[];
  problems: ImportProblem[];
  /** Heads that name no activity; `total` and the like. */
  ignored: string[];
  unchanged: number;
}

export interface GradeImport extends ImportReading {
  id: string;
  fileName: string;
  madeAt: Date;
  appliedAt: Date | null;
}

export type RegradeState = 'judging' | 'ready' | 'stopped' | 'applying' | 'applied' | 'undoing' | 'undone';

/** A regrading as a proposal: all stored answers judged anew in the shadow. */
export interface Regrade {
  id: string;
  runId: string;
  activityKey: string;
  /** With whose settings it judges. */
  releaseId: string;
  reason: string;
  state: RegradeState;
  /** Chosen when it is applied. */
  onlyRaises: boolean | null;
  notify: boolean | null;
  learners: number;
  done: number;
  afterLearner: string | null;
  madeBy: string;
  madeAt: Date;
  settledAt: Date | null;
}

/** One submission of it. */
export interface RegradeLine {
  learnerId: string;
  submissionId: string;
  attempt: number;
  /** 0 to 1; null: not judged. */
  before: number | null;
  after: number | null;
  /** Why it could not be judged. */
  problem: string | null;
  previousNumber: number | null;
  appliedNumber: number | null;
}

export const refusals = declareRefusals({
  'import-not-found': 'missing',
  'import-changed': 'conflict',
  'import-unreadable': 'invalid',
  'regrade-not-found': 'missing',
  'regrade-not-ready': 'conflict',
});
