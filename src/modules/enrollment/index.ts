/** The door of enrollment. */
export type { DatedActivity, DatedRelease } from './rules/chain.ts';
export { gateOf } from './rules/gate.ts';
export { endOf, latenessOf, phaseOf } from './rules/lateness.ts';
export { momentsOf, type Times } from './rules/moments.ts';
export { type Fellow, inheritedMoments, lastDueOf } from './rules/together.ts';
export {
  type Accommodation,
  type Because,
  type Cohort,
  type Degraded,
  EnrollInput,
  type Enrollment,
  type EnrollmentGate,
  type Extension,
  type Fairness,
  type Lateness,
  type LearnerTimes,
  type MomentName,
  type Moments,
  type Phase,
  type RosterEntry,
  type RunRules,
  type Target,
  type TargetDates,
  type TargetKind,
  type TimeRule,
} from './schema.ts';
export { enroll, enrollByStaff, leave, removeByStaff } from './service/enrolling.ts';
export { getRunRules, loadTimes } from './service/times.ts';
export {
  countLearners,
  findEnrollment,
  findEnrollments,
  findLearners,
  listEnrollments,
  listRoster,
  pageSize as rosterPageSize,
} from './store/roster.ts';
export { type LearnerTimesRow, learnerTimesOf } from './store/times.ts';
