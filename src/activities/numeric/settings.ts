/**
 * Terms: an *accepted range* is where an answer counts: a number with its tolerance, or an interval. Bounds are
 * worked out when the release is made; null is unbounded.
 */
import { type Static, Type } from 'typebox';

const bound = Type.Union([Type.Number(), Type.Null()]);

export const numericSettings = Type.Object({
  ranges: Type.Array(
    Type.Object({
      /** As the author wrote it, for the reader: `9.81`, `[9.7, 9.9)`. */
      shown: Type.String(),
      from: bound,
      to: bound,
      /** The bound itself does not count. */
      fromOpen: Type.Boolean(),
      toOpen: Type.Boolean(),
      score: Type.Number(),
      feedback: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  /** Spellings of the unit; the first is shown. Empty: a bare number. */
  units: Type.Array(Type.String()),
  unitRequired: Type.Boolean(),
});
export type NumericSettings = Static<typeof numericSettings>;
export type Range = NumericSettings['ranges'][number];

/** As it was typed. */
export const numericAnswer = Type.String({ maxLength: 200 });
export type NumericAnswer = Static<typeof numericAnswer>;
