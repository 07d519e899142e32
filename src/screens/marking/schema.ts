/** Shapes of the desk's pages and forms. Browser-safe. */
import { type Static, Type } from 'typebox';
import { largestInteger } from '#platform/input.ts';

const closed = { additionalProperties: false };
const name = Type.String({ maxLength: 200, default: '' });

/** What of the desk is shown; it goes with the reader from task to task. */
export const DeskQuery = Type.Object(
  {
    activity: name,
    state: Type.Enum(['all', 'to-mark', 'draft', 'second', 'differ', 'held', 'done', 'older', 'asked'], {
      default: 'to-mark',
    }),
    /** A person's id, or `none`. */
    marker: name,
    cohort: name,
  },
  closed,
);
export type DeskQuery = Static<typeof DeskQuery>;

export const DeskPageQuery = Type.Object(
  { ...DeskQuery.properties, page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }) },
  closed,
);

const Ids = Type.Array(Type.String({ format: 'uuid' }), { maxItems: 500, default: [] });
const person = Type.String({ maxLength: 40, default: '' });

export const BulkBody = Type.Object(
  { task: Ids, action: Type.Enum(['release', 'give']), marker: person },
  closed,
);

/** Absent: not given. */
const points = Type.Optional(Type.Number({ minimum: 0, maximum: 10_000 }));

const criterionMark = Type.Object(
  {
    criterion: Type.String({ maxLength: 100 }),
    level: Type.Optional(Type.String({ maxLength: 100 })),
    points,
    comment: Type.Optional(Type.String({ maxLength: 5_000 })),
  },
  closed,
);

/** A mark as JSON; the form's flat fields are turned into it. */
export const MarkBody = Type.Object(
  {
    version: Type.Integer({ minimum: 0, maximum: largestInteger }),
    marks: Type.Array(criterionMark, { maxItems: 100, default: [] }),
    points,
    comment: Type.String({ maxLength: 20_000, default: '' }),
    reason: Type.String({ maxLength: 5_000, default: '' }),
    /** Keep it, finish it, finish it and go on. */
    step: Type.Enum(['draft', 'finish', 'next'], { default: 'finish' }),
  },
  closed,
);
export type MarkBody = Static<typeof MarkBody>;

const percent = Type.Optional(Type.Number({ minimum: 0, maximum: 100 }));
const count = Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 }));

/** A place, as its fields come: lines, or a region of a file. */
export const PinBody = Type.Object(
  {
    ...{ file: Type.Optional(Type.String({ maxLength: 300 })), from: count, to: count },
    ...{ page: count, x: percent, y: percent, width: percent, height: percent },
    body: Type.String({ maxLength: 5_000, default: '' }),
  },
  closed,
);
export type PinBody = Static<typeof PinBody>;

export const MessageBody = Type.Object(
  { body: Type.String({ maxLength: 10_000, default: '' }), regrade: Type.Boolean({ default: false }) },
  closed,
);

const flag = Type.Boolean({ default: false });
export const PolicyBody = Type.Object({ anonymous: flag, second: flag, atOnce: flag, named: flag }, closed);

export const AllotBody = Type.Object(
  {
    markers: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 200, default: [] }),
    way: Type.Enum(['even', 'learner', 'cohort'], { default: 'even' }),
    only: Type.Enum(['unallotted', 'all'], { default: 'unallotted' }),
    /** Also what comes in later. */
    keep: flag,
    /** Cohort to marker. */
    cohorts: Type.Record(Type.String({ maxLength: 100 }), person, { default: {} }),
  },
  closed,
);

export const ReplyBody = Type.Object(
  { body: Type.String({ maxLength: 5_000, default: '' }), shared: flag },
  closed,
);

export const DemandBody = Type.Object(
  { learner: Type.String({ maxLength: 320, default: '' }), activity: name },
  closed,
);

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}
