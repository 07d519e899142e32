/** How each language comes from source to a running program, as commands of WebAssembly programs. */
import type { Language } from './schema.ts';

/** Files of a language that stand on the disk from the start, packed in the package. */
export type LibraryName = 'python' | 'clang' | 'none';

export interface Command {
  /** A module of the package, or one that an earlier command wrote onto the disk. */
  module: { packed: string } | { made: string };
  library: LibraryName;
  args: readonly string[];
  env?: readonly string[];
}

export interface Toolchain {
  /** Which file runs where the program does not say. */
  mainFile: string;
  compile(entry: string, all: readonly string[]): Command[];
  run(entry: string): Command;
}

/** Where a compiler puts the program. */
export const programFile = 'program.wasm';
export const isCompiled = (language: Language): boolean => language === 'c' || language === 'cpp';

const python = (args: readonly string[]): Command => ({
  module: { packed: 'python-3.11.3.wasm' },
  library: 'python',
  args: ['python', ...args],
  // The same order of sets in every run, so that grading again gives the same.
  env: ['PYTHONHOME=/python', 'PYTHONDONTWRITEBYTECODE=1', 'PYTHONHASHSEED=0', 'PYTHONUTF8=1', 'HOME=/'],
});

/** Python with its library, waiting for what `script` reads. */
export const pythonScript = (script: string): Command => python(['-S', '-B', '-X', 'utf8', script]);

const object = (source: string) => `${source}.o`;

const clang = (source: string, options: readonly string[]): Command => ({
  module: { packed: 'clang.wasm' },
  library: 'clang',
  args: [
    'clang',
    '-cc1',
    '-triple',
    'wasm32-unknown-wasi',
    '-emit-obj',
    '-disable-free',
    '-isysroot',
    '/sys',
    ...options,
    '-internal-isystem',
    '/sys/include',
    '-internal-isystem',
    '/sys/lib/clang/8.0.1/include',
    '-I',
    '/',
    '-ferror-limit',
    '20',
    '-fmessage-length',
    '100',
    '-O1',
    '-o',
    `/${object(source)}`,
    `/${source}`,
  ],
});

/** What the compiler calls for numbers that the machine does not know. */
const builtins = '/sys/lib/clang/8.0.1/lib/wasi/libclang_rt.builtins-wasm32.a';

const link = (sources: readonly string[], libraries: readonly string[]): Command => ({
  module: { packed: 'wasm-ld.wasm' },
  library: 'clang',
  args: [
    'wasm-ld',
    '--no-threads',
    '-z',
    'stack-size=8388608',
    '--stack-first',
    '-L/sys/lib/wasm32-wasi',
    '/sys/lib/wasm32-wasi/crt1.o',
    ...sources.map((source) => `/${object(source)}`),
    ...libraries,
    '-o',
    `/${programFile}`,
  ],
});

const compiled = (
  sourceEnding: RegExp,
  options: readonly string[],
  libraries: readonly string[],
): Pick<Toolchain, 'compile' | 'run'> => ({
  compile(entry, all) {
    const sources = [...new Set([entry, ...all.filter((path) => sourceEnding.test(path))])];
    return [...sources.map((source) => clang(source, options)), link(sources, libraries)];
  },
  run: () => ({ module: { made: programFile }, library: 'none', args: ['program'] }),
});

const interpreted = (run: (entry: string) => Command): Pick<Toolchain, 'compile' | 'run'> => ({
  compile: () => [],
  run,
});

export const toolchains: Readonly<Record<Language, Toolchain>> = {
  python: { mainFile: 'main.py', ...interpreted((entry) => python(['-B', '-X', 'utf8', `/${entry}`])) },
  javascript: {
    mainFile: 'main.js',
    ...interpreted((entry) => ({
      module: { packed: 'wasmedge_quickjs.wasm' },
      library: 'none',
      args: ['quickjs', `/${entry}`],
    })),
  },
  ruby: {
    mainFile: 'main.rb',
    ...interpreted((entry) => ({
      module: { packed: 'ruby-3.2.0.wasm' },
      library: 'none',
      args: ['ruby', `/${entry}`],
    })),
  },
  c: { mainFile: 'main.c', ...compiled(/\.c$/, [], ['-lc', builtins]) },
  cpp: {
    mainFile: 'main.cpp',
    ...compiled(
      /\.(cpp|cc|cxx)$/,
      ['-x', 'c++', '-std=c++17', '-internal-isystem', '/sys/include/c++/v1'],
      ['-lc', '-lc++', '-lc++abi', builtins],
    ),
  },
  sql: {
    mainFile: 'main.sql',
    ...interpreted((entry) => ({
      module: { packed: 'sqlite.wasm' },
      library: 'none',
      args: ['sqlite', '-batch', '-bail', ':memory:', `.read /${entry}`],
    })),
  },
};
