/** Reading a folder again and again, as whoever watches it does: a file that stayed as it was is not read again. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Archive } from './spool.ts';

/** By path, below one folder. */
export type KeptFiles = Map<string, { state: string; bytes: Uint8Array }>;

/** Disks tell times no finer than this: of two changes that are nearer, the second may not show. */
const finestMs = 2_000;

/** What changes whenever the file does; null: it has just changed, and could do so once more without a sign. */
async function stateOf(path: string, now: Date): Promise<string | null> {
  const { size, ino, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = await lstat(path, { bigint: true });
  const changed = Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs);
  return now.getTime() - changed > finestMs ? [size, ino, mtimeNs, ctimeNs].join(' ') : null;
}

/** `now` is a time before anything is read. */
export function withKept(archive: Archive, folder: string, kept: KeptFiles, now: Date): Archive {
  return {
    ...archive,
    async read(path) {
      // Before reading: what changes in between is read again the next time.
      const state = await stateOf(join(folder, path), now).catch(() => null);
      const known = kept.get(path);
      if (known && known.state === state) return known.bytes;
      const bytes = await archive.read(path);
      if (state) kept.set(path, { state, bytes });
      else kept.delete(path);
      return bytes;
    },
  };
}
