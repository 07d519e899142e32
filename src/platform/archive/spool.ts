/**
 * Terms: the *spool* is one nameless temporary file that takes the contents of an archive one after the other. No name
 * of the archive ever reaches the file system, and what comes out is counted while it comes.
 */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { type ArchiveLimits, archiveRefusals } from './limits.ts';
import { pathRegister, printable, safePath } from './paths.ts';

/** A list of files and the way to their bytes: what a course compiles from. */
export interface Archive {
  paths: string[];
  read(path: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface Spool {
  addFolder(rawPath: string): void;
  /** Refuses a size that is announced before it is unpacked. */
  announce(rawPath: string, bytes: number): void;
  addFile(rawPath: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  archive(): Archive;
  discard(): Promise<void>;
}

export const megabytes = (bytes: number) => Math.max(1, Math.floor(bytes / 1024 ** 2));

/** A file that is gone from its folder while it is open: no crash leaves it behind. */
async function openNamelessFile() {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-archive-'));
  try {
    return await open(join(folder, 'spool'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function openSpool(limits: ArchiveLimits): Promise<Spool> {
  const file = await openNamelessFile();
  const register = pathRegister();
  const places = new Map<string, { start: number; size: number }>();
  let entries = 0;
  let announced = 0;
  let total = 0;

  const count = () => {
    entries += 1;
    if (entries > limits.entries)
      throw new Refusal(archiveRefusals['archive-too-many-entries'], { values: { limit: limits.entries } });
  };
  const checkSize = (path: string, fileBytes: number, totalBytes: number) => {
    if (fileBytes > limits.fileBytes)
      throw new Refusal(archiveRefusals['archive-file-too-large'], {
        values: { path: printable(path), limit: megabytes(limits.fileBytes) },
      });
    if (totalBytes > limits.totalBytes)
      throw new Refusal(archiveRefusals['archive-too-large'], {
        values: { limit: megabytes(limits.totalBytes) },
      });
  };
  const discard = () => file.close();

  return {
    addFolder(rawPath) {
      count();
      const path = safePath(rawPath, limits.pathBytes);
      if (path) register.addFolder(path);
    },
    announce(rawPath, bytes) {
      announced += bytes;
      checkSize(rawPath, bytes, announced);
    },
    async addFile(rawPath, content) {
      count();
      const path = safePath(rawPath, limits.pathBytes);
      if (!path)
        throw new Refusal(archiveRefusals['archive-unsafe-path'], { values: { path: printable(rawPath) } });
      register.addFile(path);
      const start = total;
      for await (const chunk of content) {
        checkSize(path, total - start + chunk.length, total + chunk.length);
        await file.writev([chunk], total);
        total += chunk.length;
      }
      places.set(path, { start, size: total - start });
    },
    archive() {
      return {
        paths: [...places.keys()].sort(),
        async read(path) {
          const place = places.get(path);
          if (!place) throw new Error(`no file ${printable(path)} in this archive`);
          const bytes = new Uint8Array(place.size);
          let done = 0;
          while (done < place.size) {
            const { bytesRead } = await file.read(bytes, done, place.size - done, place.start + done);
            if (bytesRead === 0) throw new Error('the spool ended early');
            done += bytesRead;
          }
          return bytes;
        },
        close: discard,
      };
    },
    discard,
  };
}
