/** The sandbox as a runner: each battery of tests is one job; its points are shared by its tests. */
import { type Battery, type CodeTask, codeRunner } from '#activities/code/settings.ts';
import type { Judgement, TestCase } from '#modules/content/contract.ts';
import type { Runner } from '#modules/grading/contract.ts';
import { CannotRun } from '#modules/grading/index.ts';
import { type GradedProgram, gradeProgram, languages, WrongJob } from '#platform/sandbox/index.ts';

/** Points of a battery, shared by the tests that count; where none ran, why. */
function casesOf({ points, hidden, files }: Battery, graded: GradedProgram): TestCase[] {
  const name = Object.keys(files).join(', ');
  if (graded.cases.length === 0)
    return [
      { name, status: 'error', points: 0, max: points ?? 1, output: graded.compileOutput ?? '', hidden },
    ];
  const scale = points === null ? 1 : points / (graded.max || 1);
  return graded.cases.map(({ durationMs, output, ...one }) => ({
    ...one,
    points: one.points * scale,
    max: one.max * scale,
    ...(output && { output }),
    duration: durationMs,
    hidden,
  }));
}

/** Points of the tests as parts of those of the activity. */
function judgementOf(tests: TestCase[], possible: number | undefined): Judgement {
  const sum = (of: (one: TestCase) => number) => tests.reduce((total, one) => total + of(one), 0);
  const max = sum((one) => one.max);
  const score = max > 0 ? Math.min(1, sum((one) => one.points) / max) : 0;
  // Sums of shares miss a whole by a hair.
  const scale = possible !== undefined && max > 0 ? possible / max : 1;
  const cases = tests.map((one) => ({ ...one, points: one.points * scale, max: one.max * scale }));
  return { score: tests.every((one) => one.points === one.max) ? 1 : score, cases };
}

function runBattery(task: CodeTask, battery: Battery, signal: AbortSignal): Promise<GradedProgram> {
  const { language, program: solution, seconds, megabytes } = task;
  return gradeProgram({
    ...{ language, solution },
    tests: battery.cases.length > 0 ? { cases: battery.cases } : { files: battery.files },
    limits: { timeMs: seconds * 1_000, memoryBytes: megabytes * 1024 * 1024 },
    signal,
  });
}

export const sandboxRunner: Runner = {
  name: codeRunner,
  longestSeconds: 180,
  check(spec) {
    const { language, batteries } = spec as CodeTask;
    if (!languages.includes(language)) return `The sandbox knows no ${language}.`;
    return batteries.length > 0 ? null : 'There are no tests.';
  },
  async grade({ spec, signal, activity }) {
    const task = spec as CodeTask;
    const cases: TestCase[] = [];
    try {
      for (const battery of task.batteries)
        cases.push(...casesOf(battery, await runBattery(task, battery, signal)));
    } catch (error) {
      throw error instanceof WrongJob ? new CannotRun(error.message) : error;
    }
    return { outcome: 'judged', judgement: judgementOf(cases, activity.points) };
  },
};
