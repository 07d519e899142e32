/**
 * Terms: the *line* of a course is its draft as git sees it: each revision since the last one that both sides share is a
 * commit, each commit of the branch that was merged is one with two parents. It is a pure function of what is stored,
 * down to the names of its commits; so nothing is lost with a copy of the repository, and what was sent comes back as
 * itself.
 */
import { isUuid } from '#lib/uuid.ts';
import { namesOfPeople } from '#modules/accounts/index.ts';
import {
  type CourseSource,
  type FileFacts,
  type FileTree,
  getDraft,
  listRevisions,
  type Revision,
  readDraft,
} from '#modules/content/index.ts';
import { hasCommit, type NewCommit, type Signature, writeCommits } from '#platform/git/index.ts';
import { site } from '#platform/site.ts';
import { storage } from '#platform/storage.ts';
import { filesBetween, placeIn, sameFiles } from '../../rules/git-files.ts';
import type { GitLink } from '../../schema/git.ts';
import { type Join, listJoins } from '../../store/git.ts';
import { describe, listCourse } from './files.ts';

export interface Line {
  /** Null: neither side has anything yet. */
  commit: string | null;
  /** Of the draft, for which the commit stands. */
  revision: number;
}

const host = () => new URL(site().baseUrl).hostname;
const program = (): Signature => ({ name: site().name, email: `noreply@${host()}` });

/** Names as they are; addresses of people are not given away with every copy of a repository. */
async function authorsOf(revisions: readonly Revision[]): Promise<(by: string) => Signature> {
  const ids = revisions.flatMap(({ createdBy, alsoBy }) => [createdBy, ...alsoBy]).filter(isUuid);
  const people = await namesOfPeople(ids);
  return (by) => ({
    name: people.get(by) ?? (isUuid(by) ? program().name : by) ?? '',
    email: isUuid(by) ? `${by}@users.noreply.${host()}` : program().email,
  });
}

async function listRevisionsAfter(courseId: string, number: number): Promise<Revision[]> {
  const found: Revision[] = [];
  for (;;) {
    const page = await listRevisions(courseId, found.at(-1)?.number);
    const wanted = page.filter((revision) => revision.number > number);
    found.push(...wanted);
    if (wanted.length < page.length || page.length === 0) return found.reverse();
  }
}

async function treeOf(source: CourseSource): Promise<FileTree> {
  const facts = source.paths.map(async (path) => [path, await source.hash?.(path)] as [string, FileFacts]);
  return new Map(await Promise.all(facts));
}

const changesIn = (folder: string, files: Iterable<[string, FileFacts | null]>): NewCommit['changes'] =>
  new Map(
    [...files].map(([path, facts]) => [placeIn(folder, path), facts && (() => storage().get(facts.sha256))]),
  );

type Commits = { list: NewCommit[]; tip: string | 'previous' | null };

/** Who wrote it together stands at its end, as git hosts read it. */
const noted = (note: string, revision: number, others: readonly Signature[] = []) => {
  const coauthors = others.map(({ name, email }) => `Co-authored-by: ${name} <${email}>\n`);
  return `${note.trim() || 'Edit in the studio'}\n\nLectern-Revision: ${revision}\n${coauthors.join('')}`;
};

function addRevision(
  commits: Commits,
  folder: string,
  revision: Revision,
  authorOf: (by: string) => Signature,
): void {
  const { number, changes, note, createdAt, createdBy, alsoBy } = revision;
  const author = authorOf(createdBy);
  const files = Object.entries(changes).map(([path, { after }]): [string, FileFacts | null] => [path, after]);
  const parents = commits.tip === null ? [] : [commits.tip];
  const message = noted(note, number, alsoBy.map(authorOf));
  commits.list.push({ parents, author, at: createdAt, message, changes: changesIn(folder, files) });
  commits.tip = 'previous';
}

/** The commit of the branch as it is, where the draft holds nothing else; else one that has both before it. */
async function addJoin(
  commits: Commits,
  repository: string,
  { courseId, folder, madeAt }: GitLink,
  { revision, commit }: Join,
  at: Date = madeAt,
): Promise<void> {
  const theirs = await describe(repository, await listCourse(repository, commit, folder));
  const ours = await treeOf(await readDraft(courseId, revision));
  if (sameFiles(theirs, ours)) {
    commits.list = [];
    commits.tip = commit;
    return;
  }
  const own = commits.tip === null || commits.tip === commit ? [] : [commits.tip];
  commits.list.push({
    parents: [commit, ...own],
    author: program(),
    at,
    message: noted('Merge the studio and the repository', revision),
    changes: changesIn(folder, filesBetween(theirs, ours)),
  });
  commits.tip = 'previous';
}

/** Where both sides are known to be the same, and what came after. */
async function beginningOf(repository: string, link: GitLink, head: number) {
  const { syncedRevision, syncedCommit, branchCommit } = link;
  const joins = await listJoins(link.id, syncedRevision ?? 0);
  const named = [...joins.map(({ commit }) => commit), ...(syncedCommit ? [syncedCommit] : [])];
  const present = await Promise.all(named.map((commit) => hasCommit(repository, commit)));
  if (present.every(Boolean)) return { since: syncedRevision, tip: syncedCommit, joins };
  // The branch was written anew, and a copy that still knew the old one is gone: the draft is built upon what there is.
  const there = branchCommit !== null && (await hasCommit(repository, branchCommit));
  return { since: null, tip: null, joins: there ? [{ revision: head, commit: branchCommit }] : [] };
}

/** Everything at once, where no commit holds any of it. */
async function addWhole(
  commits: Commits,
  { courseId, folder, madeAt }: GitLink,
  revision: number,
): Promise<void> {
  const files = await treeOf(await readDraft(courseId, revision));
  const message = noted('The course as it stands in the studio', revision);
  const facts = { author: program(), at: madeAt, message };
  commits.list.push({ ...facts, parents: [], changes: changesIn(folder, files) });
  commits.tip = 'previous';
}

/** Writes what is new in the draft as commits into the copy of the repository. */
export async function writeLine(repository: string, link: GitLink): Promise<Line> {
  const { revision } = await getDraft(link.courseId);
  const { since, tip, joins } = await beginningOf(repository, link, revision);
  const commits: Commits = { list: [], tip };
  const start = since ?? joins[0]?.revision ?? revision;
  const revisions = await listRevisionsAfter(link.courseId, start);
  const authorOf = await authorsOf(revisions);
  const times = new Map(revisions.map(({ number, createdAt }) => [number, createdAt]));
  for (const number of [start, ...times.keys()]) {
    const own = revisions.find((one) => one.number === number);
    const joined = joins.filter((join) => join.revision === number);
    // What a merge brought is in the commit that it merged.
    if (own && (own.origin !== 'git' || joined.length === 0))
      addRevision(commits, link.folder, own, authorOf);
    for (const join of joined)
      if (join.commit !== tip) await addJoin(commits, repository, link, join, times.get(number));
  }
  if (commits.tip === null) await addWhole(commits, link, revision);
  const written = commits.list.length > 0 ? await writeCommits(repository, commits.list) : commits.tip;
  return { commit: written, revision };
}
