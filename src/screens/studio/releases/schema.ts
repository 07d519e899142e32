/** Shapes of releasing. Browser-safe. */
import { type Static, Type } from 'typebox';
import { largestInteger } from '#platform/input.ts';

export interface CourseParams {
  organization: string;
  course: string;
}

const closed = { additionalProperties: false };
const notes = Type.String({ maxLength: 2_000, default: '' });

export const ways = ['now', 'at', 'pilot'] as const;

export const PublishBody = Type.Object(
  {
    /** What was looked at; another one by now is shown again first. */
    revision: Type.Integer({ minimum: 0, maximum: largestInteger }),
    notes,
    when: Type.Enum([...ways] as (typeof ways)[number][], { default: 'now' }),
    /** A wall time in the zone of whoever plans. */
    at: Type.Optional(Type.String({ maxLength: 30 })),
    /** Run and cohort: `open evening`. */
    cohort: Type.Optional(Type.String({ maxLength: 200 })),
    /** Of the first release: everybody reads without an account. */
    open: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type PublishBody = Static<typeof PublishBody>;

export const ReleaseQuery = Type.Object(
  {
    /** Number of the release it is compared with; the one before it, where nothing is said. */
    with: Type.Optional(Type.Integer({ minimum: 1, maximum: largestInteger })),
    view: Type.Enum(['reader', 'source'], { default: 'reader' }),
  },
  closed,
);
export type ReleaseQuery = Static<typeof ReleaseQuery>;
export const ViewQuery = Type.Object({ view: ReleaseQuery.properties.view }, closed);

export const ShowBody = Type.Object({ alsoDraft: Type.Boolean({ default: false }) }, closed);

export const HistoryQuery = Type.Object(
  { before: Type.Optional(Type.Integer({ minimum: 1, maximum: largestInteger })) },
  closed,
);

export const RestoreBody = Type.Object(
  {
    /** The revision that stood when the page was drawn. */
    base: Type.Integer({ minimum: 0, maximum: largestInteger }),
    /** One file; all of them, where it is not said. */
    path: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
);

export const PreviewBody = Type.Object(
  {
    note: Type.String({ maxLength: 200, default: '' }),
    days: Type.Integer({ minimum: 1, maximum: 90, default: 14 }),
  },
  closed,
);

export const AskBody = Type.Object(
  {
    address: Type.String({ minLength: 1, maxLength: 320 }),
    message: Type.String({ maxLength: 2_000, default: '' }),
  },
  closed,
);

export const VerdictBody = Type.Object(
  { verdict: Type.Enum(['approved', 'changes']), comment: Type.String({ maxLength: 4_000, default: '' }) },
  closed,
);

export const ApprovalBody = Type.Object(
  { scope: Type.Enum(['course', 'organization']), wanted: Type.Boolean({ default: false }) },
  closed,
);
