import { afterAll } from 'vitest';
import type { Battery, CodeTask } from '#activities/code/settings.ts';
import { describeRunner } from '#modules/grading/testing/runners.ts';
import { closeSandbox } from '#platform/sandbox/index.ts';
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
