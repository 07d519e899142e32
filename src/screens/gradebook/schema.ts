/** Shapes of the forms of the gradebook. Browser-safe. */
import { type Static, Type } from 'typebox';

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
    after: Type.Integer({ minimum: 0, default: 0 }),
    points: Type.Union([Type.Number({ minimum: 0, maximum: 10_000 }), Type.Null()]),
    excused: Type.Boolean({ default: false }),
    comment: Type.String({ maxLength: 2_000, default: '' }),
    reason: Type.String({ maxLength: 500, default: '' }),
  },
  closed,
);
export type GradeBody = Static<typeof GradeBody>;

export const ReleaseBody = Type.Object({ held: Type.Boolean() }, closed);
