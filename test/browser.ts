/** A Chromium for tests, from its npm package: nothing is downloaded, nothing is installed on the machine. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

const home = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };

// The package unpacks to the system's temporary folder and runs whatever file it finds there, so it gets a folder
// of our own; another user's file of that name is never run.
const folder = join(tmpdir(), `lectern-chromium-${version}-${userInfo().uid}`);
const program = join(folder, 'chromium');

/** Two test files may come here at once: each unpacks beside, the first one's folder stays. */
async function unpack(): Promise<void> {
  const beside = await mkdtemp(`${folder}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = beside;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
    await rename(beside, folder);
  } catch (error) {
    if (!existsSync(program)) throw error;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await rm(beside, { recursive: true, force: true });
  }
}

async function chromiumPath(): Promise<string> {
  if (!existsSync(program)) await unpack();
  const { uid } = await stat(folder);
  if (uid !== userInfo().uid && userInfo().uid >= 0) throw new Error(`${folder} belongs to somebody else`);
  return program;
}

/** A browser of one's own; whoever launches it closes it. Test files share one: `sharedBrowser`. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromiumPath(),
    args: [
      '--no-sandbox', // the tests may run as root
      '--disable-gpu',
      '--in-process-gpu', // one process less for each browser
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
      '--hide-scrollbars',
      '--js-flags=--no-opt', // no page lives long enough to pay for the optimizing compiler
    ],
  });
}

let shared: Promise<Browser> | undefined;

/**
 * One browser for all test files of a worker, with whom it ends. A file opens contexts of its own, which know nothing
 * of each other, and closes them.
 */
export async function sharedBrowser(): Promise<Browser> {
  if (!(await shared)?.isConnected()) shared = launchBrowser();
  return shared as Promise<Browser>;
}
