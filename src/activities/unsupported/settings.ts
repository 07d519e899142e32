import { type Static, Type } from 'typebox';

export const unsupportedSettings = Type.Object({
  /** What it was, in the word of the format it came from. */
  kind: Type.String(),
  /** Path of the kept source in the course. */
  source: Type.Union([Type.String(), Type.Null()]),
});
export type UnsupportedSettings = Static<typeof unsupportedSettings>;
