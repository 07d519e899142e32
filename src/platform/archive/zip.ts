/**
 * A ZIP file describes each entry twice, in the central directory and before its data. Readers that believe
 * different halves see different files, so an archive whose halves disagree is refused before anything is unpacked.
 */
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { Refusal } from '../refusal.ts';
import { type ArchiveLimits, archiveRefusals, ratioFloorBytes } from './limits.ts';
import { printable } from './paths.ts';
import type { Spool } from './spool.ts';

const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true };
const stored = 0;
const deflated = 8;
const sizesFollowData = 0x08;
const unixKind = (entry: Entry) => (entry.externalFileAttributes >>> 16) & 0o170000;
const unixFile = 0o100000;
const unixFolder = 0o040000;
const inZip64 = 0xffffffff;

const refuse = (code: keyof typeof archiveRefusals, path: string): never => {
  throw new Refusal(archiveRefusals[code], { values: { path: printable(path) } });
};

interface Named {
  entry: Entry;
  path: string;
}

export async function readZip(
  input: string | Uint8Array,
  limits: ArchiveLimits,
  spool: Spool,
): Promise<void> {
  const zip =
    typeof input === 'string'
      ? await openPromise(input, options)
      : await fromBufferPromise(Buffer.from(input.buffer, input.byteOffset, input.byteLength), options);
  try {
    if (zip.entryCount > limits.entries)
      throw new Refusal(archiveRefusals['archive-too-many-entries'], { values: { limit: limits.entries } });
    const named: Named[] = [];
    for await (const entry of zip.eachEntry()) named.push({ entry, path: pathOf(entry) });
    for (const one of named) checkEntry(one, limits, spool);
    await checkLocalHeaders(zip, named);
    for (const one of named) await unpack(zip, one, spool);
  } finally {
    zip.close();
  }
}

// `true`: a backslash stays one, so that it is refused instead of becoming a folder on some machines only.
const pathOf = (entry: Entry) =>
  getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);

function checkEntry({ entry, path }: Named, limits: ArchiveLimits, spool: Spool): void {
  if (entry.isEncrypted()) refuse('archive-encrypted', path);
  if (![0, unixFile, unixFolder].includes(unixKind(entry))) refuse('archive-special-entry', path);
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated)
    refuse('archive-unknown-format', path);
  spool.announce(path, entry.uncompressedSize);
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > ratioFloorBytes && ratio > limits.ratio) refuse('archive-bomb', path);
}

/** Each entry's second description must say the same, and no two entries may share bytes (the trick of small, deep bombs). */
async function checkLocalHeaders(zip: ZipFile, named: Named[]): Promise<void> {
  const ordered = named.toSorted(
    (a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader,
  );
  let end = 0;
  for (const { entry, path } of ordered) {
    const local = await zip.readLocalFileHeaderPromise(entry);
    const agree = (here: number, there: number) => here === there || here === inZip64;
    const sameSizes =
      (local.generalPurposeBitFlag & sizesFollowData) !== 0 ||
      (local.crc32 === entry.crc32 &&
        agree(local.compressedSize, entry.compressedSize) &&
        agree(local.uncompressedSize, entry.uncompressedSize));
    const same =
      local.fileName.equals(entry.fileNameRaw) &&
      local.compressionMethod === entry.compressionMethod &&
      local.generalPurposeBitFlag === entry.generalPurposeBitFlag &&
      sameSizes;
    if (!same || entry.relativeOffsetOfLocalHeader < end) refuse('archive-ambiguous', path);
    end = local.fileDataStart + entry.compressedSize;
  }
}

async function unpack(zip: ZipFile, { entry, path }: Named, spool: Spool): Promise<void> {
  if (path.endsWith('/')) {
    if (entry.uncompressedSize > 0) refuse('archive-ambiguous', path);
    spool.addFolder(path);
    return;
  }
  let sum = 0;
  const summed = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  };
  await spool.addFile(path, summed(await zip.openReadStreamPromise(entry)));
  if (sum !== entry.crc32) refuse('archive-broken', path);
}
