/**
 * Brings a checkout to where it can run: installs what the lock file names, builds what has changed. Plain JavaScript
 * for Node 20: it runs before the project's own Node 24 is there.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules/.bin');
const windows = process.platform === 'win32';

/** The project's own Node, whatever the machine has. */
export const node = join(bin, windows ? 'node.cmd' : 'node');
/**
 * How the built program is called. A bound on the heap makes V8 collect sooner than it would on a large machine, where it
 * lets garbage grow to four times what is in use.
 */
export const program = [
  ...['--enable-source-maps', '--max-old-space-size=800', '--max-semi-space-size=32'],
  join(root, 'dist/server/cli.js'),
];
export const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };

const say = (line) => process.stderr.write(`${line}\n`);
const hash = (text) => createHash('sha256').update(text).digest('hex');
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 'inherit'],
    env: environment,
    shell: windows,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

export function install() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    say(
      `Lectern needs Node 20 or newer to begin with; this is ${process.version}. Install it from https://nodejs.org`,
    );
    process.exit(1);
  }
  const stamp = join(root, 'node_modules/.lectern-installed');
  const wanted = hash(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  if (read(stamp) === wanted && existsSync(node)) return;
  say('Installing what the lock file names (once; a minute or two)');
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Name, size and time of everything the build reads. */
function sourcesHash() {
  const files = ['src', 'messages'].flatMap((folder) => [...filesBelow(join(root, folder))]);
  files.push(join(root, 'vite.config.ts'), join(root, 'package-lock.json'));
  const facts = files
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .map((path) => {
      const { size, mtimeMs } = statSync(path);
      return `${path} ${size} ${mtimeMs}`;
    });
  return hash(facts.sort().join('\n'));
}

/** Compressed once here, so that no request pays for it. */
function compressClient() {
  for (const path of filesBelow(join(root, 'dist/client'))) {
    if (!/\.(js|css|svg|json)$/.test(path)) continue;
    const bytes = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(bytes));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

export function build() {
  const stamp = join(root, 'dist/.built');
  const wanted = sourcesHash();
  if (read(stamp) === wanted) return;
  say('Building');
  run(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--app', '--logLevel', 'warn']);
  compressClient();
  writeFileSync(stamp, wanted);
}
