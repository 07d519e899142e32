/** Shapes of the studio. Browser-safe. */
import { type Static, Type } from 'typebox';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'course-exists': 'conflict',
  'may-not-create-course': 'forbidden',
  'import-busy': 'too-many',
  'import-clashes': 'conflict',
});

/** The largest archive that a browser may send. */
export const largestArchive = 512 * 1024 ** 2;
/** Name of the file's field. */
export const archiveField = 'archive';

const closed = { additionalProperties: false };

export const ImportBody = Type.Object(
  {
    /** Key of an organization that exists. */
    organization: Type.Optional(Type.String({ maxLength: 63 })),
    /** Administrators may name a new one instead. */
    newOrganization: Type.Optional(Type.String({ maxLength: 63 })),
    newOrganizationName: Type.Optional(Type.String({ maxLength: 200 })),
    /** The organization has this course: publish what is imported as its next release. */
    update: Type.Boolean({ default: false }),
    /** A new course may be read without an account. */
    open: Type.Boolean({ default: false }),
  },
  closed,
);
export type ImportBody = Static<typeof ImportBody>;

/** What the form of importing begins with. */
export const ImportQuery = Type.Object(
  {
    organization: Type.Optional(Type.String({ maxLength: 63 })),
    update: Type.Optional(Type.Boolean()),
  },
  closed,
);

/** What is announced before it comes in pieces. */
export const AnnounceBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 300 }), size: Type.Integer({ minimum: 1 }) },
  closed,
);
export const PieceBody = Type.Object({ offset: Type.Integer({ minimum: 0 }) }, closed);

/** What becomes of an import that was looked at. */
export const TakeBody = Type.Object(
  {
    as: Type.Enum(['new', 'existing'], { default: 'new' }),
    /** Of a new course. */
    organization: Type.String({ maxLength: 63, default: '' }),
    key: Type.String({ maxLength: 63, default: '' }),
    /** One that exists: `organization/course`. */
    course: Type.String({ maxLength: 130, default: '' }),
    /** Where the import and the studio changed the same place: ask, or let the import win. */
    clashes: Type.Enum(['ask', 'import'], { default: 'ask' }),
    publish: Type.Boolean({ default: false }),
    open: Type.Boolean({ default: false }),
  },
  closed,
);
export type TakeBody = Static<typeof TakeBody>;

export const ReportQuery = Type.Object(
  {
    fate: Type.Optional(Type.String({ maxLength: 40 })),
    kind: Type.Optional(Type.String({ maxLength: 100 })),
    page: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
  },
  closed,
);
export type ReportQuery = Static<typeof ReportQuery>;

/** How a course leaves. */
export const leavingFormats = ['lectern', 'olx', 'imscc', 'qti', 'html', 'epub'] as const;
export type LeavingFormat = (typeof leavingFormats)[number];

/** `draft`, or the number of a release. */
const of = Type.String({ pattern: '^(?:draft|[1-9]\\d{0,8})$', default: 'draft' });
/** One of the course's; its own where it is not said. Our source has all of them. */
const language = Type.Optional(Type.String({ maxLength: 40 }));
export const ExportQuery = Type.Object(
  { of, language, format: Type.Optional(Type.Enum([...leavingFormats])) },
  closed,
);
export type ExportQuery = Static<typeof ExportQuery>;
export const ExportFileQuery = Type.Object(
  { of, language, format: Type.Enum([...leavingFormats], { default: 'lectern' }) },
  closed,
);
export type ExportFileQuery = Static<typeof ExportFileQuery>;
