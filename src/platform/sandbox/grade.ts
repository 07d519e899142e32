/** Grades a program by tests: cases of input and output in every language, test files where there is a harness. */
import { runFileTests } from './harness/index.ts';
import { checkLimits } from './limits.ts';
import { compiledOf, runProgram } from './run.ts';
import {
  type CaseStatus,
  type GradedCase,
  type GradedProgram,
  type GradingJob,
  type IoCase,
  type Limits,
  type ProgramResult,
  WrongJob,
} from './schema.ts';

const isHidden = ({ hidden }: GradingJob, name: string): boolean =>
  Array.isArray(hidden) ? hidden.includes(name) : hidden === true;

function maxOf(job: GradingJob, name: string, own?: number): number {
  const points = own ?? (job.points && Object.hasOwn(job.points, name) ? job.points[name] : undefined) ?? 1;
  if (!Number.isFinite(points) || points < 0)
    throw new WrongJob(`The test "${name}" has no points: ${points}.`);
  return points;
}

/** What a reader sees: line by line, without spaces at the end of lines or empty lines at the end of the text. */
const visible = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();

const whyEnded: Partial<Record<ProgramResult['outcome'], string>> = {
  timeout: 'The program took too long.',
  memory: 'The program used too much memory.',
  output: 'The program produced too much output.',
  files: 'The program wrote too many files.',
  crashed: 'The program crashed.',
};

function judgeIo(result: ProgramResult, expected: string): { status: CaseStatus; output: string } {
  const said = [result.stdout.trimEnd(), result.stderr.trimEnd(), whyEnded[result.outcome]];
  const output = said.filter(Boolean).join('\n');
  if (result.outcome !== 'exited') return { status: 'error', output };
  if (visible(result.stdout) === visible(expected)) return { status: 'passed', output };
  return { status: result.exitCode === 0 ? 'failed' : 'error', output };
}

async function gradeIo(job: GradingJob, cases: readonly IoCase[], limits: Limits): Promise<GradedProgram> {
  const end = performance.now() + limits.timeMs;
  const graded: GradedCase[] = [];
  let compileOutput: string | undefined;
  let compiled: Uint8Array | null = null;
  for (const test of cases) {
    const timeMs = Math.max(1, Math.round(end - performance.now()));
    const { language, solution: files, signal } = job;
    const program = { language, files, args: test.args, stdin: test.stdin, signal };
    const result = await runProgram({
      ...program,
      limits: { ...limits, timeMs },
      ...(compiled && { compiled }),
    });
    // Compiling takes seconds: once is enough for all cases.
    compiled ??= compiledOf(program, result);
    compileOutput ??= result.compileOutput;
    const max = maxOf(job, test.name, test.points);
    const { status, output } =
      result.outcome === 'uncompiled'
        ? { status: 'error' as const, output: result.compileOutput ?? '' }
        : judgeIo(result, test.expected);
    graded.push({
      name: test.name,
      status,
      points: status === 'passed' ? max : 0,
      max,
      output,
      expected: test.expected,
      durationMs: result.durationMs,
      hidden: test.hidden ?? isHidden(job, test.name),
    });
  }
  return summed(graded, compileOutput);
}

function summed(cases: GradedCase[], compileOutput?: string): GradedProgram {
  const sum = (of: (graded: GradedCase) => number) => cases.reduce((total, graded) => total + of(graded), 0);
  return {
    cases,
    points: sum(({ points }) => points),
    max: sum(({ max }) => max),
    ...(compileOutput && { compileOutput }),
  };
}

/** A test that the tests themselves skip is worth nothing, so that a right solution gets all points. */
export async function gradeProgram(job: GradingJob): Promise<GradedProgram> {
  const limits = checkLimits(job.limits);
  if (!Object.keys(job.solution).length) throw new WrongJob('There is no file to grade.');
  if ('cases' in job.tests) {
    if (!job.tests.cases.length) throw new WrongJob('There is no test.');
    return gradeIo(job, job.tests.cases, limits);
  }
  const verdicts = await runFileTests({ ...job, tests: job.tests.files, limits });
  return summed(
    verdicts.map(({ name, status, output, durationMs }) => {
      const max = status === 'skipped' ? 0 : maxOf(job, name);
      const points = status === 'passed' ? max : 0;
      return { name, status, points, max, output, durationMs, hidden: isHidden(job, name) };
    }),
  );
}
