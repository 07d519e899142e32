export { isRemote, openRemote, type RemoteOptions } from './archive.ts';
export { type NewCommit, type Signature, writeCommits } from './commits.ts';
export {
  fetchBranch,
  findMainBranch,
  isBranchName,
  type Pushed,
  pushCommit,
  type Remote,
} from './remote.ts';
export { dropRepository, type GitOptions, isPrivateHost, openRepository, useGit } from './repository.ts';
export { gitRefusals } from './schema.ts';
export {
  type CommitFacts,
  findMergeBase,
  type GitFile,
  hasCommit,
  isAncestor,
  keepCommit,
  listTree,
  readBlobs,
  readCommit,
} from './tree.ts';
export { findGitVersion, isNewEnough, leastGit } from './version.ts';
