/** Shapes of blueprints as their authors meet them. Browser-safe. */
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };

export const BlueprintBody = Type.Object(
  {
    /** How far a release goes by itself. */
    push: Type.Enum(['offer', 'draft', 'release'], { default: 'offer' }),
    /** What its children may not change. */
    locked: Type.Array(
      Type.String({ maxLength: 510, pattern: '^(all|outline|grading|dates|unit:[^\\s].*)$' }),
      { maxItems: 2_000, default: [] },
    ),
  },
  closed,
);
export type BlueprintBody = Static<typeof BlueprintBody>;

/** A course of the same organization, by its key. */
export const ChildBody = Type.Object({ child: Type.String({ minLength: 1, maxLength: 63 }) }, closed);
export type ChildBody = Static<typeof ChildBody>;
