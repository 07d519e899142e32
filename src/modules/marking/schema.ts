/**
 * Terms: a *task* is one submission that people judge, a line of the desk. A *mark* is what one person thinks of it:
 * the *first*, the *second* where two mark apart, and the *agreed* one where they differ. A *pin* is a comment at a
 * place of the answer. An *alias* stands for a learner's name. Browser-safe.
 */
import { type Static, Type } from 'typebox';
import type { AnswerFile } from '#modules/content/contract.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'task-not-found': 'missing',
  'nothing-to-mark': 'invalid',
  'mark-changed': 'conflict',
  'mark-incomplete': 'invalid',
  'mark-not-yours': 'forbidden',
  'mark-reason-missing': 'invalid',
  'pin-nowhere': 'invalid',
  'message-empty': 'invalid',
  'regrade-too-early': 'conflict',
});

const closed = { additionalProperties: false };

export const taskStates = ['to-mark', 'draft', 'second', 'differ', 'marked', 'older'] as const;
export type TaskState = (typeof taskStates)[number];
export type Part = 'first' | 'second' | 'agreed';

/** Where a task stands for whoever looks at the desk: `marked` is held back or released. */
export const deskStates = ['to-mark', 'draft', 'second', 'differ', 'held', 'done', 'older'] as const;
export type DeskState = (typeof deskStates)[number];

/** Who gets what comes in: each in turn, each learner's work to the same one, each cohort's to its marker. */
export const allotmentWays = ['even', 'learner', 'cohort'] as const;
export type AllotmentWay = (typeof allotmentWays)[number];

export interface Allotment {
  way: AllotmentWay;
  markers: string[];
  /** Cohort to marker, where the way is `cohort`. */
  cohorts?: Record<string, string>;
}

/** How an activity of a run is marked. */
export interface Policy {
  /** Markers see an alias until the grade is released. */
  anonymous: boolean;
  /** Two people mark apart. */
  second: boolean;
  /** Grades show as soon as they are given; else when staff release them. */
  atOnce: boolean;
  /** Learners see who marked. */
  named: boolean;
  /** Null: nobody gets it by itself. */
  allotment: Allotment | null;
}

export interface Task {
  /** Names it in addresses. */
  id: string;
  learnerId: string;
  submissionId: string;
  runId: string;
  activityKey: string;
  attempt: number;
  receivedAt: Date;
  state: TaskState;
  markerId: string | null;
  secondId: string | null;
}

export interface Mark {
  part: Part;
  markerId: string;
  state: 'draft' | 'done';
  version: number;
  marks: GivenMark[];
  /** Where there is no rubric. */
  points: number | null;
  /** 0 to 1; null: not all is marked. */
  score: number | null;
  comment: string;
  reason: string;
  savedAt: Date;
}

const share = Type.Number({ minimum: 0, maximum: 100 });

/** Lines of a text, or a region of a picture or page in per cent of its sides. `file` is absent: the answer itself. */
export const Anchor = Type.Union([
  Type.Object(
    {
      file: Type.Optional(Type.String({ maxLength: 300 })),
      from: Type.Integer({ minimum: 1, maximum: 100_000 }),
      to: Type.Integer({ minimum: 1, maximum: 100_000 }),
    },
    closed,
  ),
  Type.Object(
    {
      file: Type.String({ maxLength: 300 }),
      page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
      x: share,
      y: share,
      width: share,
      height: share,
    },
    closed,
  ),
]);
export type Anchor = Static<typeof Anchor>;

export interface Pin {
  id: string;
  part: Part;
  markerId: string;
  anchor: Anchor;
  body: string;
  done: boolean;
  madeAt: Date;
}

export interface Message {
  id: string;
  authorId: string;
  byStaff: boolean;
  body: string;
  sentAt: Date;
}

export interface Thread {
  state: 'open' | 'answered';
  regrade: boolean;
  learnerUnread: boolean;
  staffUnread: boolean;
}

/** A text that a marker writes again and again. */
export interface Reply {
  id: string;
  personId: string;
  shared: boolean;
  body: string;
}

/** What a marker chose for a criterion. */
export const GivenMark = Type.Object(
  {
    criterion: Type.String({ maxLength: 100 }),
    level: Type.Union([Type.String({ maxLength: 100 }), Type.Null()]),
    /** By hand; null: those of the level. */
    points: Type.Union([Type.Number({ minimum: 0, maximum: 10_000 }), Type.Null()]),
    comment: Type.Optional(Type.String({ maxLength: 5_000 })),
  },
  closed,
);
export type GivenMark = Static<typeof GivenMark>;

/** What a marker sends: levels and points of the criteria, plain points without a rubric, words. */
export const MarkInput = Type.Object(
  {
    /** Of the mark it began from; 0: there was none. */
    version: Type.Integer({ minimum: 0 }),
    marks: Type.Array(GivenMark, { maxItems: 100, default: [] }),
    points: Type.Union([Type.Number({ minimum: 0, maximum: 10_000 }), Type.Null()], { default: null }),
    comment: Type.String({ maxLength: 20_000, default: '' }),
    reason: Type.String({ maxLength: 5_000, default: '' }),
  },
  closed,
);
export type MarkInput = Static<typeof MarkInput>;

/** An answer as markers and learners read it: lines, and files. */
export interface ShownAnswer {
  lines: string[];
  files: AnswerFile[];
}
