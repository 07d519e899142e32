/** Course files in object storage: putting them there, and reading a stored tree as a course source. */
import { LRUCache } from 'lru-cache';
import { Refusal } from '#platform/refusal.ts';
import { storage } from '#platform/storage.ts';
import { type FileFacts, type FileTree, refusals } from '../schema.ts';
import type { CourseSource } from './source.ts';

/** Paths are written to disk on export: none may lead out of the folder. */
export function checkPath(path: string): void {
  const bad =
    path.length > 500 || /[\p{Cc}\\]/u.test(path) || path.split('/').some((part) => /^\.{0,2}$/.test(part));
  if (bad) throw new Refusal(refusals['bad-source-path'], { values: { path: path.slice(0, 200) } });
}

/** Each file once; bytes that are stored already are not read again. */
export async function storeFiles(source: CourseSource, files: FileTree): Promise<void> {
  for (const path of files.keys()) checkPath(path);
  if (source.stored) return;
  const stored = new Set<string>();
  for (const [path, { sha256 }] of files) {
    if (stored.has(sha256)) continue;
    stored.add(sha256);
    if (await storage().has(sha256)) continue;
    const put = await storage().put(await source.read(path));
    if (put !== sha256) throw new Error(`${path} changed while it was read`);
  }
}

/** Texts are read at each look at a draft, and one by one: from memory it does not wait behind everybody's pages. */
const texts = new LRUCache<string, Uint8Array>({
  maxSize: 32 * 1024 * 1024,
  maxEntrySize: 100_000,
  sizeCalculation: (bytes) => bytes.byteLength + 200,
});

async function read({ sha256 }: FileFacts): Promise<Uint8Array> {
  const known = texts.get(sha256);
  if (known) return known;
  const bytes = await storage().get(sha256);
  texts.set(sha256, bytes);
  return bytes;
}

export function storedSource(files: FileTree): CourseSource {
  const facts = (path: string): FileFacts => {
    const found = files.get(path);
    if (!found) throw new Error(`the source has no ${path}`);
    return found;
  };
  return {
    paths: [...files.keys()].sort(),
    stored: true,
    read: async (path) => read(facts(path)),
    hash: async (path) => facts(path),
  };
}
