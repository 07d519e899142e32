/** Shapes of taking from libraries, and of where something is used. Browser-safe. */
import { type Static, type TSchema, Type } from 'typebox';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'nowhere-to-put': 'invalid',
});

const closed = { additionalProperties: false };

/** A place in the course by its kind and key: whole units go into sections, blocks into units, questions into pools. */
const into = Type.String({ maxLength: 110, pattern: '^(section|unit|pool):[^:\\s]+$' });
/** The block that is taken goes below the one that holds this line of the unit's file; without it, to the end. */
const line = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 }));
/** A library as `org/key`. */
const library = Type.String({ maxLength: 130, pattern: '^[a-z0-9-]+/[a-z0-9-]+$' });
/** What in it: `block:polaris`, `unit:stars`. */
const part = Type.String({ maxLength: 110, pattern: '^(block|unit):[^:\\s]+$' });

/** A choice that a form left open. */
const orNone = <T extends TSchema>(schema: T) => Type.Union([Type.Literal(''), schema]);

export const TakeQuery = Type.Object(
  {
    into: Type.Optional(orNone(into)),
    line,
    q: Type.String({ maxLength: 200, default: '' }),
    /** A kind of block. */
    kind: Type.String({ maxLength: 60, default: '' }),
    library: Type.Optional(orNone(library)),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
    /** What is looked at: a library and its part, `org/key block:polaris`. */
    show: Type.Optional(
      Type.String({ maxLength: 250, pattern: '^[a-z0-9-]+/[a-z0-9-]+ (block|unit):[^:\\s]+$' }),
    ),
  },
  closed,
);
export type TakeQuery = Static<typeof TakeQuery>;

export const TakeBody = Type.Object({ library, part, into, line }, closed);
export type TakeBody = Static<typeof TakeBody>;
