/** Shapes of the forms of the gradebook. Browser-safe. */
import { type Static, Type } from 'typebox';
import { largestInteger } from '#platform/input.ts';

const closed = { additionalProperties: false };

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}

/** Points in place of what the attempts say; nothing: they decide. */
export const GradeBody = Type.Object(
  {
    /** Version of what staff set before, as this form has seen it; 0: nothing. */
    after: Type.Integer({ minimum: 0, maximum: largestInteger, default: 0 }),
    points: Type.Union([Type.Number({ minimum: 0, maximum: 10_000 }), Type.Null()]),
    excused: Type.Boolean({ default: false }),
    comment: Type.String({ maxLength: 2_000, default: '' }),
    reason: Type.String({ maxLength: 500, default: '' }),
  },
  closed,
);
export type GradeBody = Static<typeof GradeBody>;

export const ReleaseBody = Type.Object({ held: Type.Boolean() }, closed);

const percent = Type.Number({ minimum: 0, maximum: 100 });

/** How grades of the run are made. `own`: as the course says, whatever the rest is. */
export const PolicyBody = Type.Object(
  {
    /** Version that this form has seen. */
    after: Type.Integer({ minimum: 0, maximum: largestInteger }),
    own: Type.Boolean({ default: false }),
    counts: Type.Enum(['best', 'last', 'first', 'average']),
    pass: Type.Union([percent, Type.Null()]),
    rounding: Type.Union([Type.Integer({ minimum: 0, maximum: 2 }), Type.Null()]),
    letters: Type.Array(
      Type.Object({ letter: Type.String({ minLength: 1, maxLength: 20 }), from: percent }, closed),
      {
        maxItems: 30,
      },
    ),
    categories: Type.Array(
      Type.Object(
        {
          key: Type.String({ maxLength: 100 }),
          weight: Type.Number({ minimum: 0, maximum: 10_000 }),
          drop: Type.Integer({ minimum: 0, maximum: 1_000 }),
          dropHighest: Type.Integer({ minimum: 0, maximum: 1_000 }),
          extra: Type.Boolean(),
          pass: Type.Union([percent, Type.Null()]),
        },
        closed,
      ),
      { maxItems: 100 },
    ),
    reason: Type.String({ maxLength: 500, default: '' }),
    /** False: only show what it would do. */
    confirm: Type.Boolean({ default: false }),
  },
  closed,
);
export type PolicyBody = Static<typeof PolicyBody>;
