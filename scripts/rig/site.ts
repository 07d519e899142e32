/** A site of its own for a measurement: built, in a temporary folder, with a known secret, started as a child. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/platform/free-port.ts';
import { program } from '../prepare.mjs';

export const root = join(import.meta.dirname, '../..');
export const secret = 'a-secret-for-measurements-0123456789abcdef';

export interface SiteOptions {
  environment?: Record<string, string>;
  /** Of a site that is started again. */
  dataFolder?: string;
  port?: number;
  arguments?: string[];
}

export interface Site {
  url: string;
  port: number;
  dataFolder: string;
  process: ChildProcess;
  /** Asks it to end and waits. */
  stop(): Promise<void>;
}

export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-rig-'));
  // The user postgres, as whom the server runs for root, must be able to pass.
  await chmod(folder, 0o755);
  return folder;
}
export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

export async function isReady(url: string): Promise<boolean> {
  const reply = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return reply?.ok ?? false;
}

export async function waitUntil(what: string, test: () => Promise<boolean>, seconds = 120): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) if (await test()) return;
  throw new Error(`waited ${seconds} s in vain: ${what}`);
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const port = options.port ?? (await freePort());
  const dataFolder = options.dataFolder ?? (await makeFolder());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...program, 'serve', ...(options.arguments ?? [])], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      BASE_URL: url,
      LECTERN_DATA: dataFolder,
      LECTERN_SECRET: secret,
      LOG_LEVEL: 'silent',
      ...options.environment,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      said += chunk;
    });
  // Listening is not enough: the first start also publishes the demo courses, and says so when it is done.
  await waitUntil('the site to start', async () => {
    if (ended(child)) throw new Error(`the site ended: ${said.trim()}`);
    return /Lectern is at/.test(said) && (await isReady(url));
  });
  return {
    url,
    port,
    dataFolder,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await waitUntil('the site to stop', async () => ended(child), 30);
    },
  };
}
