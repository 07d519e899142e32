/** Shapes of using again what stands: a run on other days, a course as the beginning of another one. Browser-safe. */
import { type Static, Type } from 'typebox';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'license-forbids-changes': 'forbidden',
  'license-does-not-fit': 'invalid',
});

export interface CourseParams {
  organization: string;
  course: string;
}
export interface RunParams extends CourseParams {
  run: string;
}

const closed = { additionalProperties: false };
const day = Type.String({ format: 'date', pattern: '^(19|20|21)' });

export const CopyRunQuery = Type.Object(
  {
    /** The day that the copy begins on; without it, the next one of the same weekday. */
    startsOn: Type.Optional(day),
    /** Everything moves by whole weeks, to the day nearest to that one; or by days, to that day. */
    by: Type.Enum(['weeks', 'days'], { default: 'weeks' }),
  },
  closed,
);
export type CopyRunQuery = Static<typeof CopyRunQuery>;

export const CopyRunBody = Type.Object(
  { key: Type.String({ minLength: 1, maxLength: 63 }), ...CopyRunQuery.properties },
  closed,
);
export type CopyRunBody = Static<typeof CopyRunBody>;

export const RemixBody = Type.Object(
  {
    /** Key of an organization in which one may make courses. */
    organization: Type.String({ minLength: 1, maxLength: 63 }),
    title: Type.String({
      minLength: 1,
      maxLength: 500,
      pattern: '^[^\\p{Cc}\\p{Cs}]*\\S[^\\p{Cc}\\p{Cs}]*$',
    }),
    /** Without it, it follows from the title. */
    key: Type.Optional(Type.String({ maxLength: 63 })),
    /** A blueprint: it brings its releases here, and may lock parts. In its own organization only. */
    follow: Type.Optional(Type.Boolean()),
    /** One that fits that of the parent. */
    license: Type.String({ minLength: 1, maxLength: 100 }),
  },
  closed,
);
export type RemixBody = Static<typeof RemixBody>;
