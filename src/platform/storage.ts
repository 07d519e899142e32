/**
 * Terms: an *object* is a sequence of bytes named by its sha256; equal bytes are stored once and never change. The
 * port is small so that S3 or another store can stand behind it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskIncoming, type Incoming } from './incoming.ts';

export interface ObjectStorage {
  /** Stores bytes and says under which hash; returns only when they are on disk. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes; throws where they are missing or damaged. */
  get(sha256: string): Promise<Uint8Array>;
  stream(sha256: string, range?: { start: number; end: number }): NodeJS.ReadableStream;
  has(sha256: string): Promise<boolean>;
  /** Throws where nothing can be written now. */
  probe(): Promise<void>;
  /** Large files, piece by piece. */
  incoming: Incoming;
}

export const sha256Of = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

export class DamagedObject extends Error {}

/** Objects as files `ab/cd/<sha256>` below a folder. */
export function diskStorage(folder: string): ObjectStorage {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha256');
    return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const has = async (sha256: string) => (await stat(pathOf(sha256)).catch(() => null)) !== null;
  /** Flushed before it counts; of what could not be written whole nothing stays. */
  async function writeAside(path: string, bytes: Uint8Array): Promise<void> {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  }
  return {
    has,
    async probe() {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `probe.${randomUUID()}`);
      await writeAside(path, new Uint8Array(4096));
      await rm(path);
    },
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      const path = pathOf(sha256);
      if (await has(sha256)) return sha256;
      await mkdir(dirname(path), { recursive: true });
      // Written aside, flushed, then renamed: a crash leaves no half object under a valid name.
      const aside = `${path}.${randomUUID()}`;
      await writeAside(aside, bytes);
      await rename(aside, path);
      return sha256;
    },
    async get(sha256) {
      const bytes = await readFile(pathOf(sha256));
      if (sha256Of(bytes) !== sha256) throw new DamagedObject(`object ${sha256} is damaged on disk`);
      return bytes;
    },
    stream: (sha256, range) => createReadStream(pathOf(sha256), range),
    incoming: diskIncoming(join(folder, 'incoming'), pathOf),
  };
}

let current: ObjectStorage | undefined;

export function useStorage(storage: ObjectStorage): void {
  current = storage;
}

export function storage(): ObjectStorage {
  if (!current) throw new Error('no object storage is set');
  return current;
}
