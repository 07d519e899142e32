/** The door of analytics. */
export { enqueueRollUp } from './jobs.ts';
export { type Flag, flags, type Item, type ItemOption, type Rollup, smallestGroup } from './schema.ts';
export { type ItemAnalysis, openItems, rollUpRun } from './service.ts';
