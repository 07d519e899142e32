/** The door of grading. */
export { type ActivityResult, gradeCourse } from './rules/grade.ts';
export { type Done, isComplete, nextUnit, unitsOf } from './rules/progress.ts';
export type { ActivityGrade, AssignmentGrade, CategoryGrade, CourseGrade, UnitState } from './schema.ts';
export { type Explanation, explain, flushPositions, getCourseGrade, notePosition } from './service.ts';
export {
  getRunState,
  getUnitState,
  listMyRuns,
  type MyRun,
  markDone,
  type RunState,
  unmarkDone,
} from './store.ts';
