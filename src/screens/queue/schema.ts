/** Shapes of the list of gradings that machines could not make. Browser-safe. */
import { Type } from 'typebox';
import { largestInteger } from '#platform/input.ts';

const closed = { additionalProperties: false };
const grading = {
  learner: Type.String({ format: 'uuid' }),
  submission: Type.String({ format: 'uuid' }),
  number: Type.Integer({ minimum: 1, maximum: largestInteger }),
};

/** One grading, or none for all of them. */
export const RetryBody = Type.Partial(Type.Object(grading), closed);

export const GiveBody = Type.Object(
  {
    ...grading,
    points: Type.Number({ minimum: 0, maximum: 10_000 }),
    reason: Type.String({ minLength: 1, maxLength: 2_000 }),
  },
  closed,
);

/** Older ones are handled before newer ones are shown. */
export const mostShown = 100;

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}
