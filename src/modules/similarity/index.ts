/** The door of similarity. */
export { enqueueComparison } from './jobs.ts';
export type { Cluster } from './rules/clusters.ts';
export { leastSimilarity } from './rules/least.ts';
export type { Segment } from './rules/segments.ts';
export {
  type Comparison,
  type Pair,
  type PairKey,
  type Review,
  type ReviewState,
  refusals as similarityRefusals,
  reviewStates,
} from './schema.ts';
export { compareNow, isComparable, startComparison, workOnComparison } from './service/comparing.ts';
export {
  type ActivityPairs,
  type OpenPair,
  openActivity,
  openPair,
  reviewPair,
  type Side,
} from './service/reviewing.ts';
export { listComparisons, pageSize as pairsAPage } from './store.ts';
