import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { dropPages, findPage, gzippedPage, keepPage } from './page-cache.ts';

const keep = (key: string, tags: string[] = [], text = key) => keepPage(key, Buffer.from(text), 60, tags, 0);

describe('a kept page', () => {
  beforeEach(() => dropPages());

  it('is found until its time is over', () => {
    keep('en /');
    expect(findPage('en /', 59_999)?.body.toString()).toBe('en /');
    expect(findPage('en /', 60_000)).toBeUndefined();
  });

  it('goes when there is news about what it was made of, others stay', () => {
    keep('a', ['catalog']);
    keep('b', ['release:1']);
    dropPages('catalog');
    expect([findPage('a', 0), findPage('b', 0)?.tags]).toEqual([undefined, ['release:1']]);
  });

  it('has the same mark while its content is the same', () => {
    expect(keep('a', [], 'x').etag).toBe(keep('b', [], 'x').etag);
    expect(keep('a', [], 'x').etag).not.toBe(keep('a', [], 'y').etag);
  });

  it('is compressed to the same text', () => {
    expect(gunzipSync(gzippedPage(keep('a', [], 'text '.repeat(500)))).toString()).toBe('text '.repeat(500));
  });

  it('gives way to newer ones when memory is full', () => {
    const large = Buffer.alloc(20 * 1024 * 1024);
    for (const key of ['1', '2', '3', '4']) keepPage(key, large, 60, [], 0);
    expect(['1', '2', '3', '4'].map((key) => findPage(key, 0) !== undefined)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});
