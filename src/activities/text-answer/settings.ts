/** Terms: an *accepted* answer is a text, compared after folding what does not count, or a pattern (RE2 syntax). */
import { type Static, Type } from 'typebox';

const form = Type.Object({ kind: Type.Enum(['text', 'pattern']), value: Type.String() });
export type Form = Static<typeof form>;

export const textSettings = Type.Object({
  accepted: Type.Array(
    Type.Object({
      ...form.properties,
      score: Type.Number(),
      feedback: Type.Union([Type.String(), Type.Null()]),
      /** The same answer in other languages of the course. */
      also: Type.Optional(Type.Array(form)),
    }),
  ),
  /** Whether upper and lower case differ. */
  case: Type.Boolean(),
  /** Whether accents differ. */
  accents: Type.Boolean(),
  /** Height of the field; 1 is a line. */
  lines: Type.Number(),
  placeholder: Type.Union([Type.String(), Type.Null()]),
});
export type TextSettings = Static<typeof textSettings>;
export type Accepted = TextSettings['accepted'][number];

export const longestText = 2000;
export const textAnswer = Type.String({ maxLength: longestText });
export type TextAnswer = Static<typeof textAnswer>;
