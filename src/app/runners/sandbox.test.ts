import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gradingTask } from '#activities/code/rules.ts';
import type { Battery, CodeSettings, CodeTask } from '#activities/code/settings.ts';
import { activityTypes } from '#activities/index.ts';
import { compileCourse, findActivity, readFolder } from '#modules/content/index.ts';
import { describeRunner } from '#modules/grading/testing/runners.ts';
import { closeSandbox } from '#platform/sandbox/index.ts';
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
