import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskStorage, type ObjectStorage, sha256Of } from './storage.ts';

describe('object storage on disk', () => {
  let folder: string;
  let storage: ObjectStorage;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-objects-'));
    storage = diskStorage(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const bytes = new TextEncoder().encode('the sea is not asleep');

  it('gives back what was put, by its hash', async () => {
    const sha256 = await storage.put(bytes);
    expect(sha256).toBe(sha256Of(bytes));
    expect(await storage.get(sha256)).toEqual(Buffer.from(bytes));
    expect(await text(storage.stream(sha256, { start: 4, end: 6 }))).toBe('sea');
  });

  it('stores equal bytes once', async () => {
    await Promise.all([storage.put(bytes), storage.put(bytes), storage.put(bytes)]);
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(files).toHaveLength(1);
  });

  it('never gives damaged bytes as good ones', async () => {
    const sha256 = await storage.put(new TextEncoder().encode('whole'));
    await writeFile(join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'wh0le');
    await expect(storage.get(sha256)).rejects.toThrow('damaged');
  });

  it('takes nothing but a hash as a name', () => {
    expect(() => storage.stream('../../etc/passwd')).toThrow('not a sha256');
  });
});
