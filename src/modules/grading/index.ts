/** The door of grading. */
export { type ActivityResult, gradeCourse } from './rules/grade.ts';
export { type Done, isComplete, nextUnit, unitsOf } from './rules/progress.ts';
export type {
  ActivityGrade,
  AssignmentGrade,
  CategoryGrade,
  CourseGrade,
  Grading,
  GradingSource,
  GradingState,
  UnitState,
} from './schema.ts';
export { type Explanation, explain, flushPositions, getCourseGrade, notePosition } from './service/grades.ts';
export { type GradeInput, grade } from './service/gradings.ts';
export { listCurrentGradings, listGradings, releaseHeld } from './store/gradings.ts';
export {
  getRunState,
  getUnitState,
  listMyRuns,
  type MyRun,
  markDone,
  type RunState,
  unmarkDone,
} from './store/progress.ts';
