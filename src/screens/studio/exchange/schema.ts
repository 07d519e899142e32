/** Shapes of the studio. Browser-safe. */
import { type Static, Type } from 'typebox';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'course-exists': 'conflict',
  'may-not-create-course': 'forbidden',
  'import-busy': 'too-many',
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
export const ExportQuery = Type.Object({ of, format: Type.Optional(Type.Enum([...leavingFormats])) }, closed);
export type ExportQuery = Static<typeof ExportQuery>;
export const ExportFileQuery = Type.Object(
  { of, format: Type.Enum([...leavingFormats], { default: 'lectern' }) },
  closed,
);
export type ExportFileQuery = Static<typeof ExportFileQuery>;
