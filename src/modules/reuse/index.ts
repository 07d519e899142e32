/** The door of reuse. */
export { keyedBlocks, withOrigin } from './rules/blocks.ts';
export { type Companion, type Copying, copyBlock, copyUnit } from './rules/copying.ts';
export { creditFor, licenseIn } from './rules/course-file.ts';
export {
  type Choice,
  type Clash,
  choices,
  type FileUpdate,
  refusals as reuseRefusals,
  type SharedBlock,
  type SharedUnit,
  type Update,
  type Way,
  type Wish,
  ways,
} from './schema.ts';
export { applyUpdates } from './service/applying.ts';
export {
  countTakers,
  mayTakeFrom,
  openShared,
  openUpstream,
  pathOf,
  type Shared,
  type Upstream,
} from './service/shared.ts';
export { countUpdates, listUpdates } from './service/updates.ts';
