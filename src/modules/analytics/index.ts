/** The door of analytics. */
export { enqueueRollUp } from './jobs.ts';
export {
  type BlockEvidence,
  daysUntilStopped,
  type Flag,
  flags,
  type Item,
  type ItemOption,
  type Rollup,
  smallestGroup,
  type UnitEvidence,
} from './schema.ts';
export { getEvidence } from './service/evidence.ts';
export { type ItemAnalysis, openItems, rollUpRun } from './service.ts';
