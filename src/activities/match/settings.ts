/**
 * Terms: a *row* is what is asked, a *target* what may belong to it; a target that belongs to no row is a distractor.
 * Targets stand in the order of their ids, which says nothing about the rows they belong to.
 */
import { type Static, Type } from 'typebox';
import { partialRule } from '#activities/partial.ts';

const piece = { id: Type.String(), html: Type.String(), text: Type.String() };

export const matchSettings = Type.Object({
  rows: Type.Array(Type.Object({ ...piece, target: Type.String() })),
  targets: Type.Array(
    Type.Object({ ...piece, /** Its text says all of it: no picture, no formula. */ plain: Type.Boolean() }),
  ),
  shuffle: Type.Boolean(),
  partial: partialRule,
});
export type MatchSettings = Static<typeof matchSettings>;

/** Row id to target id. */
export const matchAnswer = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 100 }));
export type MatchAnswer = Static<typeof matchAnswer>;
