/** Builders of archives, honest ones and ones that no honest tool writes. */

import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { ZipFile } from 'yazl';

export async function zipOf(files: Record<string, string | Uint8Array>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  return buffer(zip.outputStream);
}

export interface TarEntry extends Partial<Header> {
  name: string;
  content?: string | Uint8Array;
}

export async function tarOf(entries: TarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = '', ...header } of entries) tar.entry(header, Buffer.from(content));
  tar.finalize();
  return buffer(tar);
}

export const tarGzOf = async (files: Record<string, string | Uint8Array>): Promise<Buffer> =>
  gzipSync(await tarOf(Object.entries(files).map(([name, content]) => ({ name, content }))));

/** What a hand-made ZIP entry says about itself; what is left out is true. */
export interface RawEntry {
  name: string | Buffer;
  data?: Uint8Array;
  deflate?: boolean;
  flags?: number;
  method?: number;
  crc?: number;
  size?: number;
  /** `st_mode` of Unix. */
  mode?: number;
  /** What the header before the data says instead. */
  local?: { name?: string; size?: number; method?: number; flags?: number };
  /** Shares the bytes of the entry before. */
  overlap?: boolean;
}

const utf8Name = 0x800;

export function rawZip(entries: RawEntry[], claimed = entries.length): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let last = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data ?? []);
    const packed = entry.deflate ? deflateRawSync(data, { level: 9 }) : data;
    const fields = {
      flags: utf8Name | (entry.flags ?? 0),
      method: entry.method ?? (entry.deflate ? 8 : 0),
      crc: entry.crc ?? crc32(data),
      packed: packed.length,
      size: entry.size ?? data.length,
      name: Buffer.from(entry.name),
    };
    const at = entry.overlap ? last : offset;
    const local = { ...fields, ...entry.local, name: Buffer.from(entry.local?.name ?? fields.name) };
    if (!entry.overlap) {
      const header = Buffer.alloc(30);
      header.writeUInt32LE(0x04034b50, 0);
      common(header, 4, local);
      parts.push(header, local.name, packed);
      last = offset;
      offset += header.length + local.name.length + packed.length;
    }
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(0x0314, 4);
    common(record, 6, fields);
    record.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38);
    record.writeUInt32LE(at, 42);
    central.push(record, fields.name);
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(claimed, 8);
  end.writeUInt16LE(claimed, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

interface Fields {
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  name: Buffer;
}

/** The fields that both headers of an entry share, in their common order. */
function common(header: Buffer, at: number, fields: Fields): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(fields.flags, at + 2);
  header.writeUInt16LE(fields.method, at + 4);
  header.writeUInt32LE(fields.crc, at + 10);
  header.writeUInt32LE(fields.packed, at + 14);
  header.writeUInt32LE(fields.size, at + 18);
  header.writeUInt16LE(fields.name.length, at + 22);
}

/** The code of the refusal that a promise ends in. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  return (error as { code?: string }).code ?? String(error);
}
