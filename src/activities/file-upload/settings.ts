/** Terms: a *type* of file is an ending (`pdf`, `py`) or a family (`image/*`); what the bytes are decides, not the name. */
import { type Static, Type } from 'typebox';

export const fileUploadSettings = Type.Object({
  /** Empty: any. */
  types: Type.Array(Type.String()),
  maxFiles: Type.Integer(),
  /** Of one file. */
  maxBytes: Type.Integer(),
});
export type FileUploadSettings = Static<typeof fileUploadSettings>;

export const mostFiles = 50;
export const longestComment = 5_000;

/** A file as the upload's answer names it. */
export const answerFile = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    size: Type.Integer({ minimum: 0 }),
    type: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
);

export const fileUploadAnswer = Type.Object(
  {
    files: Type.Array(answerFile, { maxItems: mostFiles }),
    comment: Type.Optional(Type.String({ maxLength: longestComment })),
  },
  { additionalProperties: false },
);
export type FileUploadAnswer = Static<typeof fileUploadAnswer>;
