/** Shapes of the pages of similarity. Browser-safe. */
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const states = ['to-look-at', 'no-case', 'suspected', 'reported'] as const;
type State = (typeof states)[number];

export const CompareBody = Type.Object({ activity: Type.String({ minLength: 1, maxLength: 200 }) }, closed);

export const PairsQuery = Type.Object(
  {
    /** Per cent. */
    least: Type.Integer({ minimum: 0, maximum: 100, default: 50 }),
    review: Type.Enum(['', ...states] as ('' | State)[], { default: '' }),
    page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
  },
  closed,
);
export type PairsQuery = Static<typeof PairsQuery>;

export const ReviewBody = Type.Object(
  {
    state: Type.Enum([...states] as State[]),
    note: Type.String({ maxLength: 2_000, default: '' }),
  },
  closed,
);

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}
