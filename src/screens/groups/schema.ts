/** Shapes of the forms about groups. Browser-safe. */
import { Type } from 'typebox';

export interface RunParams {
  organization: string;
  course: string;
  run: string;
}
export type ActivityParams = RunParams & { activity: string };

export const PlaceBody = Type.Object(
  {
    /** E-mail addresses of learners of the run. */
    addresses: Type.Array(Type.String({ maxLength: 300 }), { minItems: 1, maxItems: 100 }),
    /** '': a new one. */
    group: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: false },
);
