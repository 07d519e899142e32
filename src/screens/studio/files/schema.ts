/** Shapes of the page of a course's files. Browser-safe. */
import { type Static, Type } from 'typebox';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'asset-not-there': 'missing',
  'asset-in-use': 'conflict',
  'asset-exists': 'conflict',
  'asset-kind': 'invalid',
  'asset-other-kind': 'invalid',
  'asset-name': 'invalid',
  'picture-too-large': 'invalid',
  'draft-too-large': 'too-large',
});

/** The largest single file that a browser may send. */
export const largestFile = 256 * 1024 ** 2;
/** All files of one course together. */
export const largestDraft = 4 * 1024 ** 3;
/** A picture of more is unpacked to more memory than phones have. */
export const mostPixels = 60_000_000;
/** Name of the file's field. */
export const fileField = 'file';

const closed = { additionalProperties: false };
const path = Type.String({ minLength: 1, maxLength: 300 });

export const FilesQuery = Type.Object(
  {
    q: Type.String({ maxLength: 200, default: '' }),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
    /** The file that is looked at. */
    path: Type.Optional(path),
  },
  closed,
);
export type FilesQuery = Static<typeof FilesQuery>;

export const UploadBody = Type.Object(
  {
    /** The file that this one takes the place of; without it, a new one by the sender's name. */
    replace: Type.Optional(Type.String({ maxLength: 300 })),
  },
  closed,
);

export const RenameBody = Type.Object({ path, to: path }, closed);
export const RemoveBody = Type.Object({ path }, closed);
