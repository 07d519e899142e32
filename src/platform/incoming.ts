/**
 * Terms: an *incoming* file arrives in pieces, under a name of its own, until all of it is there; then it becomes an
 * object, named by its bytes. A piece that is sent again is written over itself.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Incoming {
  /** Writes a piece at its place; returns only when it is on disk. */
  write(name: string, offset: number, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Makes an object of the first `size` bytes; says under which hash. */
  seal(name: string, size: number): Promise<string>;
  /** What came, in its order. */
  stream(name: string): NodeJS.ReadableStream;
  /** Forgets what came. */
  drop(name: string): Promise<void>;
}

/** `pathOf` says where an object of a hash belongs. */
export function diskIncoming(folder: string, pathOf: (sha256: string) => string): Incoming {
  const asidePath = (name: string) => {
    if (!/^[0-9a-f-]{36}$/.test(name)) throw new Error('not the name of an incoming file');
    return join(folder, name);
  };

  async function hashOf(path: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  return {
    async write(name, offset, bytes) {
      await mkdir(folder, { recursive: true });
      const file = await open(asidePath(name), 'a').then((made) =>
        made.close().then(() => open(asidePath(name), 'r+')),
      );
      try {
        let at = offset;
        for await (const chunk of bytes) {
          // A disk that fills up takes the beginning of a piece, and only then says no.
          for (let done = 0; done < chunk.length; )
            done += (await file.write(chunk, done, chunk.length - done, at + done)).bytesWritten;
          at += chunk.length;
        }
        await file.sync();
      } catch (error) {
        // What came of it is of no use; on a full disk its room is.
        await file.truncate(offset).catch(() => {});
        throw error;
      } finally {
        await file.close();
      }
    },
    async seal(name, size) {
      const aside = asidePath(name);
      const file = await open(aside, 'r+');
      try {
        await file.truncate(size);
        await file.sync();
      } finally {
        await file.close();
      }
      const sha256 = await hashOf(aside);
      const path = pathOf(sha256);
      await mkdir(dirname(path), { recursive: true });
      // The same bytes may be there already; then these take their place and nothing changes.
      await rename(aside, path);
      return sha256;
    },
    stream: (name) => createReadStream(asidePath(name)),
    drop: (name) => rm(asidePath(name), { force: true }),
  };
}
