/**
 * Test files of languages whose interpreter runs program and tests together. The harness is read first, gets the tests
 * by standard input, so that they stand on no disk, and writes each verdict on a line that begins with a secret key.
 * What the program prints cannot be one; but it shares the interpreter, so tests that must bear deceit are cases of
 * input and output.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPath, runProgram } from '../run.ts';
import { type CaseStatus, type ProgramFiles, type ProgramResult, WrongJob } from '../schema.ts';
import { harnessFolder } from './folder.ts';
import type { PythonTests, Verdict } from './python.ts';

const harnesses = {
  javascript: {
    parts: ['javascript/mock.js', 'javascript/harness.js'],
    entry: 'lectern-harness.js',
    ending: /\.[cm]?js$/,
  },
  ruby: { parts: ['ruby/harness.rb'], entry: 'lectern-harness.rb', ending: /\.rb$/ },
} as const;
export type LinesLanguage = keyof typeof harnesses;
export const isByLines = (language: string): language is LinesLanguage => Object.hasOwn(harnesses, language);

const sources = new Map<LinesLanguage, string>();
function sourceOf(language: LinesLanguage): string {
  const { parts } = harnesses[language];
  const known =
    sources.get(language) ?? parts.map((file) => readFileSync(join(harnessFolder, file), 'utf8')).join('\n');
  sources.set(language, known);
  return known;
}

const textsOf = (files: ProgramFiles): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      checkPath(path),
      typeof content === 'string' ? content : Buffer.from(content).toString('utf8'),
    ]),
  );

interface Round {
  plan: string[];
  verdicts: Map<string, Verdict>;
  /** Why the tests are none. */
  wrong: string | null;
}

const statuses = new Set<string>(['passed', 'failed', 'error', 'skipped'] satisfies CaseStatus[]);

/** What was printed between two lines of the harness belongs to the test that ran. */
function readRound(stdout: string, key: string): Round {
  const round: Round = { plan: [], verdicts: new Map(), wrong: null };
  let printed: string[] = [];
  for (const line of stdout.split('\n')) {
    const [, kind = '', ms = '0', rest = ''] = line.startsWith(key)
      ? (/^\S+ (\S+) (\d+) (.*)$/.exec(line) ?? [])
      : [];
    if (!kind) {
      printed.push(line);
      continue;
    }
    const [name, text] = JSON.parse(`[${rest.replace(/^("(?:[^"\\]|\\.)*") /, '$1,')}]`) as [string, string];
    if (kind === 'plan') round.plan.push(name);
    else if (kind === 'wrong') round.wrong = `${name}: ${text}`;
    else if (statuses.has(kind)) {
      const output = [printed.join('\n').trim(), text].filter(Boolean).join('\n');
      round.verdicts.set(name, { name, status: kind as CaseStatus, output, durationMs: Number(ms) });
    }
    printed = [];
  }
  return round;
}

const whyEnded: Partial<Record<ProgramResult['outcome'], string>> = {
  timeout: 'The test took too long.',
  memory: 'The program used too much memory.',
  output: 'The program produced too much output.',
  files: 'The program wrote too many files.',
};
/** Of the whole time: what all tests together may take, and what one may take that is run alone. */
const shares = { together: 1 / 2, alone: 1 / 4 };
/** After that many lost tests the program is hopeless. */
const mostAlone = 8;

/** Verdicts in the order of the tests. One that ends the interpreter or hangs costs that test: the others run alone. */
export async function runTestsByLines(job: PythonTests & { language: LinesLanguage }): Promise<Verdict[]> {
  const { language, solution, tests, unnamed, shared, limits, signal } = job;
  const { entry, ending } = harnesses[language];
  const key = randomUUID();
  const end = performance.now() + limits.timeMs;
  const left = () => Math.round(end - performance.now());
  const [only] = unnamed ? Object.keys(solution).filter((path) => ending.test(path)) : [];
  const all = textsOf(tests);
  const named = Object.entries(all).filter(([path]) => ending.test(path));
  if (named.length === 0) throw new WrongJob(`There is no file in ${language} among the tests.`);
  const files = { ...shared, ...solution, [entry]: sourceOf(language) };

  async function round(wanted: { only?: string[]; plan?: boolean }, timeMs: number) {
    const task = { key, tests: Object.fromEntries(named), unnamed: only && `/${only}`, ...wanted };
    const bounded = { ...limits, timeMs: Math.max(1, Math.round(timeMs)) };
    const stdin = JSON.stringify(task);
    const result = await runProgram({ language, files, entry, stdin, limits: bounded, signal });
    const read = readRound(result.stdout, key);
    if (read.wrong !== null) throw new WrongJob(read.wrong);
    return { ...read, result };
  }

  const first = await round({}, limits.timeMs * shares.together);
  const { verdicts } = first;
  // A test that hung took what the others had printed with it: which there are is asked again, without the program.
  const plan = first.plan.length > 0 ? first.plan : (await round({ plan: true }, limits.timeMs)).plan;
  if (plan.length === 0) throw new WrongJob(`There is no test in these files. ${first.result.stderr}`.trim());
  let why = whyEnded[first.result.outcome] ?? 'The program ended before the test did.';
  let lost = 0;
  for (const name of plan) {
    if (verdicts.has(name)) continue;
    if (left() > 0 && lost < mostAlone) {
      const alone = await round({ only: [name] }, Math.min(left(), limits.timeMs * shares.alone));
      why = whyEnded[alone.result.outcome] ?? 'The program ended before the test did.';
      const verdict = alone.verdicts.get(name);
      if (verdict) {
        verdicts.set(name, verdict);
        continue;
      }
      lost += 1;
    }
    verdicts.set(name, { name, status: 'error', output: why, durationMs: 0 });
  }
  return plan.map((name) => verdicts.get(name) ?? { name, status: 'error', output: why, durationMs: 0 });
}
