/**
 * The disk of one instance: folders in memory. What stands on it from the start (the library of a language) is shared
 * between instances and cannot be written; everything else is the job's own and goes with it.
 */
import {
  wasi as codes,
  Directory,
  File,
  type Inode,
  OpenFile,
  PreopenDirectory,
} from '@bjorn3/browser_wasi_shim';
import type { Limits } from '../schema.ts';

/** Files by path without a leading slash. The bytes may lie in memory that threads share. */
export type FileMap = ReadonlyMap<string, Uint8Array>;

/** Thrown through the program when it asks for more than it may have; no program can catch it. */
export class LimitReached extends Error {
  readonly limit: 'output' | 'files';
  constructor(limit: 'output' | 'files') {
    super(limit);
    this.limit = limit;
  }
}

/** What a job has used of its disk. */
class Quota {
  readonly limits: Pick<Limits, 'files' | 'fileBytes'>;
  #files = 0;
  #bytes = 0;
  constructor(limits: Pick<Limits, 'files' | 'fileBytes'>) {
    this.limits = limits;
  }
  make(): void {
    if (++this.#files > this.limits.files) throw new LimitReached('files');
  }
  write(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.limits.fileBytes) throw new LimitReached('files');
  }
  /** The host would have to allocate up to there, whatever is written. */
  reach(end: bigint): void {
    if (end > BigInt(this.limits.fileBytes)) throw new LimitReached('files');
  }
}

class OwnFile extends File {
  readonly quota: Quota;
  constructor(bytes: Uint8Array, quota: Quota) {
    super(bytes);
    this.quota = quota;
  }
  override path_open(oflags: number, _rights: bigint, flags: number) {
    if (oflags & codes.OFLAGS_TRUNC) this.data = new Uint8Array();
    const open = new OpenOwnFile(this);
    if (flags & codes.FDFLAGS_APPEND) open.fd_seek(0n, codes.WHENCE_END);
    return { ret: codes.ERRNO_SUCCESS, fd_obj: open };
  }
}

class OpenOwnFile extends OpenFile {
  readonly quota: Quota;
  constructor(file: OwnFile) {
    super(file);
    this.quota = file.quota;
  }
  override fd_write(data: Uint8Array) {
    this.quota.reach(this.file_pos + BigInt(data.length));
    this.quota.write(data.length);
    return super.fd_write(data);
  }
  override fd_pwrite(data: Uint8Array, offset: bigint) {
    this.quota.reach(offset + BigInt(data.length));
    this.quota.write(data.length);
    return super.fd_pwrite(data, offset);
  }
  override fd_allocate(offset: bigint, length: bigint) {
    this.quota.reach(offset + length);
    return super.fd_allocate(offset, length);
  }
  override fd_filestat_set_size(size: bigint) {
    this.quota.reach(size);
    return super.fd_filestat_set_size(size);
  }
}

class OwnDirectory extends Directory {
  readonly quota: Quota;
  constructor(quota: Quota) {
    super(new Map());
    this.quota = quota;
  }
  override create_entry_for_path(path: string, isDirectory: boolean) {
    const made = super.create_entry_for_path(path, isDirectory);
    if (!made.entry) return made;
    this.quota.make();
    const { contents, name } = this.#find(path);
    const entry = isDirectory ? new OwnDirectory(this.quota) : new OwnFile(new Uint8Array(), this.quota);
    contents.set(name, entry);
    return { ret: made.ret, entry };
  }
  #find(path: string): { contents: Map<string, Inode>; name: string } {
    const parts: string[] = [];
    for (const part of path.split('/')) {
      if (part === '..') parts.pop();
      else if (part && part !== '.') parts.push(part);
    }
    const name = parts.pop() ?? '';
    let contents = this.contents;
    for (const part of parts) {
      const next = contents.get(part);
      if (next instanceof Directory) contents = next.contents;
    }
    return { contents, name };
  }
}

export interface Disk {
  root: PreopenDirectory;
  /** Everything on it that is not of the library, by path. */
  ownFiles(): Map<string, Uint8Array>;
}

export function makeDisk(
  library: FileMap,
  own: FileMap,
  devices: ReadonlyMap<string, Inode>,
  limits: Pick<Limits, 'files' | 'fileBytes'>,
): Disk {
  const quota = new Quota(limits);
  const top = new OwnDirectory(quota);
  const place = (path: string, file: Inode) => {
    const parts = path.split('/');
    const name = parts.pop();
    if (!name || parts.some((part) => !part || part === '.' || part === '..') || name === '..')
      throw new Error(`no path of a file: ${path}`);
    let folder: Directory = top;
    for (const part of parts) {
      const next = folder.contents.get(part) ?? new OwnDirectory(quota);
      if (!(next instanceof Directory)) throw new Error(`${path}: ${part} is a file`);
      folder.contents.set(part, next);
      folder = next;
    }
    folder.contents.set(name, file);
  };
  for (const [path, bytes] of library) {
    const file = new File(new Uint8Array(), { readonly: true });
    file.data = bytes;
    place(path, file);
  }
  for (const [path, bytes] of own) place(path, new OwnFile(bytes, quota));
  for (const [path, device] of devices) place(path, device);
  const root = new PreopenDirectory('/', top.contents);
  root.dir = top;
  return { root, ownFiles: () => new Map(filesBelow(top, '')) };
}

function* filesBelow(folder: Directory, prefix: string): Generator<[string, Uint8Array]> {
  for (const [name, entry] of folder.contents) {
    if (entry instanceof Directory) yield* filesBelow(entry, `${prefix}${name}/`);
    else if (entry instanceof OwnFile) yield [prefix + name, entry.data];
  }
}
