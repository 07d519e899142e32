/** Shapes of updates as authors meet them. Browser-safe. */
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };

export const UpdatesBody = Type.Object(
  {
    /** Of the draft, as it was shown. */
    revision: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    wishes: Type.Array(
      Type.Object(
        {
          id: Type.String({ maxLength: 110, pattern: '^(course|(unit|block):[^:\\s]+)$' }),
          /** The release that was shown. */
          release: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
          way: Type.Enum(['take', 'keep', 'own']),
          /** What stands in the place of each clash, in order. */
          choices: Type.Array(Type.Enum(['mine', 'theirs', 'both']), { maxItems: 1_000, default: [] }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 1_000 },
    ),
  },
  closed,
);
export type UpdatesBody = Static<typeof UpdatesBody>;
