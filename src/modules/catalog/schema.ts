/** Shapes of the catalog: organizations, courses, runs, and searching them. Browser-safe. */
import { type Static, Type } from 'typebox';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'course-not-found': 'missing',
  'run-not-found': 'missing',
  'organization-not-found': 'missing',
  'place-not-found': 'invalid',
  'key-taken': 'conflict',
  'bad-key': 'invalid',
  'bad-zone': 'invalid',
  'bad-run-settings': 'invalid',
});

/** Keys stand in addresses: lower case letters, digits, hyphens. */
export const keyPattern = '^[a-z0-9][a-z0-9-]{0,62}$';

export interface Organization {
  id: string;
  key: string;
  name: string;
  about: string;
}

export type CourseKind = 'course' | 'library';

export interface Course {
  id: string;
  key: string;
  /** A library is taken from by courses: nobody enrolls in it, and the catalog does not show it. */
  kind: CourseKind;
  organization: { key: string; name: string };
  title: string;
  summary: string;
  language: string;
  /** All that it can be read in, its own first. */
  languages: string[];
  subject: string | null;
  level: string | null;
  pace: string;
  license: string | null;
  cover: string | null;
  /** The newest published release; null: nothing is published. */
  releaseId: string | null;
  listed: boolean;
}

/** One dated or self-paced offering of a course. Bounds are instants; null: none. */
export interface Run {
  id: string;
  key: string;
  courseId: string;
  courseKey: string;
  courseTitle: string;
  organizationKey: string;
  organizationName: string;
  releaseId: string;
  /** One cohort sees another release; who is in it, enrollment knows (`runFor`). */
  pilot: { releaseId: string; cohort: string } | null;
  /** Anybody reads without an account. */
  open: boolean;
  zone: string;
  startsAt: Date | null;
  endsAt: Date | null;
  enrollmentOpensAt: Date | null;
  enrollmentClosesAt: Date | null;
  /** Who enrolls themselves must know a key. */
  hasEnrollmentKey: boolean;
  selfEnrollment: boolean;
}

/** What staff may set of a run; wall times in `zone`. */
export const RunSettings = Type.Object(
  {
    open: Type.Optional(Type.Boolean()),
    zone: Type.Optional(Type.String({ maxLength: 60 })),
    startsAt: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    endsAt: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    enrollmentOpensAt: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    enrollmentClosesAt: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    enrollmentKey: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
    selfEnrollment: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type RunSettings = Static<typeof RunSettings>;

const facetValue = Type.Optional(Type.String({ maxLength: 60 }));

export const CourseSearch = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200 })),
    subject: facetValue,
    language: facetValue,
    level: facetValue,
    pace: facetValue,
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  { additionalProperties: false },
);
export type CourseSearch = Static<typeof CourseSearch>;

export const facetNames = ['subject', 'language', 'level', 'pace'] as const;
export type FacetName = (typeof facetNames)[number];

export interface CourseList {
  courses: Course[];
  total: number;
  page: number;
  pages: number;
  /** How many courses each value would leave, with the other facets as they are. */
  facets: Record<FacetName, { value: string; count: number }[]>;
}
