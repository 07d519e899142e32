/** The door of reuse. */
export { addToPool } from './rules/blocks.ts';
export { type Companion, type Copying, copyBlock, copyUnit } from './rules/copying.ts';
export { creditFor, licenseIn } from './rules/course-file.ts';
export {
  type Blueprint,
  type BlueprintSettings,
  type Choice,
  type Clash,
  choices,
  type FileUpdate,
  type Push,
  pushes,
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
  blueprintOf,
  dropBlueprint,
  follow,
  setBlueprint,
  unfollow,
} from './service/blueprints.ts';
export { type ChildState, listChildStates, pushBlueprints } from './service/pushing.ts';
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
export { blueprintsAmong, findBlueprint, listBlueprintIds, listChildren } from './store.ts';
