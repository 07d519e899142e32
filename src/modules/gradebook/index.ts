/** The door of the gradebook. */
export { enqueueRegrade } from './jobs.ts';
export { isWanted } from './rules/regrade.ts';
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
  type Regrade,
  type RegradeLine,
  type RegradeState,
  refusals as gradebookRefusals,
  type Standing,
} from './schema.ts';
export { comparePolicies, compareRules, type PolicyOf } from './service/comparing.ts';
export {
  applyImport,
  compareImport,
  getImport,
  gradeEverybody,
  readImport,
} from './service/imports.ts';
export { gradeLearners, openGradebook } from './service/pages.ts';
export { workOnRegrade } from './service/regrade-batches.ts';
export {
  applyRegrade,
  getRegrade,
  type NewRegrade,
  openRegrade,
  startRegrade,
  stopRegrade,
  undoRegrade,
} from './service/regrades.ts';
export { computeStandings, refreshStandings } from './service/standings.ts';
export { listRegrades } from './store/regrades.ts';
export { listAllLearners } from './store/standings.ts';
