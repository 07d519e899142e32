/** Terms: an *option* is one of the answers offered; its *value* is the part of the points that choosing it gives. */
import { type Static, Type } from 'typebox';
import { partialRule } from '#activities/partial.ts';

export const choiceSettings = Type.Object({
  multiple: Type.Boolean(),
  shuffle: Type.Boolean(),
  partial: partialRule,
  options: Type.Array(
    Type.Object({
      id: Type.String(),
      html: Type.String(),
      text: Type.String(),
      correct: Type.Boolean(),
      value: Type.Union([Type.Number(), Type.Null()]),
      feedback: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
});
export type ChoiceSettings = Static<typeof choiceSettings>;
export type ChoiceOption = ChoiceSettings['options'][number];

/** Ids of the chosen options. */
export const choiceAnswer = Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200 });
export type ChoiceAnswer = Static<typeof choiceAnswer>;
