/** One instance of a WebAssembly program, from its first instruction to its last. It holds the thread it runs on. */
import {
  ConsoleStdout,
  wasi as codes,
  Fd,
  File,
  Inode,
  OpenFile,
  WASI,
  WASIProcExit,
} from '@bjorn3/browser_wasi_shim';
import type { Limits, Outcome } from '../schema.ts';
import { type FileMap, LimitReached, makeDisk } from './disk.ts';
import { importsOf } from './imports.ts';
import { pageBytes } from './wasm-memory.ts';
import { receive, send, type WireEnd } from './wire.ts';

export interface InstanceSpec {
  module: WebAssembly.Module;
  args: readonly string[];
  env: readonly string[];
  library: FileMap;
  files: FileMap;
  stdin: Uint8Array;
  limits: Limits;
  /** Wires by the path at which the program opens them. */
  wires: ReadonlyMap<string, WireEnd>;
}

export interface InstanceResult {
  outcome: Outcome;
  exitCode: number | null;
  stdout: Uint8Array;
  stderr: Uint8Array;
  files: Map<string, Uint8Array>;
}

const wireBytes = 64 * 1024 * 1024;

/** A wire as an open file: reading waits for the next message, a closed wire is the end of the file. */
class WireFile extends Fd {
  readonly wire: WireEnd;
  #sent = 0;
  #rest = new Uint8Array();
  constructor(wire: WireEnd) {
    super();
    this.wire = wire;
  }
  override fd_fdstat_get() {
    return { ret: 0, fdstat: new codes.Fdstat(codes.FILETYPE_CHARACTER_DEVICE, 0) };
  }
  override fd_read(size: number) {
    if (!this.#rest.length) this.#rest = new Uint8Array(receive(this.wire) ?? new Uint8Array());
    const data = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(size);
    return { ret: 0, data };
  }
  override fd_write(data: Uint8Array) {
    // What nobody reads would pile up in the host.
    this.#sent += data.length;
    if (this.#sent > wireBytes) throw new LimitReached('output');
    send(this.wire, data);
    return { ret: 0, nwritten: data.length };
  }
}

class WireDevice extends Inode {
  readonly open: WireFile;
  constructor(wire: WireEnd) {
    super();
    this.open = new WireFile(wire);
  }
  override path_open() {
    return { ret: codes.ERRNO_SUCCESS, fd_obj: this.open };
  }
  override stat() {
    return new codes.Filestat(this.ino, codes.FILETYPE_CHARACTER_DEVICE, 0n);
  }
}

function makeStreams(outputBytes: number) {
  const chunks: Record<'stdout' | 'stderr', Uint8Array[]> = { stdout: [], stderr: [] };
  let written = 0;
  const stream = (name: 'stdout' | 'stderr') =>
    new ConsoleStdout((bytes) => {
      const room = outputBytes - written;
      written += bytes.length;
      chunks[name].push(bytes.slice(0, Math.max(0, room)));
      if (written > outputBytes) throw new LimitReached('output');
    });
  return {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    text: (name: 'stdout' | 'stderr'): Uint8Array => Buffer.concat(chunks[name]),
  };
}

interface Ending {
  outcome: Outcome;
  exitCode: number | null;
}

function ending(error: unknown, memoryFull: () => boolean): Ending {
  if (error instanceof WASIProcExit)
    return error.code !== 0 && memoryFull()
      ? { outcome: 'memory', exitCode: null }
      : { outcome: 'exited', exitCode: error.code };
  if (error instanceof LimitReached) return { outcome: error.limit, exitCode: null };
  return { outcome: memoryFull() ? 'memory' : 'crashed', exitCode: null };
}

export function runInstance(spec: InstanceSpec): InstanceResult {
  const devices = new Map([...spec.wires].map(([path, wire]) => [path, new WireDevice(wire)]));
  const disk = makeDisk(spec.library, spec.files, devices, spec.limits);
  const streams = makeStreams(spec.limits.outputBytes);
  const fds: Fd[] = [new OpenFile(new File(spec.stdin)), streams.stdout, streams.stderr, disk.root];
  const wasi = new WASI([...spec.args], [...spec.env], fds, { debug: false });
  const instance = new WebAssembly.Instance(spec.module, importsOf(wasi, spec.module));
  const program = instance as { exports: { memory: WebAssembly.Memory; _start: () => unknown } };
  // Allocators ask for many pages at once, so a refused program stands a little below its limit.
  const memoryFull = () =>
    program.exports.memory.buffer.byteLength > spec.limits.memoryBytes - 256 * pageBytes;
  let end: Ending;
  try {
    end = { outcome: 'exited', exitCode: wasi.start(program) };
  } catch (error) {
    end = ending(error, memoryFull);
  }
  return { ...end, stdout: streams.text('stdout'), stderr: streams.text('stderr'), files: disk.ownFiles() };
}
