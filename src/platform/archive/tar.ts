/** TAR, plain or inside gzip, read in one pass. Links and devices are refused, not skipped: what they meant would be lost. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { Refusal } from '../refusal.ts';
import { type ArchiveLimits, archiveRefusals, ratioFloorBytes } from './limits.ts';
import { printable } from './paths.ts';
import { megabytes, type Spool } from './spool.ts';

/** Headers of the largest allowed archive: two blocks an entry and long names. */
const headerBytes = (limits: ArchiveLimits) => limits.entries * (1024 + 4 * limits.pathBytes);

export async function readTar(input: Readable, limits: ArchiveLimits, spool: Spool): Promise<void> {
  const entries = extract();
  const feeding = pipeline(input, bounded(limits), entries);
  const unpacking = unpackEach(entries, spool).catch((error: unknown) => {
    entries.destroy();
    throw error;
  });
  const [unpacked, fed] = await Promise.allSettled([unpacking, feeding]);
  // Where the unpacking refused, the feeding only says that its reader left.
  if (unpacked.status === 'rejected' && unpacked.reason instanceof Refusal) throw unpacked.reason;
  if (fed.status === 'rejected') throw fed.reason;
  if (unpacked.status === 'rejected') throw unpacked.reason;
}

export async function readTarGz(input: Readable, limits: ArchiveLimits, spool: Spool): Promise<void> {
  let packed = 0;
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      packed += chunk.length;
      yield chunk;
    }
  };
  const gunzip = createGunzip();
  const unzipped = async function* () {
    let bytes = 0;
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > ratioFloorBytes && bytes / packed > limits.ratio)
        throw new Refusal(archiveRefusals['archive-bomb'], { values: { path: '.tar.gz' } });
      yield chunk;
    }
  };
  const unzipping = pipeline(input, counted, gunzip);
  const reading = readTar(Readable.from(unzipped(), { objectMode: false }), limits, spool).finally(() =>
    gunzip.destroy(),
  );
  const [read, unzip] = await Promise.allSettled([reading, unzipping]);
  if (read.status === 'rejected') throw read.reason;
  if (unzip.status === 'rejected') throw unzip.reason;
}

/** Lets no more through than the largest allowed archive holds: headers count too. */
function bounded(limits: ArchiveLimits) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > limits.totalBytes + headerBytes(limits))
        throw new Refusal(archiveRefusals['archive-too-large'], {
          values: { limit: megabytes(limits.totalBytes) },
        });
      yield chunk;
    }
  };
}

async function unpackEach(entries: ReturnType<typeof extract>, spool: Spool): Promise<void> {
  for await (const entry of entries) {
    const { name, type, size = 0 } = entry.header;
    if (type === 'directory') {
      spool.addFolder(name);
      entry.resume();
      continue;
    }
    if (type !== 'file' && type !== 'contiguous-file')
      throw new Refusal(archiveRefusals['archive-special-entry'], { values: { path: printable(name) } });
    spool.announce(name, size);
    await spool.addFile(name, entry as AsyncIterable<unknown> as AsyncIterable<Uint8Array>);
  }
}
