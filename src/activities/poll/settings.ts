/** Terms: the *tally* of a poll is how many chose each option; it shows from a minimum group on. */
import { type Static, Type } from 'typebox';

export const pollSettings = Type.Object({
  multiple: Type.Boolean(),
  options: Type.Array(Type.Object({ id: Type.String(), html: Type.String(), text: Type.String() })),
});
export type PollSettings = Static<typeof pollSettings>;

/** Ids of the chosen options. */
export const pollAnswer = Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200 });
export type PollAnswer = Static<typeof pollAnswer>;
