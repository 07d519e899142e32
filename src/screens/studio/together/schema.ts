/** Shapes of writing together. Browser-safe. */
import { type Static, Type } from 'typebox';
import { largestInteger } from '#platform/input.ts';

export interface CourseParams {
  organization: string;
  course: string;
}
export interface UnitParams extends CourseParams {
  unit: string;
}

const closed = { additionalProperties: false };
const words = Type.String({ maxLength: 10_000 });

export const CommentBody = Type.Object(
  {
    /** Of the draft, and the line on which the block begins there. */
    revision: Type.Integer({ minimum: 1, maximum: largestInteger }),
    line: Type.Integer({ minimum: 1, maximum: largestInteger }),
    body: Type.String({ maxLength: 10_000, default: '' }),
    /** What shall stand there instead; '' takes the block away. Absent, or as the block is: nothing is suggested. */
    replacement: Type.Optional(Type.String({ maxLength: 100_000 })),
  },
  closed,
);
export type CommentBody = Static<typeof CommentBody>;

export const ReplyBody = Type.Object(
  { body: Type.String({ ...words, minLength: 1, pattern: '\\S' }) },
  closed,
);

export const SettleBody = Type.Object({ outcome: Type.Enum(['resolved', 'accepted', 'declined']) }, closed);
