/** Shapes of the studio's pages about a whole course. Browser-safe. */
import { type Static, Type } from 'typebox';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'course-file-broken': 'conflict',
  'unit-file-broken': 'conflict',
  'course-busy': 'conflict',
  'outline-item-gone': 'missing',
  'section-into-itself': 'invalid',
  'last-section': 'conflict',
  'key-of-course-taken': 'conflict',
});

export interface CourseParams {
  organization: string;
  course: string;
}

const closed = { additionalProperties: false };

const kind = Type.Enum(['course', 'library'], { default: 'course' });

/** A list that is searched and read page by page. */
export const CoursesQuery = Type.Object(
  {
    kind,
    q: Type.String({ maxLength: 200, default: '' }),
    page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
  },
  closed,
);

const title = Type.String({
  minLength: 1,
  maxLength: 500,
  pattern: '^[^\\p{Cc}\\p{Cs}]*\\S[^\\p{Cc}\\p{Cs}]*$',
});
const key = Type.String({ maxLength: 100 });
/** A section or unit by its kind and key: `unit:moon`. */
const item = Type.String({ maxLength: 110, pattern: '^(section|unit):[^:\\s]+$' });
/** A date, as a course says it; null: none. Absent: as it is. */
const date = Type.Optional(Type.Union([Type.Null(), Type.String({ maxLength: 40 })]));
const dates = { opens: date, due: date, 'late-until': date, closes: date };

export const AddSectionBody = Type.Object(
  {
    title,
    /** The section that it stands in; without it, the outline itself. */
    into: Type.Optional(key),
  },
  closed,
);

/** A new unit by its title, or those that no section names yet by their files. */
export const AddUnitBody = Type.Object(
  {
    section: key,
    title: Type.Optional(title),
    files: Type.Optional(
      Type.Array(Type.String({ maxLength: 500 }), { minItems: 1, maxItems: 1_000, uniqueItems: true }),
    ),
  },
  closed,
);
export type AddUnitBody = Static<typeof AddUnitBody>;

/** What is absent stays as it is. */
export const ChangeItemBody = Type.Object(
  { title: Type.Optional(title), category: Type.Optional(Type.Union([Type.Null(), key])), ...dates },
  closed,
);
export type ChangeItemBody = Static<typeof ChangeItemBody>;

/** One step, or to a place: before an item of its kind, or last. */
export const MoveBody = Type.Union([
  Type.Object({ step: Type.Enum(['up', 'down']) }, closed),
  Type.Object(
    {
      /** Key of a section; absent: the top, for sections. */
      into: Type.Optional(key),
      before: Type.Optional(item),
    },
    closed,
  ),
]);
export type MoveBody = Static<typeof MoveBody>;

/** For all units that are chosen; what is absent stays as it is. */
export const BulkBody = Type.Object(
  {
    items: Type.Array(item, { minItems: 1, maxItems: 2_000 }),
    category: Type.Optional(Type.Union([Type.Null(), key])),
    ...dates,
    /** Of each of their activities that gives points. */
    points: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000 })),
  },
  closed,
);
export type BulkBody = Static<typeof BulkBody>;

/** Licenses that a form offers; course.yaml takes any SPDX id. */
export const licenses = [
  ...['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC-BY-NC-4.0', 'CC-BY-NC-SA-4.0', 'CC-BY-ND-4.0', 'CC-BY-NC-ND-4.0'],
  ...['CC0-1.0', 'all-rights-reserved'],
] as const;

export const NewCourseQuery = Type.Object({ kind }, closed);

export const NewCourseBody = Type.Object(
  {
    kind,
    /** Key of an organization in which one may make courses. */
    organization: Type.String({ minLength: 1, maxLength: 63 }),
    title,
    /** Without it, it follows from the title. */
    key: Type.Optional(Type.String({ maxLength: 63 })),
    language: Type.String({ pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$', default: 'en' }),
    pace: Type.Enum(['self', 'scheduled'], { default: 'self' }),
    license: Type.Enum([...licenses], { default: 'CC-BY-4.0' }),
  },
  closed,
);
export type NewCourseBody = Static<typeof NewCourseBody>;

export const DatesQuery = Type.Object({ edit: Type.Optional(Type.String({ maxLength: 120 })) }, closed);

export const DatesBody = Type.Object(
  { item: Type.String({ maxLength: 120, pattern: '^(section|unit|activity):[^:\\s]+$' }), ...dates },
  closed,
);
export type DatesBody = Static<typeof DatesBody>;
