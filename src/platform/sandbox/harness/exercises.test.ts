import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { closeSandbox, gradeProgram, type ProgramFiles, setSandboxSize } from '../index.ts';

const folder = join(import.meta.dirname, 'exercises');
const exercises = readdirSync(folder);
const patience = { timeout: 240_000 };
/** Solutions whose name has to be said, since the standard library has one of the same. */
const named: Record<string, string> = { statistics: 'statistics.py' };
setSandboxSize(2);
afterAll(closeSandbox);

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path).flatMap((name) => {
    const inner = join(path, name);
    return statSync(inner).isDirectory() ? filesBelow(inner) : [inner];
  });
}

const isTests = (name: string) => !/^(solution|unfinished|shared)(\.py)?$/.test(name);
const read = (root: string, paths: readonly string[]): ProgramFiles =>
  Object.fromEntries(paths.map((path) => [relative(root, path), readFileSync(path)]));
const readBelow = (path: string) => read(path, filesBelow(path));

async function grade(exercise: string, which: 'solution' | 'unfinished') {
  const root = join(folder, exercise);
  const tests = readdirSync(root).filter(isTests);
  const whole = join(root, which);
  return gradeProgram({
    language: 'python',
    solution: existsSync(whole)
      ? readBelow(whole)
      : { [named[exercise] ?? 'handed-in.py']: readFileSync(`${whole}.py`) },
    unnamed: !existsSync(whole) && !named[exercise],
    tests: {
      files: read(
        root,
        tests.map((name) => join(root, name)),
      ),
    },
    shared: readBelow(join(root, 'shared')),
    limits: { timeMs: 60_000 },
  });
}

test('there are at least 30 exercises', () => {
  expect(exercises.length).toBeGreaterThanOrEqual(30);
});

test.concurrent.each(exercises)('a right solution of %s gets all points', patience, async (exercise) => {
  const { cases, points, max } = await grade(exercise, 'solution');
  expect(cases.filter(({ status }) => status !== 'passed' && status !== 'skipped')).toEqual([]);
  expect(points).toBe(max);
  expect(max).toBeGreaterThan(0);
});

/** Of every twelfth one: what an unfinished program meets is the same in all of them. */
const sampled = exercises.filter((_, index) => index % 12 === 0);

test.concurrent.each(sampled)('an unfinished %s gets less', patience, async (exercise) => {
  const { points, max } = await grade(exercise, 'unfinished');
  expect(points).toBeLessThan(max);
});
