/** Writes archives: the same files give the same bytes, whenever and wherever they are written. */
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
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
      // EPUB is told by the type that its first file says in plain bytes.
      compress: path !== 'mimetype',
    });
  zip.end();
  return buffer(zip.outputStream);
}

/** A gzipped TAR; `folder`: what stands before every path. */
export async function tarFiles(files: ReadonlyMap<string, Uint8Array>, folder = ''): Promise<Buffer> {
  const tar = pack();
  const zipped = createGzip();
  const bytes = buffer(zipped);
  const written = pipeline(tar, zipped);
  for (const [path, content] of files)
    tar.entry({ name: folder + path, mtime: new Date(0), mode: 0o644 }, Buffer.from(content));
  tar.finalize();
  await written;
  return bytes;
}
