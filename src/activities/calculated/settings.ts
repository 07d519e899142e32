/**
 * Terms: a *variable* is a name whose value is drawn for each learner, or follows from others. An *unknown* is a name
 * that stays open: the answer is then a *formula* in it, compared by its values at many places. *Accepted* answers are
 * expressions of variables and unknowns; the first that fits decides.
 */
import { type Static, Type } from 'typebox';

export const variable = Type.Union([
  Type.Object({
    kind: Type.Literal('range'),
    name: Type.String(),
    from: Type.Number(),
    to: Type.Number(),
    step: Type.Number(),
  }),
  Type.Object({ kind: Type.Literal('list'), name: Type.String(), values: Type.Array(Type.String()) }),
  Type.Object({
    kind: Type.Literal('derived'),
    name: Type.String(),
    is: Type.String(),
    /** Decimals it is rounded to; null: as it comes. */
    digits: Type.Union([Type.Integer(), Type.Null()]),
  }),
]);
export type Variable = Static<typeof variable>;

const unknown = Type.Object({ name: Type.String(), from: Type.Number(), to: Type.Number() });
export type Unknown = Static<typeof unknown>;

const accepted = Type.Object({
  is: Type.String(),
  tolerance: Type.Object({ size: Type.Number(), relative: Type.Boolean() }),
  score: Type.Number(),
  feedback: Type.Union([Type.String(), Type.Null()]),
});
export type Accepted = Static<typeof accepted>;

export const calculatedSettings = Type.Object({
  variables: Type.Array(variable),
  unknowns: Type.Array(unknown),
  accepted: Type.Array(accepted),
  /** Null: a bare number. */
  unit: Type.Union([Type.String(), Type.Null()]),
  unitRequired: Type.Boolean(),
  /** Whether every attempt has values of its own, or all attempts of a learner the same. */
  values: Type.Enum(['attempt', 'learner']),
});
export type CalculatedSettings = Static<typeof calculatedSettings>;

/** What was typed, and the seed of the values it answers: with it the ledger alone tells what was asked. */
export const calculatedAnswer = Type.Object(
  { value: Type.String({ maxLength: 300 }), seed: Type.Integer({ minimum: 0, maximum: 0xffffffff }) },
  { additionalProperties: false },
);
export type CalculatedAnswer = Static<typeof calculatedAnswer>;
