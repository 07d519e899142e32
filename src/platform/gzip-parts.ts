/**
 * Compresses a page out of parts that were compressed before. A gzip member (RFC 1952) is a row of deflate blocks
 * (RFC 1951) and a checksum; blocks that were made apart and end on a byte may follow each other. So what is kept of
 * pages is compressed once, and only the few words made for one reader are sent as they are.
 */
import { promisify } from 'node:util';
import { constants, crc32, deflateRawSync, gzip } from 'node:zlib';
import { crcShift, joinedCrc } from '#lib/checksum.ts';

/** Bytes that are kept, or text made for this page. */
export type PagePart = Buffer | string;

const compress = promisify(gzip);

export const joinParts = (parts: readonly PagePart[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

/** More fresh text than this is worth compressing; that happens beside the event loop. */
const mostFresh = 6_000;
/** A block of its own costs ten bytes. */
const leastKept = 200;

interface Deflated {
  /** They end on a byte, and none is the last. */
  blocks: Buffer;
  checksum: number;
  /** Of its length. */
  shift: number;
}
const deflated = new WeakMap<Buffer, Deflated>();

/** What is kept is read once; a page needs nothing more of it than this. */
function deflatedOf(kept: Buffer): Deflated {
  let found = deflated.get(kept);
  if (!found) {
    found = {
      blocks: deflateRawSync(kept, { level: 9, finishFlush: constants.Z_SYNC_FLUSH }),
      checksum: crc32(kept),
      shift: crcShift(kept.length),
    };
    deflated.set(kept, found);
  }
  return found;
}

const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);

/** A stored block: its kind, its length, the complement of that, the bytes as they are. */
function storedHead(length: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt16LE(length, 1);
  bytes.writeUInt16LE(~length & 0xffff, 3);
  return bytes;
}

/** An empty last block, the checksum and the length of the whole. */
function foot(checksum: number, length: number): Buffer {
  const bytes = Buffer.alloc(10);
  bytes[0] = 0x03;
  bytes.writeUInt32LE(checksum, 2);
  bytes.writeUInt32LE(length >>> 0, 6);
  return bytes;
}

const isKept = (part: PagePart): part is Buffer => typeof part !== 'string' && part.length >= leastKept;

export async function gzipParts(parts: readonly PagePart[]): Promise<Buffer> {
  const fresh = parts.reduce((sum, part) => sum + (isKept(part) ? 0 : part.length), 0);
  if (fresh > mostFresh) return compress(joinParts(parts), { level: 5 });
  const out: Buffer[] = [head];
  let checksum = 0;
  let length = 0;
  let open: PagePart[] = [];
  const closeOpen = () => {
    if (open.length === 0) return;
    const bytes = joinParts(open);
    open = [];
    checksum = crc32(bytes, checksum);
    length += bytes.length;
    out.push(storedHead(bytes.length), bytes);
  };
  for (const part of parts) {
    if (!isKept(part)) open.push(part);
    else {
      closeOpen();
      const found = deflatedOf(part);
      checksum = joinedCrc(checksum, found.checksum, found.shift);
      length += part.length;
      out.push(found.blocks);
    }
  }
  closeOpen();
  out.push(foot(checksum, length));
  return Buffer.concat(out);
}
