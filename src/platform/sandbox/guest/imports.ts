/**
 * Everything that a WebAssembly program can call: the functions of WASI over a disk in memory. What is not listed
 * here does not exist for it: no sockets, no processes, no file of the host. Old programs speak `wasi_unstable`, whose
 * few differences are translated.
 */
import { wasi as codes, type WASI } from '@bjorn3/browser_wasi_shim';

type Call = (...args: never[]) => number;
type Calls = Record<string, (...args: unknown[]) => number>;

const openAtOnce = 256;
/** Numbers of opened files begin here; below stand the streams, the disk and the wires. */
const firstFree = 10;

const memoryOf = (wasi: WASI) => new DataView(wasi.inst.exports.memory.buffer);

/** The lowest free number, so that a program that opens and closes for ever does not grow. */
function reuseNumbers(wasi: WASI, open: (...args: unknown[]) => number): Call {
  return (...args: unknown[]) => {
    let number = firstFree;
    while (wasi.fds[number]) number++;
    if (number >= firstFree + openAtOnce) return codes.ERRNO_MFILE;
    const result = open(...args);
    const opened = result === codes.ERRNO_SUCCESS ? wasi.fds.pop() : undefined;
    if (!opened) return result;
    wasi.fds[number] = opened;
    memoryOf(wasi).setUint32(Number(args[8]), number, true);
    return result;
  };
}

const clock = 0;
const isAbsolute = 1;

/** Sleeping holds the thread still; the time limit ends it from outside. */
function sleep(wasi: WASI): Call {
  return (from: number, to: number, count: number, eventCount: number) => {
    const view = memoryOf(wasi);
    if (count !== 1 || view.getUint8(from + 8) !== clock) return codes.ERRNO_NOTSUP;
    const now = view.getUint32(from + 16, true) === codes.CLOCKID_REALTIME ? Date.now() : performance.now();
    const timeout = Number(view.getBigUint64(from + 24, true)) / 1e6;
    const wait = view.getUint16(from + 40, true) === isAbsolute ? timeout - now : timeout;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.max(0, wait));
    view.setBigUint64(to, view.getBigUint64(from, true), true);
    view.setUint16(to + 8, codes.ERRNO_SUCCESS, true);
    view.setUint8(to + 10, clock);
    view.setUint32(eventCount, 1, true);
    return codes.ERRNO_SUCCESS;
  };
}

const everyRight = (1n << 29n) - 1n;

/** In `wasi_unstable` seeking counts its origins otherwise and a file's state is packed closer. */
function translateUnstable(wasi: WASI, calls: Calls): Record<string, Call> {
  const origins = [codes.WHENCE_CUR, codes.WHENCE_END, codes.WHENCE_SET];
  const state =
    (name: string, at: number) =>
    (...args: unknown[]) => {
      const place = Number(args[at]);
      // The newer state is eight bytes longer; what stands behind the older one is the program's own.
      const behind = memoryOf(wasi).getBigUint64(place + 56, true);
      const result = calls[name]?.(...args) ?? codes.ERRNO_NOSYS;
      const view = memoryOf(wasi);
      view.setBigUint64(place + 56, behind, true);
      if (result !== codes.ERRNO_SUCCESS) return result;
      const size = view.getBigUint64(place + 32, true);
      view.setUint32(place + 20, 1, true);
      view.setBigUint64(place + 24, size, true);
      for (const time of [32, 40, 48]) view.setBigUint64(place + time, 0n, true);
      return result;
    };
  return {
    fd_seek: (fd: number, offset: bigint, whence: number, to: number) =>
      calls.fd_seek?.(fd, offset, origins[whence], to) ?? codes.ERRNO_NOSYS,
    // Old programs look for the right to do a thing before they try.
    fd_fdstat_get: (fd: number, to: number) => {
      const result = calls.fd_fdstat_get?.(fd, to) ?? codes.ERRNO_NOSYS;
      for (const rights of [8, 16]) memoryOf(wasi).setBigUint64(to + rights, everyRight, true);
      return result;
    },
    fd_filestat_get: state('fd_filestat_get', 1),
    path_filestat_get: state('path_filestat_get', 4),
  };
}

export function importsOf(wasi: WASI, module: WebAssembly.Module): WebAssembly.Imports {
  const calls = wasi.wasiImport as Calls;
  const known: Record<string, Call> = {
    ...calls,
    path_open: reuseNumbers(wasi, calls.path_open ?? (() => codes.ERRNO_NOSYS)),
    poll_oneoff: sleep(wasi),
    sched_yield: () => codes.ERRNO_SUCCESS,
    proc_raise: () => codes.ERRNO_NOTSUP,
  };
  const unstable = { ...known, ...translateUnstable(wasi, calls) };
  const imports: Record<string, Record<string, Call>> = { wasi_snapshot_preview1: {}, wasi_unstable: {} };
  for (const wanted of WebAssembly.Module.imports(module)) {
    const offered = wanted.module === 'wasi_unstable' ? unstable : known;
    const exists = !wanted.name.startsWith('sock_') && Object.hasOwn(offered, wanted.name);
    const call = (exists && offered[wanted.name]) || (() => codes.ERRNO_NOSYS);
    Object.assign(imports[wanted.module] ?? {}, { [wanted.name]: call });
  }
  return imports;
}
