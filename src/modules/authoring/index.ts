/** The door of authoring. */
export { enqueueSync } from './jobs.ts';
export { folderOf } from './rules/git-files.ts';
export { forgeAt } from './rules/git-forge.ts';
export { compareHtml } from './rules/html.ts';
export { compareReleases } from './rules/release.ts';
export { compareText, compareWords, type DiffLine, type Hunk, type Part } from './rules/text.ts';
export {
  type BlockDiff,
  type Change,
  type Fact,
  type Pilot,
  type Plan,
  type Preview,
  type ReleaseDiff,
  type Review,
  refusals as authoringRefusals,
  type UnitDiff,
  type Verdict,
} from './schema.ts';
export {
  beginnings,
  type Forge,
  forges,
  type GitDetails,
  type GitLink,
  type GitOutcome,
  type GitSync,
} from './schema/git.ts';
export {
  askSync,
  dropLink,
  hookSecretOf,
  type LinkInput,
  receiveHook,
  renewSecret,
  saveLink,
} from './service/git/linking.ts';
export { workOnSync } from './service/git/work.ts';
export { getPreview, isOpenAt, makePreview, previewToken, revokePreview } from './service/previews.ts';
export { cancelPlan, planRelease, publishDue, publishRevision, sourceRefusal } from './service/publishing.ts';
export {
  type ApprovalRule,
  askReview,
  decideReview,
  getApprovalRule,
  getReview,
  isApprovalMissing,
  requireApproval,
  setApprovalRule,
} from './service/reviews.ts';
export { closeRooms, setRoomTimes, takeSeat } from './service/rooms/rooms.ts';
export { endPilot, getPublication, showAgain, showToAll, startPilot } from './service/showing.ts';
export { findLink, listSyncs } from './store/git.ts';
export { listPilots } from './store/pilots.ts';
export { listPlans } from './store/plans.ts';
export { listPreviews } from './store/previews.ts';
export { listReviews } from './store/reviews.ts';
