/** What a set of edits does to a draft that may have moved on since they began. */
import type { DraftChanges, DraftConflict, FileFacts, FileTree } from '../schema.ts';
import { mergeText } from './merge.ts';

/** A file of a course as an edit sees it: the bytes by their hash, and the text where it is one. */
export interface Version {
  facts: FileFacts;
  text: string | null;
}

/** One file in three versions; null: there is no such file. */
export interface Sides {
  path: string;
  base: Version | null;
  mine: Version | null;
  theirs: Version | null;
}

export type MergedFile =
  | { kind: 'mine' }
  | { kind: 'theirs' }
  | { kind: 'text'; text: string }
  | { kind: 'conflict'; conflict: DraftConflict };

const same = (a: Version | null, b: Version | null): boolean => a?.facts.sha256 === b?.facts.sha256;

/** Two sides that changed the same file are merged as text; where that fails, nothing is chosen for anybody. */
export function mergeFile({ path, base, mine, theirs }: Sides): MergedFile {
  if (same(base, theirs)) return { kind: 'mine' };
  if (same(base, mine) || same(mine, theirs)) return { kind: 'theirs' };
  const texts = { base: base?.text ?? null, mine: mine?.text ?? null, theirs: theirs?.text ?? null };
  const { base: from, mine: own, theirs: other } = texts;
  const merged = own !== null && other !== null ? mergeText(from ?? '', own, other) : null;
  if (merged?.text != null) return { kind: 'text', text: merged.text };
  return { kind: 'conflict', conflict: { path, ...texts, clashes: merged?.clashes ?? [] } };
}

/** The tree before changes were made, newest first. */
export function treeBefore(head: FileTree, changes: readonly DraftChanges[]): FileTree {
  const tree = new Map(head);
  for (const change of changes)
    for (const [path, { before }] of Object.entries(change)) {
      if (before) tree.set(path, before);
      else tree.delete(path);
    }
  return tree;
}

/** Whether anything is left of changes, newest first, when all are taken together. */
export function differsAfter(changes: readonly DraftChanges[]): boolean {
  const now = new Map<string, FileFacts | null>();
  const before = new Map<string, FileFacts | null>();
  for (const change of changes)
    for (const [path, one] of Object.entries(change)) {
      if (!now.has(path)) now.set(path, one.after);
      before.set(path, one.before);
    }
  return [...now].some(([path, facts]) => facts?.sha256 !== before.get(path)?.sha256);
}

/** What leads from one tree to another. */
export function changesBetween(before: FileTree, after: FileTree): DraftChanges {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return Object.fromEntries(
    paths
      .filter((path) => before.get(path)?.sha256 !== after.get(path)?.sha256)
      .map((path) => [path, { before: before.get(path) ?? null, after: after.get(path) ?? null }]),
  );
}

/** Paths and bytes that changes bring along. */
export const addedFiles = (changes: DraftChanges): [path: string, facts: FileFacts][] =>
  Object.entries(changes).flatMap(([path, { after }]) => (after ? [[path, after]] : []));
