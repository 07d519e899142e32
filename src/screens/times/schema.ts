/** Shapes of the pages about times. Browser-safe. */
import { type Static, Type } from 'typebox';
import { largestInteger } from '#platform/input.ts';

// Of a union the null comes first: a form's null must not be read as an empty text or a zero.
const closed = { additionalProperties: false };
const text = (maxLength: number) => Type.String({ maxLength });

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}

const target = {
  kind: Type.Enum(['run', 'section', 'unit', 'activity']),
  key: Type.String({ maxLength: 200, default: '' }),
};

export const DatesQuery = Type.Object(
  {
    cohort: Type.String({ maxLength: 63, default: '' }),
    edit: Type.Optional(text(300)),
    all: Type.Optional(Type.Boolean()),
  },
  closed,
);

/** All dates of one target: wall times in the run's zone, durations, or `none`; what is left out is the course's. */
export const DatesBody = Type.Object(
  {
    ...target,
    cohort: Type.String({ maxLength: 63, default: '' }),
    opens: Type.Optional(text(40)),
    due: Type.Optional(text(40)),
    lateUntil: Type.Optional(text(40)),
    closes: Type.Optional(text(40)),
  },
  closed,
);
export type DatesBody = Static<typeof DatesBody>;

const LateBody = Type.Object(
  {
    percent: Type.Number(),
    per: text(40),
    grace: Type.Union([Type.Null(), text(40)]),
    floor: Type.Number(),
  },
  closed,
);

/** Null leaves it to the course and the site. */
export const PolicyBody = Type.Object(
  {
    late: Type.Union([Type.Null(), LateBody]),
    windowHours: Type.Union([Type.Null(), Type.Integer({ maximum: largestInteger })]),
    minimumMinutes: Type.Union([Type.Null(), Type.Integer({ maximum: largestInteger })]),
    /** Else it is only shown who would gain and who would lose. */
    confirm: Type.Boolean({ default: false }),
  },
  closed,
);

export type PolicyBody = Static<typeof PolicyBody>;

export const ExtensionsQuery = Type.Object(
  {
    learner: Type.String({ maxLength: 320, default: '' }),
    page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
  },
  closed,
);

/** For people named by their addresses, and for all of a cohort. */
export const ExtensionBody = Type.Object(
  {
    ...target,
    addresses: Type.Array(text(320), { default: [] }),
    cohort: Type.String({ maxLength: 63, default: '' }),
    by: Type.Union([Type.Null(), text(40)], { default: null }),
    until: Type.Union([Type.Null(), text(40)], { default: null }),
    attempts: Type.Integer({ maximum: largestInteger, default: 0 }),
    reason: Type.String({ maxLength: 500, default: '' }),
  },
  closed,
);
export type ExtensionBody = Static<typeof ExtensionBody>;

export const WithdrawBody = Type.Object({ ...target, learner: Type.String({ format: 'uuid' }) }, closed);

export const CohortBody = Type.Object(
  { title: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }), key: Type.Optional(text(63)) },
  closed,
);

/** '' takes people out of their cohorts. */
export const AssignBody = Type.Object({ addresses: Type.Array(text(320)), cohort: text(63) }, closed);

export const ViewAsQuery = Type.Object(
  { learner: Type.Optional(text(320)), at: Type.Optional(text(40)), unit: Type.Optional(text(200)) },
  closed,
);

export const AccommodationBody = Type.Object(
  {
    address: text(320),
    organization: Type.String({ maxLength: 63, default: '' }),
    timeFactor: Type.Number({ default: 1 }),
    laterBy: Type.Union([Type.Null(), text(40)], { default: null }),
    validUntil: Type.Union([Type.Null(), text(10)], { default: null }),
    note: Type.String({ maxLength: 500, default: '' }),
  },
  closed,
);

export const EndAccommodationBody = Type.Object(
  {
    learner: Type.String({ format: 'uuid' }),
    organization: Type.String({ maxLength: 63, default: '' }),
  },
  closed,
);

/** What became of a list of addresses. */
export interface GivenReport {
  given: number;
  /** Addresses of nobody in the run. */
  missing: string[];
}
