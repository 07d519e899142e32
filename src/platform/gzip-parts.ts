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

/** Before a stored block: its kind, its length, the complement of that. */
const storedHead = 5;

function writeStoredHead(out: Buffer, at: number, length: number): void {
  out[at] = 0;
  out.writeUInt16LE(length, at + 1);
  out.writeUInt16LE(~length & 0xffff, at + 3);
}

/** An empty last block, the checksum and the length of the whole. */
const foot = 10;

function writeFoot(out: Buffer, at: number, checksum: number, length: number): number {
  out[at] = 0x03;
  out[at + 1] = 0;
  out.writeUInt32LE(checksum, at + 2);
  return out.writeUInt32LE(length >>> 0, at + 6);
}

/** Null: it is too short to be a block of its own, or made for this page. */
const keptOf = (part: PagePart): Deflated | null =>
  typeof part !== 'string' && part.length >= leastKept ? deflatedOf(part) : null;

export async function gzipParts(parts: readonly PagePart[]): Promise<Buffer> {
  const kept = parts.map(keptOf);
  let fresh = 0;
  let size = head.length + storedHead + foot;
  for (const [n, part] of parts.entries()) {
    const known = kept[n];
    if (!known) fresh += part.length;
    // No character of a string takes more bytes than three.
    size += known ? known.blocks.length + storedHead : part.length * 3;
  }
  if (fresh > mostFresh) return compress(joinParts(parts), { level: 5 });
  const out = Buffer.allocUnsafe(size);
  let at = head.copy(out);
  let checksum = 0;
  let length = 0;
  /** Where the text of the stored block begins that is being written; 0: none is. */
  let open = 0;
  const closeOpen = () => {
    if (open === 0) return;
    writeStoredHead(out, open - storedHead, at - open);
    checksum = crc32(out.subarray(open, at), checksum);
    length += at - open;
    open = 0;
  };
  for (const [n, part] of parts.entries()) {
    const known = kept[n];
    if (known) {
      closeOpen();
      checksum = joinedCrc(checksum, known.checksum, known.shift);
      length += part.length;
      at += known.blocks.copy(out, at);
    } else if (part.length > 0) {
      if (open === 0) {
        at += storedHead;
        open = at;
      }
      at += typeof part === 'string' ? out.write(part, at) : part.copy(out, at);
    }
  }
  closeOpen();
  return out.subarray(0, writeFoot(out, at, checksum, length));
}
