/** Shapes of the page Git of a course. Browser-safe. */
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };

export const LinkBody = Type.Object(
  {
    url: Type.String({ maxLength: 500 }),
    branch: Type.String({ maxLength: 200, default: 'main' }),
    folder: Type.String({ maxLength: 300, default: '' }),
    /** Told by the address, where it is not said. */
    forge: Type.Optional(
      Type.Union([
        Type.Literal('github'),
        Type.Literal('gitlab'),
        Type.Literal('gitea'),
        Type.Literal('other'),
      ]),
    ),
    /** Absent or empty: the one that is kept. */
    token: Type.Optional(Type.String({ maxLength: 1_000 })),
    forgetToken: Type.Boolean({ default: false }),
    releases: Type.Boolean({ default: false }),
    sends: Type.Boolean({ default: false }),
    begin: Type.Union([Type.Literal('repository'), Type.Literal('studio')], { default: 'repository' }),
  },
  closed,
);
export type LinkBody = Static<typeof LinkBody>;
