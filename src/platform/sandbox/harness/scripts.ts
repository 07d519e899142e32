/** The Python scripts of the harness, compiled once by the sandbox itself: an interpreter would spend a third of its start on that. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLimits } from '../limits.ts';
import { runInSandbox } from '../pool.ts';
import { SandboxFault } from '../schema.ts';
import { pythonScript } from '../toolchains.ts';
import { harnessFolder } from './folder.ts';

/** Scripts that take the place of what the build of Python leaves out. */
const places: Readonly<Record<string, string>> = {
  'process_pool.py': 'python/lib/python3.11/concurrent/futures/process.py',
  'processes.py': 'python/lib/python3.11/multiprocessing/__init__.py',
  'thread_pool.py': 'python/lib/python3.11/concurrent/futures/thread.py',
};

function readScripts(): Map<string, Uint8Array> {
  const folder = join(harnessFolder, 'python');
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.py'))
      .map((name) => [places[name] ?? `harness/${name}`, readFileSync(join(folder, name))]),
  );
}

/** Python believes what is compiled without asking for the time of its source. */
const compiler = `
import py_compile, sys
for path in sys.argv[1:]:
    py_compile.compile(path, doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
`;

async function compileScripts(): Promise<Map<string, Uint8Array>> {
  const scripts = readScripts();
  const result = await runInSandbox({
    compile: [],
    run: pythonScript('/compile.py'),
    files: new Map([...scripts, ['compile.py', Buffer.from(compiler)]]),
    args: [...scripts.keys()].map((path) => `/${path}`),
    stdin: new Uint8Array(),
    limits: checkLimits({ timeMs: 60_000 }),
  });
  if (!('kind' in result) || result.exitCode !== 0)
    throw new SandboxFault(
      `the harness was not compiled (${result.outcome}). ${'kind' in result ? Buffer.from(result.stderr) : ''}`,
    );
  const compiled = [...result.files].filter(([path]) => path.endsWith('.pyc'));
  return new Map([...scripts, ...compiled]);
}

let scripts: Promise<Map<string, Uint8Array>> | null = null;

/** Sources, for what Python says of a line, and what was compiled of them. */
export function harnessScripts(): Promise<Map<string, Uint8Array>> {
  scripts ??= compileScripts().catch((error: unknown) => {
    scripts = null;
    throw error;
  });
  return scripts;
}
