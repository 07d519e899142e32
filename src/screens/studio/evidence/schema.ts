/** Shapes of what is known of a unit. Browser-safe. */
import { Type } from 'typebox';

export interface UnitParams {
  organization: string;
  course: string;
  unit: string;
}

export const EvidenceQuery = Type.Object(
  {
    /** Key of a run; all that show the release, where it is not said. */
    run: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);
