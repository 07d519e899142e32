import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  closeSandbox,
  type GradedProgram,
  gradeProgram,
  runProgram,
  setSandboxSize,
  WrongJob,
} from '../index.ts';
import { hostAttacks, reached } from './host.ts';
import { answeringAttacks, interpreterAttacks, mockTests, type PointsAttack, secretTests } from './points.ts';

const patience = 240_000;
const limits = { timeMs: 6_000, memoryBytes: 128 * 1024 * 1024 };
/** For attacks that wait for the end of their time. */
const shortMs = 1_000;
setSandboxSize(2);
afterAll(closeSandbox);

test('there are at least sixty attacks', () => {
  const all = [...answeringAttacks, ...interpreterAttacks, ...hostAttacks];
  expect(all.length).toBeGreaterThanOrEqual(60);
});

const countTests = (tests: string) => tests.match(/def test_/g)?.length;

const solved: PointsAttack = {
  name: 'solves the tests',
  program: `
class Box:
    text = "q8-token"
    def __init__(self, text): pass
    def __eq__(self, other): return other == 17
def secret(n): return {7: 4711, 1: 2.625, 2: 8, 3: 81}[n]
def items(given): return sorted(given) + [99]
def call(f, n):
    f("the 47 word")
    return 1234567
`,
  tests: mockTests,
};

/** One job, in which each program is a module with test files of its own. */
const together = [...answeringAttacks, solved].map(({ name, program, tests = secretTests }, index) => {
  const [module, suite] = [`answer_${index}`, `SecretTest${index}`];
  const named = (text: string) => text.replaceAll('SecretTest', suite);
  return {
    ...{ name, suite, max: countTests(tests) },
    solution: [`${module}.py`, named(program)],
    tests: [`${module}_test.py`, named(tests).replace('from answer', `from ${module}`)],
  };
});

let graded: Promise<GradedProgram> | undefined;

/** What became of the tests of a suite. */
async function statusesIn(suite: string): Promise<string[]> {
  graded ??= gradeProgram({
    language: 'python',
    solution: Object.fromEntries(together.map(({ solution }) => solution)),
    tests: { files: Object.fromEntries(together.map(({ tests }) => tests)) },
    limits: { ...limits, timeMs: 60_000 },
  });
  const { cases } = await graded;
  return cases.filter(({ name }) => name.startsWith(`${suite}.`)).map(({ status }) => status);
}

test.concurrent.each(together.slice(0, -1))(
  'a program that $name gets no points, among others',
  { timeout: patience },
  async ({ suite, max }) => {
    const statuses = await statusesIn(suite);
    expect(statuses).toHaveLength(max ?? 0);
    expect(statuses).not.toContain('passed');
  },
);

test.concurrent.each(together.slice(-1))(
  'among all of them, one that $name gets all points',
  { timeout: patience },
  async ({ suite, max }) => {
    expect(await statusesIn(suite)).toEqual(Array(max).fill('passed'));
  },
);

test.concurrent.each(interpreterAttacks)(
  'a program that $name gets no points',
  { timeout: patience },
  async ({ program, tests = secretTests }) => {
    const { cases, points, max } = await gradeProgram({
      language: 'python',
      solution: { 'answer.py': program },
      tests: { files: { 'secret_test.py': tests } },
      limits,
    });
    expect(cases.filter(({ status }) => status === 'passed')).toEqual([]);
    expect(points).toBe(0);
    expect(max).toBe(countTests(tests));
  },
);

test.concurrent.each(hostAttacks)(
  'a program that $name stays inside',
  { timeout: patience },
  async (attack) => {
    process.env.SANDBOX_CANARY = 'a secret of the host';
    const { language, program, ends = ['exited', 'crashed'] } = attack;
    const entry = {
      python: 'main.py',
      javascript: 'main.js',
      ruby: 'main.rb',
      c: 'main.c',
      cpp: 'main.cpp',
      sql: 'main.sql',
    };
    const timeMs = ends.includes('timeout') ? shortMs : 60_000;
    const files = { [entry[language]]: program };
    const result = await runProgram({ language, files, limits: { ...limits, timeMs } });
    expect(ends).toContain(result.outcome);
    const said = `${result.stdout}${result.stderr}${result.compileOutput ?? ''}`;
    expect(said).not.toContain(reached);
    expect(said).not.toContain('root:');
    expect(said).not.toContain(process.env.SANDBOX_CANARY);
  },
);

test('after all attacks a job runs as before, and sees nothing of them', { timeout: patience }, async () => {
  const program = 'import os\nprint(sorted(os.listdir("/")), sorted(os.environ), os.listdir("."))';
  await runProgram({ language: 'python', files: { 'main.py': 'open("/left-behind", "w").write("x")' } });
  const { stdout } = await runProgram({ language: 'python', files: { 'main.py': program } });
  expect(stdout).not.toContain('left-behind');
  expect(stdout).not.toContain('SANDBOX_CANARY');
});

test('nothing on the host changed and nobody called', { timeout: patience }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-canary-'));
  await writeFile(join(folder, 'canary'), 'still here');
  let calls = 0;
  const server = createServer(() => calls++).listen(0);
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const program = `
import os, socket
for path in ("${folder}/canary", "..${folder}/canary"):
    for work in (lambda: open(path, "w").write("gone"), lambda: os.remove(path)):
        try: work()
        except Exception: pass
try: socket.create_connection(("127.0.0.1", ${port}), 1).send(b"x")
except Exception: pass
`;
  await runProgram({ language: 'python', files: { 'main.py': program } });
  server.close();
  expect(await readFile(join(folder, 'canary'), 'utf8')).toBe('still here');
  expect(await readdir(folder)).toEqual(['canary']);
  expect(calls).toBe(0);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1.5, 10 ** 12])(
  'a limit of %s is refused, whichever it is',
  async (value) => {
    for (const name of ['timeMs', 'memoryBytes', 'outputBytes', 'files', 'fileBytes'])
      await expect(
        runProgram({ language: 'python', files: { 'main.py': '' }, limits: { [name]: value } }),
      ).rejects.toThrow(WrongJob);
  },
);

test.each(['../main.py', '/main.py', 'a/../../b.py', 'a\\b.py', 'a\0.py', ''])(
  'a file called %j is refused',
  async (path) => {
    await expect(runProgram({ language: 'python', files: { [path]: '' }, entry: path })).rejects.toThrow(
      WrongJob,
    );
  },
);
