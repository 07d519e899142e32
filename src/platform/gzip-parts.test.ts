import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gzipParts, joinParts } from './gzip-parts.ts';

const fresh = fc.oneof(fc.string(), fc.string({ minLength: 300, maxLength: 2_000, unit: 'grapheme' }));
const kept = fc.string({ maxLength: 5_000, unit: 'grapheme' }).map((text) => Buffer.from(text));

it('of any parts unpacks to what the parts are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fresh, kept), { maxLength: 12 }), async (parts) => {
      expect(gunzipSync(await gzipParts(parts)).equals(joinParts(parts))).toBe(true);
    }),
  );
});

it('of much fresh text is compressed, not stored', async () => {
  const text = '<tr><td>Ada</td></tr>'.repeat(5_000);
  expect((await gzipParts([text])).length).toBeLessThan(text.length / 10);
});

it('of kept parts is compressed each time alike, and is a fraction of their size', async () => {
  const part = Buffer.from('the pull of the Moon '.repeat(400));
  const first = await gzipParts([part, 'for Ada', part]);
  expect((await gzipParts([part, 'for Ada', part])).equals(first)).toBe(true);
  expect(first.length).toBeLessThan(part.length / 10);
});
