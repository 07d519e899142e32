/** Releases as pages read them: from memory, loaded once however many ask at the same time. */
import { LRUCache } from 'lru-cache';
import { Refusal } from '#platform/refusal.ts';
import { type Asset, type Publication, type Release, refusals, type UnitHit } from '../schema.ts';
import { findPublishedFiles, findSource, listPublications } from '../store/publications.ts';
import { findAsset, loadRelease } from '../store/releases.ts';
import * as search from '../store/search.ts';
import type { CourseSource } from './source.ts';
import { storedSource } from './stored.ts';

/** A release never changes, so nothing has to tell this memory of news. */
const kept = new LRUCache<string, Release>({
  maxSize: 256 * 1024 * 1024,
  // Strings dominate, most of them of one byte a letter.
  sizeCalculation: (release) => JSON.stringify(release).length + 1024,
  fetchMethod: async (id) => (await loadRelease(id)) ?? undefined,
});

/** For tests: what a process that has just started knows. */
export const forgetReleases = (): void => kept.clear();

export const findRelease = async (id: string): Promise<Release | null> =>
  kept.get(id) ?? (await kept.fetch(id)) ?? null;

export async function getRelease(id: string): Promise<Release> {
  const release = await findRelease(id);
  if (!release) throw new Refusal(refusals['release-not-found']);
  return release;
}

export const listReleases = (courseId: string): Promise<Publication[]> => listPublications(courseId);

/** What a release was compiled from. */
export async function readSource(releaseId: string): Promise<CourseSource> {
  const files = await findSource(releaseId);
  if (!files) throw new Refusal(refusals['release-not-found']);
  return storedSource(files);
}

/** What a course published under a number; null: there is no such release. */
export async function readPublished(courseId: string, number: number): Promise<CourseSource | null> {
  const files = await findPublishedFiles(courseId, number);
  return files && storedSource(files);
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const snippetOf = (headline: string) =>
  headline
    .replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter)
    .replaceAll(search.hitStart, '<mark>')
    .replaceAll(search.hitStop, '</mark>');

/** Units of a release that hold the words, in the language they are read in; best first, at most 30. */
export async function searchUnits(releaseId: string, text: string, language = ''): Promise<UnitHit[]> {
  const words =
    text
      .normalize('NFC')
      .slice(0, 200)
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [];
  const prefix = words.map((word, index) => (index === words.length - 1 ? `${word}:*` : word)).join(' & ');
  const hits = await search.searchUnits(releaseId, text.slice(0, 200), prefix, language);
  return hits.map((hit) => ({ ...hit, snippet: snippetOf(hit.snippet) }));
}

/** An asset by the two parts of its address. The bytes are `storage().stream(sha256)`. */
export async function getAsset(
  sha256: string,
  name: string,
): Promise<Omit<Asset, 'path'> & { name: string }> {
  const asset = /^[0-9a-f]{64}$/.test(sha256) ? await findAsset(sha256, name) : null;
  if (!asset) throw new Refusal(refusals['asset-not-found']);
  return asset;
}
