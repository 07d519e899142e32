/** Terms: a *course source* is the folder of a course, wherever it is kept: on disk, in memory, in object storage. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileFacts } from '../schema.ts';

export interface CourseSource {
  /** Relative, with `/`. */
  paths: string[];
  read(path: string): Promise<Uint8Array>;
  /** All of it is in object storage already. */
  stored?: true;
  /** Hash and size without the bytes in memory, where the source knows a way. */
  hash?(path: string): Promise<FileFacts>;
}

export const factsOf = (bytes: Uint8Array): FileFacts => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.byteLength,
});

export function memorySource(files: ReadonlyMap<string, Uint8Array | string>): CourseSource {
  const bytesOf = (path: string): Uint8Array => {
    const content = files.get(path);
    if (content === undefined) throw new Error(`the source has no ${path}`);
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  return { paths: [...files.keys()].sort(), read: async (path) => bytesOf(path) };
}

async function hashFile(path: string): Promise<FileFacts> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { sha256: hash.digest('hex'), size: (await stat(path)).size };
}

/** The plain files below a folder. Hidden ones and links are no part of a course. */
export async function readFolder(folder: string): Promise<CourseSource> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.') || part === 'node_modules'))
    .sort();
  const known = new Set(paths);
  const at = (path: string) => {
    if (!known.has(path)) throw new Error(`the source has no ${path}`);
    return join(folder, path);
  };
  return { paths, read: async (path) => readFile(at(path)), hash: async (path) => hashFile(at(path)) };
}
