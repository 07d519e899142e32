/** Shapes of the forms about groups. Browser-safe. */
import { Type } from 'typebox';

export interface ActivityParams {
  organization: string;
  course: string;
  run: string;
  activity: string;
}

export const JoinBody = Type.Object(
  { code: Type.String({ maxLength: 100 }) },
  { additionalProperties: false },
);

export const PlaceBody = Type.Object(
  {
    /** E-mail addresses of learners of the run. */
    addresses: Type.Array(Type.String({ maxLength: 300 }), { minItems: 1, maxItems: 100 }),
    /** '': a new one. */
    group: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: false },
);
