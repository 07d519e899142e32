/** Shapes of authoring: what a release changes, and how one comes about. Browser-safe. */
import { declareRefusals } from '#platform/refusal.ts';

export type Standing = 'same' | 'added' | 'removed';

export interface Part {
  standing: Standing;
  text: string;
}

export interface DiffLine {
  standing: Standing;
  /** Line numbers, from 1; null: the line is not on that side. */
  before: number | null;
  after: number | null;
  parts: Part[];
}

export type Hunk = DiffLine[];

/** A file of the source; sizes are null where there is none. */
export interface FileDiff {
  path: string;
  before: number | null;
  after: number | null;
  /** Null: it is no text, or too much of it to be read. */
  hunks: Hunk[] | null;
}

/** One value that differs; null: it is not there on that side. */
export interface Fact {
  /** Path of the value: `settings.options.b.correct`. */
  name: string;
  /** The same for people: things of a list are named by what they say. */
  path: string[];
  before: string | null;
  after: string | null;
}

type Came = 'added' | 'removed' | 'changed';

export type BlockDiff =
  /** So many blocks stayed as they were. */
  | { kind: 'same'; count: number }
  /** HTML as safe as that of a release, with `ins` and `del`. */
  | { kind: 'text'; change: Came; html: string }
  | {
      kind: 'activity';
      change: Came;
      key: string;
      type: string;
      title: string | null;
      /** What learners read of it. */
      html: string;
      /** What else differs. */
      facts: Fact[];
    };

export type Change = 'added' | 'removed' | 'renamed' | 'moved' | 'changed';

export interface UnitDiff {
  key: string;
  title: string;
  /** Sections above it. */
  path: string;
  formerTitle: string | null;
  formerPath: string | null;
  changes: Change[];
  blocks: BlockDiff[];
}

export interface ReleaseDiff {
  /** Title, license, how it is graded. */
  course: Fact[];
  /** The long text of the course page; null: as it was. */
  about: string | null;
  units: UnitDiff[];
  /** Units that stayed as they are. */
  unchanged: number;
}

/**
 * What happens to work handed in to one activity. `removed`: it stays, and counts no more. `judging`: the answers, the
 * rubric or who judges; what was judged stays until somebody has it judged anew.
 */
export interface WorkChange {
  activityKey: string;
  title: string;
  kind: 'removed' | 'points' | 'judging' | 'attempts' | 'dates';
  /** As authors write it; null: none, or nothing that can be said in a word. */
  before: string | null;
  after: string | null;
}

export type PlanState = 'waiting' | 'done' | 'failed' | 'cancelled';

/** A release that is to come at a time. */
export interface Plan {
  id: string;
  courseId: string;
  /** Of the draft; what is written after it does not come along. */
  revision: number;
  notes: string;
  at: Date;
  madeBy: string;
  madeAt: Date;
  state: PlanState;
  /** Of the release it became. */
  number: number | null;
  problem: string | null;
  settledAt: Date | null;
  settledBy: string | null;
}

export type PilotOutcome = 'everybody' | 'stopped' | 'replaced';

/** A release that one cohort of a run sees before everybody does. */
export interface Pilot {
  id: string;
  courseId: string;
  runId: string;
  cohort: string;
  releaseId: string;
  startedBy: string;
  startedAt: Date;
  /** Null: it is under way. */
  outcome: PilotOutcome | null;
  endedBy: string | null;
  endedAt: Date | null;
}

/** A link that shows the draft to whoever has it. */
export interface Preview {
  id: string;
  courseId: string;
  /** For whom it was made. */
  note: string;
  madeBy: string;
  madeAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

export type Verdict = 'approved' | 'changes';

/** Somebody was asked what they think of a revision. */
export interface Review {
  id: string;
  courseId: string;
  revision: number;
  reviewerId: string;
  message: string;
  askedBy: string;
  askedAt: Date;
  /** Null: they have not said. */
  verdict: Verdict | null;
  comment: string;
  decidedAt: Date | null;
}

export const refusals = declareRefusals({
  'source-has-errors': 'invalid',
  'draft-moved-on': 'conflict',
  'approval-missing': 'conflict',
  'plan-not-found': 'missing',
  'plan-in-the-past': 'invalid',
  'pilot-not-found': 'missing',
  'pilot-cohort-unknown': 'invalid',
  'preview-not-found': 'missing',
  'draft-review-not-found': 'missing',
  'reviewer-unknown': 'invalid',
  'room-not-found': 'missing',
  'rooms-full': 'unavailable',
  'block-not-found': 'conflict',
  'comment-empty': 'invalid',
  'comment-not-found': 'missing',
  'comment-settled': 'conflict',
  'suggestion-clashes': 'conflict',
});
