/** The door of grading. */
export {
  type Assignment,
  assignmentsOf,
  type GradedCourse,
  gradeCourse,
  policyFor,
  roundTo,
} from './rules/grade.ts';
export { type Done, isComplete, nextUnit, unitsOf } from './rules/progress.ts';
export { isAwaited, stageOf } from './rules/standing.ts';
export { type Needed, neededFor, openActivities, suppose } from './rules/what-if.ts';
export {
  type ActivityFacts,
  type ActivityGrade,
  type AssignmentGrade,
  type AttemptFact,
  type AttemptGrade,
  type CategoryGrade,
  type CourseGrade,
  type Grading,
  type GradingSource,
  type GradingStanding,
  type GradingState,
  type Knowledge,
  type LateAttempt,
  type LearnerFacts,
  type Override,
  type PolicyVersion,
  refusals as gradingRefusals,
  type Trial,
  type UnitState,
} from './schema.ts';
export { measureQueue } from './service/figures.ts';
export { type Explanation, explain, type Graded, getCourseGrade } from './service/grades.ts';
export { type GradeInput, grade } from './service/gradings.ts';
export { stopLive, watch } from './service/live.ts';
export { type Asked, askMachine, CannotRun } from './service/machine.ts';
export { type GradeChange, setGrades } from './service/overrides.ts';
export {
  changePolicy,
  copyPolicy,
  getPolicies,
  getPolicy,
  listPolicyVersions,
  type NewPolicy,
} from './service/policies.ts';
export { flushPositions, notePosition } from './service/positions.ts';
export { queueForMachine, retryGradings, tryOut } from './service/queue.ts';
export { deliver, deliverFailure } from './service/results.ts';
export { type LearnerWork, loadWork } from './service/work.ts';
export { openWorker, type Worker } from './service/worker.ts';
export { type GraderTrouble, getQueueFigures, listUnstable } from './store/graders.ts';
export {
  holdReleased,
  type JudgedSubmission,
  listCurrentGradings,
  listGradings,
  listJudged,
  releaseHeld,
} from './store/gradings.ts';
export {
  getRunState,
  getUnitState,
  listMyRuns,
  type MyRun,
  markDone,
  type RunState,
  tellInUnitState,
  unmarkDone,
} from './store/progress.ts';
export { countStuck, type GradingKey, listStuck, type StuckGrading } from './store/queue.ts';
