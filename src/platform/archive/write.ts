/** Writes a ZIP: the same files give the same bytes, whenever and wherever they are written. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** The earliest time that a ZIP can say. */
const always = new Date(1980, 0, 1);

export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, bytes] of files)
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), path, {
      mtime: always,
      mode: 0o100644,
      forceDosTimestamp: true,
    });
  zip.end();
  return buffer(zip.outputStream);
}
