/**
 * Opens what strangers send: a folder, ZIP, TAR or gzipped TAR becomes a list of files, or is refused with a cause.
 * The format is told by the first bytes, never by a name or a header of a request. Archives inside stay files.
 */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Refusal } from '../refusal.ts';
import { openFolder } from './folder.ts';
import { type ArchiveLimits, archiveRefusals, defaultArchiveLimits } from './limits.ts';
import { type Archive, openSpool, type Spool } from './spool.ts';
import { readTar, readTarGz } from './tar.ts';
import { readZip } from './zip.ts';

export { type KeptFiles, withKept } from './kept.ts';
export type { ArchiveLimits } from './limits.ts';
export { archiveRefusals, defaultArchiveLimits } from './limits.ts';
export type { Archive } from './spool.ts';
export { tarFiles, zipFiles } from './write.ts';

/** Opens an archive by its path on this machine or from its bytes. `close` gives back the room it took. */
export async function openArchive(
  input: string | Uint8Array,
  limits: Partial<ArchiveLimits> = {},
): Promise<Archive> {
  const bounds = { ...defaultArchiveLimits, ...limits };
  if (typeof input === 'string' && (await stat(input)).isDirectory()) return openFolder(input, bounds);
  const reader = readerOf(await firstBytes(input));
  if (!reader) throw new Refusal(archiveRefusals['archive-unknown-format'], { values: { path: '' } });
  const spool = await openSpool(bounds);
  try {
    await reader(input, bounds, spool);
    return spool.archive();
  } catch (error) {
    await spool.discard();
    throw isOurs(error) ? error : new Refusal(archiveRefusals['archive-broken'], { values: { path: '' } });
  }
}

type Reader = (input: string | Uint8Array, limits: ArchiveLimits, spool: Spool) => Promise<void>;

const tarBlock = 512;

function readerOf(head: Uint8Array): Reader | null {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6)) return readZip;
  if (starts(0x1f, 0x8b)) return (input, limits, spool) => readTarGz(streamOf(input), limits, spool);
  const magic = Buffer.from(head.subarray(257, 262)).toString('latin1');
  if (head.length === tarBlock && magic === 'ustar')
    return (input, limits, spool) => readTar(streamOf(input), limits, spool);
  // One text is the archive of itself: a course, or a bank of questions, may be no more than that.
  const text = textOf(head);
  if (text === null) return null;
  const name = /^\s*\{\s*["}]/.test(text) ? 'file.json' : /^\s*</.test(text) ? 'file.xml' : 'file.txt';
  return (input, _limits, spool) => spool.addFile(name, streamOf(input));
}

/** The first bytes as text; null: they are none. A sign may be cut at the end. */
function textOf(head: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no text holds.
    return text.trim() === '' || /[\0-\x08\x0e-\x1f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

const streamOf = (input: string | Uint8Array) =>
  typeof input === 'string' ? createReadStream(input) : Readable.from([input], { objectMode: false });

async function firstBytes(input: string | Uint8Array): Promise<Uint8Array> {
  if (typeof input !== 'string') return input.subarray(0, tarBlock);
  const file = await open(input);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(tarBlock), 0, tarBlock, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A full disk or a missing right is no fault of the archive. */
const isOurs = (error: unknown) =>
  error instanceof Refusal ||
  ['ENOSPC', 'EACCES', 'EMFILE', 'ENOENT'].includes((error as { code?: string }).code ?? '');
