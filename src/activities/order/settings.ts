/**
 * Terms: an *item* is a piece to be put in its place; the *sequence* is the right order. Items stand in the order of
 * their ids, which says nothing about the sequence.
 */
import { type Static, Type } from 'typebox';
import { partialRule } from '#activities/partial.ts';

export const orderSettings = Type.Object({
  items: Type.Array(Type.Object({ id: Type.String(), html: Type.String(), text: Type.String() })),
  sequence: Type.Array(Type.String()),
  partial: partialRule,
});
export type OrderSettings = Static<typeof orderSettings>;

/** Item id to place, from 1. */
export const orderAnswer = Type.Record(
  Type.String({ maxLength: 100 }),
  Type.Integer({ minimum: 1, maximum: 1000 }),
);
export type OrderAnswer = Static<typeof orderAnswer>;
