/**
 * Grading Python with ordinary test files. The tests run in one interpreter, the program in another; what the tests
 * import are stand-ins that pass calls on (`python/standins.py`). So the program can neither read nor change the tests.
 */
import type { Pair } from '../guest/protocol.ts';
import { runPairInSandbox } from '../pool.ts';
import { bytesOf, checkPath } from '../run.ts';
import {
  type CaseStatus,
  type Limits,
  type Outcome,
  type ProgramFiles,
  SandboxFault,
  WrongJob,
} from '../schema.ts';
import { pythonScript } from '../toolchains.ts';
import { harnessScripts } from './scripts.ts';

/** What the judge says of one test. */
export interface Verdict {
  name: string;
  status: CaseStatus;
  output: string;
  durationMs: number;
}

interface Report {
  ready?: boolean;
  plan?: string[];
  wrong?: string;
  start?: string;
  case?: Verdict;
}

/** A test may take this part of the whole time; so one that hangs leaves time for the others. */
const shareOfTest = 1 / 3;
/** After that many new beginnings the program is hopeless. */
const mostRounds = 12;

const encode = (value: unknown) => new TextEncoder().encode(`${JSON.stringify(value)}\n`);
const inBase64 = (files: ProgramFiles) =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      checkPath(path),
      Buffer.from(bytesOf(content)).toString('base64'),
    ]),
  );

async function pairOf(limits: Limits): Promise<Pair> {
  const files = await harnessScripts();
  return {
    judge: { command: pythonScript('/harness/judge.py'), files },
    guest: { command: pythonScript('/harness/guest.py'), files },
    limits,
  };
}

const isPython = (path: string) => path.endsWith('.py');
const moduleName = (path: string) =>
  path
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');

/** With the folders around them, which are packages. */
const modulesOf = (paths: readonly string[]): string[] => {
  const parts = paths.map((path) => moduleName(path).split('.'));
  return [...new Set(parts.flatMap((names) => names.map((_, index) => names.slice(0, index + 1).join('.'))))];
};

/** Files that hold tests; the others are there for them. */
function testFiles(tests: ProgramFiles): string[] {
  const all = Object.keys(tests).filter(isPython);
  const named = all.filter((path) => /(^|\/)(test_[^/]*|[^/]*_test|tests?)\.py$/.test(path));
  if (!all.length) throw new WrongJob('There is no Python file among the tests.');
  return named.length ? named : all;
}

export interface PythonTests {
  solution: ProgramFiles;
  tests: ProgramFiles;
  /** The only file of the solution has no name yet: it is called what the tests import. */
  unnamed?: boolean;
  /** Files that both have. */
  shared?: ProgramFiles;
  limits: Limits;
  signal?: AbortSignal;
}

const whyEnded: Partial<Record<Outcome, string>> = {
  timeout: 'The test took too long.',
  memory: 'The program used too much memory.',
  output: 'The program produced too much output.',
  files: 'The program wrote too many files.',
};

interface Progress {
  /** Tests in their order; null: the judge has not said them yet. */
  plan: string[] | null;
  /** Why the tests are none. */
  wrong: string | null;
  verdicts: Map<string, Verdict>;
  /** The test that runs now. */
  current: string | null;
  /** When the time is up; counted from when the interpreters stand. */
  end: number | null;
}

function note(progress: Progress, { plan, wrong, start, case: verdict }: Report): void {
  if (plan) progress.plan = plan;
  if (wrong) progress.wrong = wrong;
  if (start) progress.current = start;
  if (!verdict) return;
  progress.verdicts.set(verdict.name, verdict);
  progress.current = null;
}

const failed = (name: string, output: string): Verdict => ({ name, status: 'error', output, durationMs: 0 });

/**
 * Verdicts in the order of the tests. A test that ends its interpreter, or takes too long, costs that test only: the
 * others run in a next round, in fresh interpreters.
 */
export async function runPythonTests(job: PythonTests): Promise<Verdict[]> {
  const { solution, tests, unnamed, shared, limits, signal } = job;
  const progress: Progress = { plan: null, wrong: null, verdicts: new Map(), current: null, end: null };
  const left = () => (progress.end === null ? limits.timeMs : Math.round(progress.end - performance.now()));
  const paths = Object.keys(solution).filter(isPython);
  const modules = unnamed ? [] : modulesOf(paths);
  const [only] = unnamed ? paths : [];
  const guestJob = encode({ files: inBase64({ ...shared, ...solution }), modules, unnamed: only });
  const judgeFiles = {
    files: inBase64({ ...shared, ...tests }),
    load: testFiles(tests),
    modules,
    unnamed: only,
  };
  const missing = () => (progress.plan ?? []).filter((name) => !progress.verdicts.has(name));
  const pair = await pairOf(limits);
  let why = 'The program ended too often.';
  for (let round = 0; round < mostRounds; round++) {
    progress.current = null;
    const before = progress.verdicts.size;
    const { judge, guest, stderr } = await runPairInSandbox({
      pair,
      judgeJob: encode({ ...judgeFiles, only: round ? missing() : undefined }),
      guestJob,
      signal,
      onReport(bytes) {
        note(progress, JSON.parse(Buffer.from(bytes).toString()) as Report);
        progress.end ??= performance.now() + limits.timeMs;
        return Math.max(1, Math.min(left(), limits.timeMs * shareOfTest));
      },
    });
    why = whyEnded[judge] ?? whyEnded[guest] ?? 'The program ended before the test did.';
    const { current, wrong } = progress;
    if (wrong !== null) throw new WrongJob(wrong);
    if (progress.plan === null)
      throw new SandboxFault(`the judge ended before its plan (${judge}). ${stderr}`);
    if (current !== null) progress.verdicts.set(current, failed(current, why));
    if (!missing().length || progress.verdicts.size === before || left() <= 0) break;
  }
  return (progress.plan ?? []).map((name) => progress.verdicts.get(name) ?? failed(name, why));
}
