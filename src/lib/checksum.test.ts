import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crcShift, joinedCrc } from './checksum.ts';

it('of two texts is that of both as one, whatever their lengths', () => {
  const bytes = fc.uint8Array({ maxLength: 3_000 });
  fc.assert(
    fc.property(bytes, bytes, (before, after) => {
      const joined = joinedCrc(crc32(before), crc32(after), crcShift(after.length));
      expect(joined).toBe(crc32(Buffer.concat([before, after])));
    }),
  );
});
