/** Shapes of enrollment: who is in which run. Browser-safe. */
import { type Static, Type } from 'typebox';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'enrollment-not-open': 'conflict',
  'enrollment-closed': 'conflict',
  'enrollment-by-staff-only': 'forbidden',
  'enrollment-key-wrong': 'invalid',
  'not-enrolled': 'forbidden',
});

export const EnrollInput = Type.Object(
  { key: Type.Optional(Type.String({ maxLength: 100 })) },
  { additionalProperties: false },
);
export type EnrollInput = Static<typeof EnrollInput>;

export interface Enrollment {
  learnerId: string;
  runId: string;
  state: 'active' | 'left';
  enrolledAt: Date;
}

/** A line of the roster. */
export interface RosterEntry {
  learnerId: string;
  name: string;
  email: string;
  state: 'active' | 'left';
  origin: string;
  enrolledAt: Date;
}

/** Why enrolling is not possible now; `open`: it is. */
export type EnrollmentGate = 'open' | 'not-yet' | 'closed' | 'staff-only';
