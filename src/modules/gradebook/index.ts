/** The door of the gradebook. */
export { activitiesOf } from './rules/standing.ts';
export {
  type Filter,
  filters,
  type GradebookLearner,
  type GradebookPage,
  GradebookQuery,
  type GradebookRow,
  type Order,
  refusals as gradebookRefusals,
  type Standing,
} from './schema.ts';
export { gradeLearners, openGradebook } from './service/pages.ts';
export { computeStandings, refreshStandings } from './service/standings.ts';
export { listAllLearners } from './store/standings.ts';
