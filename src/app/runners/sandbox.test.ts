import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gradingTask } from '#activities/code/rules.ts';
import type { Battery, CodeSettings, CodeTask } from '#activities/code/settings.ts';
import { activityTypes } from '#activities/index.ts';
import { compileCourse, findActivity, readFolder } from '#modules/content/index.ts';
import { describeRunner } from '#modules/grading/testing/runners.ts';
import { closeSandbox, type Language } from '#platform/sandbox/index.ts';
import { demoCoursesFolder } from '../paths.ts';
import { programs } from '../seed/programs.ts';
import { sandboxRunner } from './sandbox.ts';

afterAll(closeSandbox);

const tests: Battery = {
  hidden: false,
  points: 3,
  cases: [],
  files: {
    'test_double.py': `import unittest
from numbers_ import double

class Double(unittest.TestCase):
    def test_three(self):
        self.assertEqual(double(3), 6)

    def test_nothing(self):
        self.assertEqual(double(0), 0)
`,
  },
};
const spec = (body: string, seconds = 10): { spec: CodeTask } => ({
  spec: {
    language: 'python',
    program: { 'numbers_.py': `def double(n):\n    ${body}\n` },
    batteries: [tests],
    seconds,
    megabytes: 256,
  },
});

describeRunner('sandbox', () => ({
  runner: sandboxRunner,
  right: () => spec('return 2 * n'),
  wrong: () => spec('return n'),
  endless: () => spec('while True: pass', 2),
  impossible: { ...spec('').spec, language: 'cobol' },
}));

interface Sample extends Partial<Battery> {
  program: Record<string, string>;
}

const js = (body: string): Sample => ({
  points: 2,
  program: { 'double.js': `export const double = (n) => ${body};` },
  files: {
    'double.test.js': `import { test } from 'node:test';
import assert from 'node:assert';
import { double } from './double.js';
test('three', () => assert.equal(double(3), 6));
test('nothing', () => assert.equal(double(0), 0));`,
  },
});
const ruby = (body: string): Sample => ({
  points: 2,
  program: { 'double.rb': `def double(n) = ${body}` },
  files: {
    'test_double.rb': `require_relative 'double'
class DoubleTest < Minitest::Test
  def test_three = assert_equal(6, double(3))
  def test_nothing = assert_equal(0, double(0))
end`,
  },
});
const cpp = (body: string): Sample => ({
  program: {
    'main.cpp': `#include <cstdio>
template <typename Number> Number twice(Number n) { return ${body}; }
int main() { int n; while (std::scanf("%d", &n) == 1) std::printf("%d\\n", twice(n)); }`,
  },
  cases: [
    { name: 'three', stdin: '3', expected: '6', points: 1 },
    { name: 'several', stdin: '0 1', expected: '0\n2', points: 1 },
  ],
});

test.each<[Language, Sample, Sample]>([
  ['javascript', js('2 * n'), js('n')],
  ['ruby', ruby('2 * n'), ruby('n')],
  ['cpp', cpp('2 * n'), cpp('n')],
])('programs in %s are judged as they deserve', { timeout: 240_000 }, async (language, ...both) => {
  const scores = [];
  for (const { program, ...battery } of both) {
    const batteries = [{ hidden: false, points: null, files: {}, cases: [], ...battery }];
    const task = { language, program, batteries, seconds: 60, megabytes: 256 };
    const job = { spec: task, activity: { points: 2 }, signal: new AbortController().signal };
    const result = await sandboxRunner.grade(job as never);
    if (result.outcome === 'judged') scores.push(result.judgement.score);
  }
  expect(scores).toEqual([1, language === 'cpp' ? 0 : 0.5]);
});

test('the exercise of the demo course is judged as its programs deserve', { timeout: 120_000 }, async () => {
  const source = await readFolder(join(demoCoursesFolder, 'finding-your-way'));
  const { release } = await compileCourse(source, activityTypes);
  const activity = release && findActivity(release, 'reckoning-course');
  const { right = [], wrong = {} } = programs['reckoning-course'] ?? {};
  const scores = [];
  for (const program of [...right, wrong]) {
    const task = gradingTask(program, activity?.settings as CodeSettings);
    const result = await sandboxRunner.grade({
      spec: task.spec,
      activity,
      signal: new AbortController().signal,
    } as never);
    if (result.outcome === 'judged') scores.push(result.judgement);
  }
  expect(scores.map(({ score }) => score).slice(0, -1)).toEqual(right.map(() => 1));
  expect(scores.at(-1)?.cases?.map(({ status }) => status)).toEqual([
    'passed',
    'passed',
    'failed',
    'failed',
    'failed',
  ]);
});
