/** Drafts: what authors edit. Whoever calls has asked who may; the catalog knows whose course it is. */
import { record } from '#modules/audit/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { publishNews } from '#platform/news.ts';
import { Refusal } from '#platform/refusal.ts';
import { storage } from '#platform/storage.ts';
import { lockedPart } from '../rules/locks.ts';
import { originsIn } from '../rules/origin.ts';
import { addedFiles, changesBetween, mergeFile, treeBefore, type Version } from '../rules/revising.ts';
import {
  type Draft,
  type DraftChanges,
  type DraftConflict,
  type FileFacts,
  type FileTree,
  type Origin,
  type Revision,
  refusals,
} from '../schema.ts';
import * as store from '../store/drafts.ts';
import { findLock } from '../store/locks.ts';
import { setOrigins } from '../store/origins.ts';
import { addAssets } from '../store/releases.ts';
import { assetsOf, describeFiles } from './files.ts';
import { type CourseSource, factsOf } from './source.ts';
import { checkPath, storedSource, storeFiles } from './stored.ts';

export type Author = Pick<Call, 'actor' | 'now' | 'requestId'>;

export function nameOf({ actor }: Author): string {
  if (actor.kind === 'person') return actor.id;
  return actor.kind === 'system' ? actor.name : '';
}

/** Why and through which door a draft changes. */
export interface Saving {
  courseId: string;
  note?: string;
  origin: Origin;
  /** Who wrote it together with the caller. */
  alsoBy?: readonly string[];
  /** It comes from the course that holds the lock of this one: what is locked is its to change. */
  asHolder?: boolean;
}

/** What a file shall be: a text, bytes in storage, or gone. */
export interface DraftEdit {
  path: string;
  content: string | FileFacts | null;
}

export interface DraftEdits extends Saving {
  /** The revision that the author saw; or what they saw, at least at the paths of the edits, where that is none. */
  base: number | FileTree;
  edits: readonly DraftEdit[];
  /** The edits mean something only at the revision they began with: whatever was saved since is a conflict. */
  exact?: boolean;
}

export type Edited =
  /** `merged`: paths where what others had changed meanwhile was kept beside it. */
  | { kind: 'saved'; draft: Draft; merged: string[] }
  /** Nothing was changed; `draft` is what stands. */
  | { kind: 'conflict'; draft: Draft; conflicts: DraftConflict[] };

const utf8 = new TextDecoder('utf-8', { fatal: true });

async function versionOf(facts: FileFacts | null | undefined): Promise<Version | null> {
  if (!facts) return null;
  const bytes = await storage().get(facts.sha256);
  try {
    return { facts, text: utf8.decode(bytes) };
  } catch {
    return { facts, text: null };
  }
}

const putText = async (text: string): Promise<FileFacts> => {
  const bytes = new TextEncoder().encode(text);
  await storage().put(bytes);
  return factsOf(bytes);
};

/** What may name an origin or stand under a lock: a text of some length. */
const isRead = (path: string) => path === 'course.yaml' || path.endsWith('.md');
const textAt = async (path: string, facts: FileFacts | null): Promise<string | null> =>
  isRead(path) ? ((await versionOf(facts))?.text ?? null) : (facts?.sha256 ?? null);

/** Nobody changes what is locked, whichever door they come through. */
async function checkLock(courseId: string, changes: DraftChanges): Promise<void> {
  const lock = await findLock(courseId);
  if (!lock) return;
  for (const [path, { before, after }] of Object.entries(changes)) {
    const texts = { before: await textAt(path, before), after: await textAt(path, after) };
    const found = lockedPart(lock, { path, ...texts });
    if (found)
      throw new Refusal(refusals['draft-locked'], { values: { holder: lock.holder, path: found.path } });
  }
}

async function noteOrigins(courseId: string, changes: DraftChanges): Promise<void> {
  const paths = Object.keys(changes).filter(isRead);
  if (paths.length === 0) return;
  const texts = await Promise.all(
    paths.map(async (path) => ({ path, text: await textAt(path, changes[path]?.after ?? null) })),
  );
  await setOrigins(
    courseId,
    paths,
    texts.flatMap(({ path, text }) => (text === null ? [] : originsIn(path, text))),
  );
}

async function addRevision(
  call: Author,
  { courseId, note = '', origin, alsoBy = [], asHolder = false }: Saving,
  draft: { revision: number; files: FileTree },
  files: FileTree,
): Promise<Draft> {
  const { revision } = draft;
  const changes = changesBetween(draft.files, files);
  if (!asHolder) await checkLock(courseId, changes);
  const [createdAt, createdBy] = [call.now, nameOf(call)];
  const next = Object.keys(changes).length > 0 ? revision + 1 : revision;
  if (next > revision) {
    const made = { origin, createdAt, createdBy, alsoBy: [...alsoBy] };
    await store.addRevision({ courseId, number: next, changes, note, ...made });
    await addAssets(assetsOf(new Map(addedFiles(changes))));
    await noteOrigins(courseId, changes);
    await record(call, 'content.save-draft', `course:${courseId}`, { revision: next });
    await publishNews(`draft:${courseId}:${next}`);
  }
  return { courseId, revision: next, updatedAt: createdAt, updatedBy: createdBy, files };
}

/** The draft becomes what the source is; files that are not in it are gone from the draft, not from its history. */
export async function saveDraft(call: Author, saving: Saving, source: CourseSource): Promise<Draft> {
  const files = await describeFiles(source);
  await storeFiles(source, files);
  return transaction(async () => {
    const revision = await store.lockDraft(saving.courseId, call.now, nameOf(call));
    return addRevision(call, saving, { revision, files: await store.listFiles(saving.courseId) }, files);
  });
}

/** The file in the versions that are to be merged, and the one that comes of it. */
async function settle(edit: { path: string; facts: FileFacts | null }, base: FileTree, head: FileTree) {
  const { path, facts } = edit;
  const [began, stands] = [base.get(path), head.get(path)];
  if (began?.sha256 === stands?.sha256) return { path, facts, merged: false, conflict: null };
  const [from, mine, theirs] = await Promise.all([began, facts, stands].map(versionOf));
  const result = mergeFile({ path, base: from ?? null, mine: mine ?? null, theirs: theirs ?? null });
  if (result.kind === 'conflict') return { path, facts, merged: false, conflict: result.conflict };
  if (result.kind === 'mine') return { path, facts, merged: false, conflict: null };
  const merged = result.kind === 'text' ? await putText(result.text) : (stands ?? null);
  return { path, facts: merged, merged: true, conflict: null };
}

/** The files as they stood at a revision; `draft` is what stands. */
async function treeAt(
  courseId: string,
  draft: { revision: number; files: FileTree },
  revision: number,
): Promise<FileTree> {
  if (revision > draft.revision || revision < 0) throw new Refusal(refusals['revision-not-found']);
  if (revision === draft.revision) return draft.files;
  return treeBefore(draft.files, await store.listChangesAfter(courseId, revision));
}

/**
 * Saves edits that began at a revision, all or none. What others saved since is kept: files that both changed are
 * merged by lines and words, and where that cannot be done the conflict comes back and nothing is saved.
 */
export async function editDraft(call: Author, input: DraftEdits): Promise<Edited> {
  const { courseId, base } = input;
  for (const { path } of input.edits) checkPath(path);
  // Bytes first: a revision never names what is not stored.
  const edits = await Promise.all(
    input.edits.map(async ({ path, content }) => ({
      path,
      facts: typeof content === 'string' ? await putText(content) : content,
    })),
  );
  return transaction(async () => {
    const revision = await store.lockDraft(courseId, call.now, nameOf(call));
    if (input.exact && base !== revision)
      return { kind: 'conflict', draft: await getDraft(courseId), conflicts: [] };
    const head = await store.listFiles(courseId);
    const began = typeof base === 'number' ? await treeAt(courseId, { revision, files: head }, base) : base;
    const settled = await Promise.all(edits.map((edit) => settle(edit, began, head)));
    const conflicts = settled.flatMap(({ conflict }) => conflict ?? []);
    if (conflicts.length > 0) {
      const draft = await getDraft(courseId);
      return { kind: 'conflict', draft, conflicts };
    }
    const files = new Map(head);
    for (const { path, facts } of settled) {
      if (facts) files.set(path, facts);
      else files.delete(path);
    }
    const draft = await addRevision(call, input, { revision, files: head }, files);
    return { kind: 'saved', draft, merged: settled.filter(({ merged }) => merged).map(({ path }) => path) };
  });
}

export const findDraft = (courseId: string): Promise<Draft | null> => store.findDraft(courseId);

export async function getDraft(courseId: string): Promise<Draft> {
  const draft = await store.findDraft(courseId);
  if (!draft) throw new Refusal(refusals['draft-not-found']);
  return draft;
}

/** The files of a draft that was read. */
export const sourceOfDraft = ({ files }: Draft): CourseSource => storedSource(files);

/** The files of a draft as they stood at a revision. */
export const sourceAt = async (draft: Draft, revision: number): Promise<CourseSource> =>
  storedSource(await treeAt(draft.courseId, draft, revision));

/** The files as they stand, or as they stood at a revision. */
export async function readDraft(courseId: string, revision?: number): Promise<CourseSource> {
  const draft = await getDraft(courseId);
  return sourceAt(draft, revision ?? draft.revision);
}

export const listDraftStates = store.listDraftStates;

/** Newest first, at most 50 a call. */
export const listRevisions = (courseId: string, before?: number): Promise<Revision[]> =>
  store.listRevisions(courseId, 50, before);
