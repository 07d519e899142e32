import { afterAll, expect, test } from 'vitest';
import { closeSandbox, gradeProgram, SandboxFault, setSandboxSize, WrongJob } from './index.ts';

const patience = { timeout: 120_000 };
const tests = `
import unittest
from answer import answer

class AnswerTest(unittest.TestCase):
    def test_answer(self):
        self.assertEqual(answer(), 42)
`;
setSandboxSize(1);
afterAll(closeSandbox);

const grade = (program: string, files: Record<string, string>, more = {}) =>
  gradeProgram({
    language: 'python',
    solution: { 'answer.py': program },
    tests: { files },
    limits: { timeMs: 20_000 },
    ...more,
  });
const right = 'def answer(): return 42';

test('a signal ends a grading and its process; the next one finds another', patience, async () => {
  const control = new AbortController();
  const endless = grade('while True: pass', { 'test_answer.py': tests }, { signal: control.signal });
  const waiting = grade(right, { 'test_answer.py': tests }, { signal: control.signal });
  setTimeout(() => control.abort(new Error('superseded')), 500);
  await expect(endless).rejects.toThrow('superseded');
  await expect(waiting).rejects.toThrow('superseded');
  const late = grade(right, { 'test_answer.py': tests }, { signal: control.signal });
  await expect(late).rejects.toThrow('superseded');
  expect(await grade(right, { 'test_answer.py': tests })).toMatchObject({ points: 1, max: 1 });
});

test('interpreters that fall before they know the tests are our fault', patience, async () => {
  const limits = { timeMs: 20_000, memoryBytes: 65_536 };
  await expect(grade(right, { 'test_answer.py': tests }, { limits })).rejects.toThrow(SandboxFault);
});

test.each([
  ['def (:', 'is no Python'],
  ['import answer', 'no test'],
  ['', 'no test'],
])('tests that are none (%j) are the fault of the job', patience, async (text, why) => {
  const graded = grade(right, { 'test_answer.py': text });
  await expect(graded).rejects.toThrow(WrongJob);
  await expect(graded).rejects.toThrow(why);
});

test('a test that ends its interpreter costs that test only', patience, async () => {
  const leaving = `import os\ncalls = 0\ndef answer():\n    os._exit(0)\ndef other(): return 1`;
  const { cases } = await grade(leaving, {
    'test_answer.py': `${tests}
from answer import other

class OtherTest(unittest.TestCase):
    def test_before(self):
        self.assertEqual(other(), 1)
`,
  });
  expect(cases.map(({ status }) => status)).toEqual(['error', 'passed']);
});
