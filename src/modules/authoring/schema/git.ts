/**
 * A course that lives in a git repository as well. Browser-safe.
 * Terms: a *link* joins a course to a branch of a repository; a *sync* is one pull or push of it and what came of it;
 * to *pull* is to save what is new in the branch into the draft, to *push* is to send revisions of the draft as commits.
 */
import type { DraftConflict, SourceProblem } from '#modules/content/index.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const forges = ['github', 'gitlab', 'gitea', 'other'] as const;
export type Forge = (typeof forges)[number];

/** Which side the other becomes when both are joined. */
export const beginnings = ['repository', 'studio'] as const;
export type Beginning = (typeof beginnings)[number];

export interface GitSettings {
  url: string;
  branch: string;
  /** Of the course in the repository; '' where it is the whole of it. */
  folder: string;
  forge: Forge;
  /** What is pulled becomes a release. */
  releases: boolean;
  /** Revisions are pushed without being asked. */
  sends: boolean;
  begin: Beginning;
}

export interface GitLink extends GitSettings {
  id: string;
  courseId: string;
  sealedToken: string | null;
  sealedSecret: string;
  /** In whose name it is pulled and released. */
  madeBy: string;
  madeAt: Date;
  /** A revision and a commit of the repository that hold the same; null: there has been none. */
  syncedRevision: number | null;
  syncedCommit: string | null;
  /** The newest commit of the branch that is in the draft. */
  branchCommit: string | null;
}

export type Direction = 'pull' | 'push';
/** Who asked: a person, a delivery of the forge, or the clock. */
export type Cause = 'person' | 'hook' | 'clock';

export type GitOutcome =
  /** There was nothing new. */
  | 'unchanged'
  | 'merged'
  /** The commit has mistakes: it is not in the draft. */
  | 'mistakes'
  /** Both sides changed the same words: nothing is saved. */
  | 'conflict'
  | 'sent'
  /** To a branch of its own, to be merged there. */
  | 'sent-aside'
  | 'refused';

export interface GitDetails {
  author?: string;
  subject?: string;
  /** Files that changed, and those in which both sides did. */
  files?: number;
  merged?: string[];
  problems?: SourceProblem[];
  conflicts?: Pick<DraftConflict, 'path' | 'clashes'>[];
  /** Commits that were sent. */
  branch?: string;
  /** Of the release it became. */
  release?: number;
  /** Why it did not become one, or why nothing was done. */
  refusal?: {
    code: string;
    values?: Record<string, string | number>;
    fields?: { path: string; message: string }[];
  };
}

export interface GitSync {
  id: string;
  linkId: string;
  direction: Direction;
  cause: Cause;
  askedBy: string;
  askedAt: Date;
  settledAt: Date | null;
  commit: string | null;
  revision: number | null;
  outcome: GitOutcome | null;
  details: GitDetails;
}

export const refusals = declareRefusals({
  'git-not-linked': 'missing',
  'git-busy': 'conflict',
  'git-bad-branch': 'invalid',
  'git-bad-folder': 'invalid',
  'git-token-elsewhere': 'invalid',
  'git-hook-unsigned': 'forbidden',
});
