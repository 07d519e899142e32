/** Programs and libraries of the languages, read once in a process and shared by all its threads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { fromBuffer } from 'yauzl';
import type { LibraryName } from '../toolchains.ts';
import type { FileMap } from './disk.ts';
import { pageBytes, planMemory } from './wasm-memory.ts';

/** Where the package keeps its WebAssembly programs; told by the parent, which may look for files. */
const folder = process.argv[2] ?? '';

async function untar(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const archive = extract();
  archive.end(gunzipSync(bytes));
  for await (const entry of archive) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry) chunks.push(chunk as Uint8Array);
    if (entry.header.type === 'file') files.set(entry.header.name, Buffer.concat(chunks));
  }
  return files;
}

function unzip(bytes: Buffer): Promise<Map<string, Uint8Array>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, Uint8Array>();
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (openError, stream) => {
          if (openError) return reject(openError);
          const chunks: Uint8Array[] = [];
          stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

/** Copies into one piece of memory that threads share. */
function share(files: ReadonlyMap<string, Uint8Array>): FileMap {
  let size = 0;
  for (const bytes of files.values()) size += bytes.length;
  const memory = new SharedArrayBuffer(size);
  const shared = new Map<string, Uint8Array>();
  let at = 0;
  for (const [path, bytes] of files) {
    const place = new Uint8Array(memory, at, bytes.length);
    place.set(bytes);
    shared.set(path, place);
    at += bytes.length;
  }
  return shared;
}

/** Not where the module has a packed library of its own, which would stand in front. */
const lib = 'python/lib/python3.11/';

/**
 * This build of Python cannot sleep by itself, and lets calls go 600 deep where others let them go 1000. It runs at the
 * start of every program, and must cost nothing.
 */
const atStart = [
  `${lib}sitecustomize.py`,
  Buffer.from(`import sys, time
sys.setrecursionlimit(1000)
def sleep(seconds, clock=time.monotonic):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = clock() + seconds
    while clock() < end:
        pass
time.sleep = sleep
`),
] as const;

/** Python finds modules in a folder several times faster than in the zip archive that the package holds. */
async function pythonLibrary(): Promise<FileMap> {
  const packed = await untar(readFileSync(join(folder, 'python-3.11.3.tar.gz')));
  const zip = packed.get('usr/local/lib/python311.zip');
  if (!zip) throw new Error('the library of Python is not in its package');
  const files = [...(await unzip(Buffer.from(zip)))].filter(([path]) => !/(^|\/)test(s|mock)?\//.test(path));
  return share(new Map([...files.map(([path, bytes]) => [lib + path, bytes] as const), atStart]));
}

const loaders: Record<LibraryName, () => Promise<FileMap>> = {
  python: pythonLibrary,
  clang: async () => share(await untar(readFileSync(join(folder, 'clang-fs.tar.gz')))),
  none: async () => new Map(),
};

const libraries = new Map<LibraryName, Promise<FileMap>>();

export function libraryOf(name: LibraryName): Promise<FileMap> {
  const loaded = libraries.get(name) ?? loaders[name]();
  libraries.set(name, loaded);
  return loaded;
}

const modules = new Map<string, Promise<WebAssembly.Module>>();

/**
 * Pages of stack for programs that bring too little. Python has 512 kB, which 100 calls of a function with `lru_cache`
 * fill; 8 MB is what Linux gives, and Python's own limit of recursion comes first.
 */
const stacks: Readonly<Record<string, number>> = { 'python-3.11.3.wasm': 128 };

export const compile = (
  bytes: Uint8Array,
  memoryBytes: number,
  stack: number | null = null,
): Promise<WebAssembly.Module> =>
  WebAssembly.compile(
    Uint8Array.from(planMemory(bytes, { most: Math.ceil(memoryBytes / pageBytes), stack })),
  );

/** Compiled once for each limit of memory, since the limit is part of the module. */
export function packedModule(name: string, memoryBytes: number): Promise<WebAssembly.Module> {
  const key = `${name} ${memoryBytes}`;
  const module = modules.get(key) ?? compile(readFileSync(join(folder, name)), memoryBytes, stacks[name]);
  modules.set(key, module);
  return module;
}
