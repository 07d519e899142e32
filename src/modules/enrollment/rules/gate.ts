import type { Run } from '#modules/catalog/index.ts';
import type { EnrollmentGate } from '../schema.ts';

/** Whether somebody may enroll themselves at this moment. A run that has ended takes nobody. */
export function gateOf(run: Run, now: Date): EnrollmentGate {
  if (!run.selfEnrollment) return 'staff-only';
  if (run.enrollmentOpensAt && now < run.enrollmentOpensAt) return 'not-yet';
  if (run.enrollmentClosesAt && now >= run.enrollmentClosesAt) return 'closed';
  if (run.endsAt && now >= run.endsAt) return 'closed';
  return 'open';
}
