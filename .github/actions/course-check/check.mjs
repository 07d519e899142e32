/** Runs `lectern course check` on a course and says what it found as annotations of GitHub Actions. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { COURSE = '.', QUALITY, GITHUB_WORKSPACE = process.cwd() } = process.env;

const args = ['scripts/lectern.mjs', 'course', 'check', resolve(GITHUB_WORKSPACE, COURSE), '--json'];
if (QUALITY === 'true') args.push('--quality');
const { stdout, status } = spawnSync(process.execPath, args, {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 ** 2,
  stdio: ['ignore', 'pipe', 'inherit'],
});

/** Signs that would end a message or a value begin another command. */
const message = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const value = (text) => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

if (stdout.trim()) {
  const { problems } = JSON.parse(stdout);
  for (const { file, line, severity, message: said, remedy } of problems) {
    const place = `file=${value(join(COURSE, file))}${line === null ? '' : `,line=${line}`}`;
    console.log(`::${severity} ${place}::${message(`${said} ${remedy}`)}`);
  }
  console.log(`${problems.filter(({ severity }) => severity === 'error').length} to mend`);
}
process.exitCode = status ?? 1;
