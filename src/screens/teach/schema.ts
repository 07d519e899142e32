/** Shapes of the teachers' desk. Browser-safe. */
import { Type } from 'typebox';

const closed = { additionalProperties: false };

/** A list that is searched and read page by page. */
export const ListQuery = Type.Object(
  {
    q: Type.String({ maxLength: 200, default: '' }),
    page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
  },
  closed,
);

export const PageQuery = Type.Object(
  { page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }) },
  closed,
);

/** E-mail addresses of people who have accounts; the form sends a text, one address a line. */
export const EnrollPeopleBody = Type.Object(
  { addresses: Type.Array(Type.String({ maxLength: 320 })) },
  closed,
);

/** More at once would make one page and one transaction too long. */
export const mostAddresses = 200;

/** What became of one address: `unconfirmed` has an account, but nobody has proven that the address is theirs. */
export const outcomes = ['enrolled', 'already', 'unconfirmed', 'unknown', 'not-an-address'] as const;
export type Outcome = (typeof outcomes)[number];

/** What became of a list of addresses; plain data, kept for repeats. */
export interface EnrollReport {
  lines: { address: string; outcome: Outcome; name: string | null }[];
}

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}
export type CourseParams = Omit<RunParams, 'run'>;
