/** Terms: an *essay* is a text of the learner's own, in Markdown; its length is counted in words. */
import { type Static, Type } from 'typebox';

const words = Type.Union([Type.Integer(), Type.Null()]);

export const essaySettings = Type.Object({
  minWords: words,
  maxWords: words,
  /** Height of the field. */
  lines: Type.Integer(),
  placeholder: Type.Union([Type.String(), Type.Null()]),
});
export type EssaySettings = Static<typeof essaySettings>;

export const longestEssay = 100_000;
/** Markdown. */
export const essayAnswer = Type.String({ maxLength: longestEssay });
export type EssayAnswer = Static<typeof essayAnswer>;
