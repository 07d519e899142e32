/** From the branch into the draft: what is new there is checked, merged with what the studio did meanwhile, and released. */
import { findCourseById } from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import {
  type Author,
  compileCourse,
  type DraftEdit,
  editDraft,
  type FileFacts,
  type FileTree,
  findDraft,
  type SourceProblem,
  storedSource,
} from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import {
  fetchBranch,
  findMergeBase,
  type GitFile,
  hasCommit,
  isAncestor,
  keepCommit,
  readCommit,
} from '#platform/git/index.ts';
import { Refusal } from '#platform/refusal.ts';
import { filesBetween, sameFiles } from '../../rules/git-files.ts';
import type { GitDetails, GitLink } from '../../schema/git.ts';
import { addJoin, noteBranch, type Settled } from '../../store/git.ts';
import { publishRevision } from '../publishing.ts';
import { describe, listCourse } from './files.ts';
import { type Line, writeLine } from './line.ts';
import { remoteOf } from './remote.ts';

/** In whose name: what is saved is the author's of the commit, what is released is the linker's. */
export interface Hands {
  author(name: string): Author;
  publisher: Author;
}

const unchanged = (commit: string): Settled => ({
  outcome: 'unchanged',
  commit,
  revision: null,
  details: {},
});

const noBranch = ({ branch }: GitLink): Settled => ({
  ...{ outcome: 'refused', commit: null, revision: null },
  details: { refusal: { code: 'git-no-branch', values: { branch } } },
});

const otherCourse: SourceProblem = {
  ...{ file: 'course.yaml', line: null, column: null, severity: 'error', code: 'other-course' },
  message: 'The key is that of another course.',
  remedy: 'Give the key that the course has here, or link the repository to the other course.',
};

/** A commit with mistakes stays outside: whoever works in the studio can release without waiting for its author. */
async function mistakesIn({ courseId }: GitLink, files: FileTree): Promise<SourceProblem[]> {
  const course = await findCourseById(courseId);
  const { release, problems } = await compileCourse(storedSource(files), activityTypes());
  if (release && release.course.key !== course?.key) return [otherCourse];
  return problems.filter(({ severity }) => severity === 'error').slice(0, 100);
}

/** The commit with which both sides began: what the branch had when it was pulled last, or a newer one that both know. */
async function baseOf(repository: string, { branchCommit }: GitLink, line: string | null, head: string) {
  const last = branchCommit !== null && (await hasCommit(repository, branchCommit)) ? branchCommit : null;
  // Written anew: what was pulled last is in the draft, though the branch knows it no more.
  if (last !== null && !(await isAncestor(repository, last, head))) return last;
  return (line && (await findMergeBase(repository, line, head))) ?? last;
}

interface Changes {
  base: number | FileTree;
  edits: DraftEdit[];
}

/** The files that a commit changes since its base, by the names that git gives their bytes. */
async function changesSince(
  repository: string,
  link: GitLink,
  base: string | null,
  files: GitFile[],
): Promise<Changes> {
  const before = base === null ? [] : await listCourse(repository, base, link.folder).catch(noFolder);
  const [ids, oldIds] = [files, before].map((list) => new Map(list.map(({ path, id }) => [path, id])));
  const changed = files.filter(({ path, id }) => oldIds?.get(path) !== id);
  const touched = before.filter(({ path, id }) => ids?.get(path) !== id);
  const [after, began] = [await describe(repository, changed), await describe(repository, touched)];
  return { base: began, edits: editsOf(filesBetween(began, after)) };
}

/** The folder may be younger than the branch. */
function noFolder(error: unknown): GitFile[] {
  if (error instanceof Refusal && error.code === 'git-no-folder') return [];
  throw error;
}

const editsOf = (files: ReadonlyMap<string, FileFacts | null>): DraftEdit[] =>
  [...files].map(([path, content]) => ({ path, content }));

/** When both sides meet first, one of them is taken as it is; what the draft was stays in its history. */
async function firstChanges(link: GitLink, files: FileTree): Promise<Changes> {
  const draft = await findDraft(link.courseId);
  const standing: FileTree = draft?.files ?? new Map();
  const edits = link.begin === 'studio' && draft ? [] : editsOf(filesBetween(standing, files));
  return { base: draft?.revision ?? 0, edits };
}

async function release(
  { publisher }: Hands,
  link: GitLink,
  revision: number,
  subject: string,
): Promise<GitDetails> {
  const course = await findCourseById(link.courseId);
  if (!course) throw new Error('a course with a repository is gone');
  try {
    const { number } = await publishRevision(publisher, { course, revision, notes: subject });
    return { release: number };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, details } = error;
    return { refusal: { code, values: details.values, fields: details.fields?.slice(0, 50) } };
  }
}

/** A commit of the branch with the course in it. */
interface Head {
  commit: string;
  files: GitFile[];
  tree: FileTree;
  /** The commit that stands for the draft, where both sides have met before. */
  line: string | null;
}

/** Merges a commit that has no mistakes, all of it or nothing. */
async function merge(repository: string, link: GitLink, head: Head, hands: Hands): Promise<Settled> {
  const { commit, files, tree, line } = head;
  const { author, subject } = await readCommit(repository, commit);
  const { base, edits } =
    link.branchCommit === null
      ? await firstChanges(link, tree)
      : await changesSince(repository, link, await baseOf(repository, link, line, commit), files);
  const note = subject || commit.slice(0, 12);
  return transaction(async () => {
    const saving = { courseId: link.courseId, note, origin: 'git' as const };
    const edited = await editDraft(hands.author(author), { ...saving, base, edits });
    const { revision } = edited.draft;
    const details: GitDetails = { author, subject };
    if (edited.kind === 'conflict') {
      details.conflicts = edited.conflicts
        .slice(0, 20)
        .map(({ path, clashes }) => ({ path, clashes: clashes.slice(0, 5) }));
      return { outcome: 'conflict', commit, revision, details };
    }
    await addJoin(link.id, { revision, commit });
    await noteBranch(link.id, commit, sameFiles(edited.draft.files, tree) ? revision : null);
    return {
      outcome: 'merged',
      commit,
      revision,
      details: { ...details, files: edits.length, merged: edited.merged },
    };
  });
}

/** Whether the branch has nothing that the draft has not: our own commits, back from where they were sent. */
async function isOurs(repository: string, link: GitLink, line: Line, head: string): Promise<boolean> {
  if (line.commit === null || !(await isAncestor(repository, head, line.commit))) return false;
  await noteBranch(link.id, head, head === line.commit ? line.revision : null);
  return true;
}

/** Fetches the branch and saves what is new in it. */
export async function pull(repository: string, link: GitLink, hands: Hands): Promise<Settled> {
  const commit = await fetchBranch(repository, await remoteOf(link), link.branch);
  if (commit === null) return noBranch(link);
  if (commit === link.branchCommit) return unchanged(commit);
  const line = link.branchCommit === null ? null : await writeLine(repository, link);
  if (line && (await isOurs(repository, link, line, commit))) return unchanged(commit);
  const files = await listCourse(repository, commit, link.folder);
  const tree = await describe(repository, files);
  const problems = await mistakesIn(link, tree);
  if (problems.length > 0) {
    const details = { ...(await readCommit(repository, commit)), problems };
    return { outcome: 'mistakes', commit, revision: null, details };
  }
  const merged = await merge(repository, link, { commit, files, tree, line: line?.commit ?? null }, hands);
  if (merged.outcome !== 'merged') return merged;
  await keepCommit(repository, 'pulled', commit);
  if (!link.releases || merged.revision === null) return merged;
  const released = await release(hands, link, merged.revision, merged.details.subject ?? '');
  return { ...merged, details: { ...merged.details, ...released } };
}
