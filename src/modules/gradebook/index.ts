/** The door of the gradebook. */
export { activitiesOf } from './rules/standing.ts';
export { tableOf } from './rules/table.ts';
export {
  type Comparison,
  type ComparisonLine,
  type Filter,
  filters,
  type GradebookLearner,
  type GradebookPage,
  GradebookQuery,
  type GradebookRow,
  type GradeImport,
  type ImportLine,
  type ImportProblem,
  type Order,
  type Outcome,
  refusals as gradebookRefusals,
  type Standing,
} from './schema.ts';
export { comparePolicies } from './service/comparing.ts';
export {
  applyImport,
  compareImport,
  getImport,
  gradeEverybody,
  readImport,
} from './service/imports.ts';
export { gradeLearners, openGradebook } from './service/pages.ts';
export { computeStandings, refreshStandings } from './service/standings.ts';
export { listAllLearners } from './store/standings.ts';
