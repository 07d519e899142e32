import { type Static, Type } from 'typebox';

/** An answer as JSON (`answer`, in the shape of the activity's type) or as the fields of its form. */
export const AnswerInput = Type.Object(
  {
    answer: Type.Optional(Type.Unknown()),
    fields: Type.Optional(
      Type.Record(Type.String({ maxLength: 200 }), Type.Array(Type.String({ maxLength: 100_000 }))),
    ),
  },
  { additionalProperties: false },
);
export type AnswerInput = Static<typeof AnswerInput>;

const share = Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]);

/** What comes of an answer. Scores are shares of the points; null: not judged yet, or not shown yet. */
export const SubmittedShape = Type.Object({
  receipt: Type.Object({
    id: Type.String({ format: 'uuid' }),
    attempt: Type.Integer({ minimum: 1 }),
    sha256: Type.String(),
    receivedAt: Type.String({ format: 'date-time' }),
    previous: Type.Union([Type.String(), Type.Null()]),
    text: Type.String(),
    signature: Type.String(),
  }),
  score: share,
  bestScore: share,
  judgement: Type.Union([Type.Object({ score: Type.Number() }), Type.Null()]),
  repeated: Type.Boolean(),
});

/** A form with a file: `keep` adds it to the draft, `submit` hands in what is there. */
export const FilesInput = Type.Object(
  { ...AnswerInput.properties, intent: Type.Optional(Type.Enum(['keep', 'submit'])) },
  { additionalProperties: false },
);
export type FilesInput = Static<typeof FilesInput>;

/** What a person writes, to see how it will read. */
export const PreviewInput = Type.Object(
  { text: Type.String({ maxLength: 100_000 }) },
  { additionalProperties: false },
);

/** The code of a group, as its members see it. */
export const JoinBody = Type.Object(
  { code: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
);

/** How far things were when the page was drawn. */
export const NewsQuery = Type.Object(
  { seen: Type.String({ maxLength: 200, default: '' }) },
  { additionalProperties: false },
);

export const SearchInput = Type.Object(
  { q: Type.Optional(Type.String({ maxLength: 200 })) },
  { additionalProperties: false },
);
