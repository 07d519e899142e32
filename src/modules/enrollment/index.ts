/** The door of enrollment. */
export { gateOf } from './rules.ts';
export { EnrollInput, type Enrollment, type EnrollmentGate, type RosterEntry } from './schema.ts';
export { enroll, enrollByStaff, leave, removeByStaff } from './service.ts';
export {
  countLearners,
  findEnrollment,
  findEnrollments,
  findLearners,
  listEnrollments,
  listRoster,
  pageSize as rosterPageSize,
} from './store.ts';
