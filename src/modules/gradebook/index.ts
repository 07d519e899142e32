/** The door of the gradebook. */
export { activitiesOf } from './rules/standing.ts';
export {
  type Comparison,
  type ComparisonLine,
  type Filter,
  filters,
  type GradebookLearner,
  type GradebookPage,
  GradebookQuery,
  type GradebookRow,
  type Order,
  type Outcome,
  refusals as gradebookRefusals,
  type Standing,
} from './schema.ts';
export { comparePolicies } from './service/comparing.ts';
export { gradeLearners, openGradebook } from './service/pages.ts';
export { computeStandings, refreshStandings } from './service/standings.ts';
export { listAllLearners } from './store/standings.ts';
