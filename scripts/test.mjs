/** `npm test`: everything, in the order in which it is cheap to fail. The last line is `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, environment, install, node, root } from './prepare.mjs';

const counts = { passed: 0, failed: 0 };
const failures = [];

async function run(args) {
  const started = Date.now();
  const [status] = await once(spawn(node, args, { cwd: root, stdio: 'inherit', env: environment }), 'exit');
  return { ok: status === 0, seconds: ((Date.now() - started) / 1000).toFixed(1) };
}

function count(name, ok, seconds = '0') {
  counts[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failures.push(name);
  console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
}

async function step(name, args) {
  const { ok, seconds } = await run(args);
  count(name, ok, seconds);
}

const module = (path) => join(root, 'node_modules', path);

function attempt(name, work) {
  const started = Date.now();
  try {
    work();
    count(name, true, ((Date.now() - started) / 1000).toFixed(1));
  } catch (error) {
    console.error(error.message);
    count(name, false);
  }
}

async function tests() {
  const report = join(mkdtempSync(join(tmpdir(), 'lectern-report-')), 'report.json');
  const { ok, seconds } = await run([
    module('vitest/vitest.mjs'),
    'run',
    '--reporter=minimal',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    counts.passed += numPassedTests;
    counts.failed += numFailedTests;
    const broken = testResults.filter((file) => file.status === 'failed').map((file) => file.name);
    failures.push(...broken);
    if (!ok && numFailedTests === 0) counts.failed += 1;
    console.log(`${ok && numFailedTests === 0 ? 'ok  ' : 'FAIL'}  tests (${seconds} s)`);
  } catch {
    count('tests', false, seconds);
  }
}

install();
// On one core, since several checkers each infer most types again; the other core has the smaller steps meanwhile.
const types = step('types', [module('typescript/bin/tsc'), '--noEmit', '--checkers', '1']);
await step('format and lint', [module('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']);
await step('house', [join(root, 'scripts/check-house.ts')]);
await step('generated files', [join(root, 'scripts/generate.ts'), '--check']);
attempt('build', build);
await types;
await tests();

if (failures.length) console.log(`\nFailed:\n  ${failures.join('\n  ')}`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed ? 1 : 0;
