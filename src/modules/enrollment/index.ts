/** The door of enrollment. */
export type { DatedActivity, DatedRelease } from './rules/chain.ts';
export { gateOf } from './rules/gate.ts';
export { groupKeyOf, groupOf, refusalOfGroup } from './rules/groups.ts';
export { type Fellow, inheritedMoments } from './rules/inherited.ts';
export { endOf, latenessOf, phaseOf } from './rules/lateness.ts';
export { momentsOf, type Times } from './rules/moments.ts';
export { type Only, oneRelease, onlyFor, type RunReleases } from './rules/releases.ts';
export { lastDueOf } from './rules/together.ts';
export { type DueWork, listDeadlines, upcomingOf } from './rules/upcoming.ts';
export {
  type Accommodation,
  type Because,
  type Cohort,
  type CopiedDate,
  type Degraded,
  EnrollInput,
  type Enrollment,
  type EnrollmentGate,
  type Extension,
  type Fairness,
  type GroupMember,
  type Lateness,
  type LearnerGroup,
  type LearnerTimes,
  type ListedAccommodation,
  type ListedExtension,
  type MomentName,
  type Moments,
  type Phase,
  type RosterEntry,
  type RunRules,
  refusals as enrollmentRefusals,
  type Target,
  type TargetDates,
  type TargetKind,
  type TimeRule,
} from './schema.ts';
export { findCalendarLearner, getOwnTimes, renewCalendar } from './service/calendar.ts';
export {
  accommodate,
  assignCohort,
  changeDates,
  changeRunPolicy,
  dissolveCohort,
  endAccommodation,
  extendTime,
  makeCohort,
  type RunPolicy,
  supposeRunPolicy,
  withdrawExtension,
} from './service/changes.ts';
export { copyTimes, previewCopy } from './service/copying.ts';
export { enroll, enrollByStaff, leave, removeByStaff } from './service/enrolling.ts';
export {
  type FixedGroup,
  fixGroup,
  joinGroup,
  leaveGroup,
  lockGroup,
  makeGroup,
  placeInGroup,
  removeFromGroup,
} from './service/groups.ts';
export { beat, recordDegraded, startBeating, stopBeating } from './service/health.ts';
export { releasesOf, runFor } from './service/pilot.ts';
export { getRunRules, loadTimes } from './service/times.ts';
export {
  countCohorts,
  extensionsAPage,
  listAccommodations,
  listExtensions,
  listLearnersOf,
} from './store/changes.ts';
export { type ListedGroup, listGroups, listMemberships, listUngrouped } from './store/groups.ts';
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
