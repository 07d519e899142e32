/** The door of authoring. */
export { enqueueImport, enqueueSync } from './jobs.ts';
export { blocksOf, findBlock, type SourceBlock } from './rules/blocks.ts';
export { filesBetween, folderOf } from './rules/git-files.ts';
export { forgeAt } from './rules/git-forge.ts';
export { compareHtml, elementsOf } from './rules/html.ts';
export { compareReleases } from './rules/release.ts';
export { headOf } from './rules/room-text.ts';
export { compareLists, compareText, compareWords } from './rules/text.ts';
export { changesToWork } from './rules/work.ts';
export { type Comment, type Outcome, outcomes, type Reply } from './schema/comments.ts';
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
  type CourseImport,
  type Finding,
  importPiece,
  importRefusals,
  largestImport,
  type StoredRefusal,
} from './schema/imports.ts';
export {
  type BlockDiff,
  type Change,
  type DiffLine,
  type Fact,
  type FileDiff,
  type Hunk,
  type Part,
  type Pilot,
  type Plan,
  type Preview,
  type ReleaseDiff,
  type Review,
  refusals as authoringRefusals,
  type UnitDiff,
  type Verdict,
  type WorkChange,
} from './schema.ts';
export { acceptSuggestion, addComment, addReply, getComment, settleComment } from './service/comments.ts';
export { compareSources } from './service/comparing.ts';
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
export { readImport } from './service/import-reading.ts';
export {
  addImportPiece,
  beginImport,
  cancelImport,
  getImport,
  getImportContent,
  settleTaken,
} from './service/imports.ts';
export {
  compileDraft,
  getPreview,
  isOpenAt,
  makePreview,
  previewToken,
  revokePreview,
} from './service/previews.ts';
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
export { countOpenComments, listComments } from './store/comments.ts';
export { findLink, listSyncs } from './store/git.ts';
export { findLastTaken, type ImportContent, listImportsOf } from './store/imports.ts';
export { listPilots } from './store/pilots.ts';
export { listPlans } from './store/plans.ts';
export { listPreviews } from './store/previews.ts';
export { listReviews } from './store/reviews.ts';
