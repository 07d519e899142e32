/** Shapes of the pages of exams. Browser-safe. */
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };

/** Answers as JSON by question, or the fields of the page's form; and where to go then. */
export const SaveBody = Type.Object(
  {
    answers: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), Type.Unknown())),
    fields: Type.Optional(
      Type.Record(Type.String({ maxLength: 200 }), Type.Array(Type.String({ maxLength: 100_000 }))),
    ),
    /** With `fields`: only these of the page; the others stay as they are, perhaps saved from another device. */
    questions: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 1_000 })),
    /** `in-es`: the same page in Spanish. */
    go: Type.Optional(
      Type.String({ pattern: '^(stay|next|previous|summary|[1-9][0-9]{0,3}|in-[A-Za-z0-9-]{2,35})$' }),
    ),
  },
  closed,
);
export type SaveBody = Static<typeof SaveBody>;

const minutes = Type.Integer({ minimum: 1, maximum: 24 * 60 });

/** `learner` absent: everybody who is in. */
export const GiveTimeBody = Type.Object(
  { minutes, learner: Type.Optional(Type.String({ format: 'uuid' })) },
  closed,
);

export const ReopenBody = Type.Object({ minutes }, closed);

export const SittingsQuery = Type.Object(
  {
    q: Type.String({ maxLength: 200, default: '' }),
    state: Type.Enum(['all', 'under-way', 'finished', 'not-begun'], { default: 'all' }),
    page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
  },
  closed,
);

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}

export interface ExamParams extends RunParams {
  unit: string;
}

export interface SittingParams extends ExamParams {
  /** Number of the learner's own sitting. */
  sitting: string;
}
