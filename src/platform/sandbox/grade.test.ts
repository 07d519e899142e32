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

test(
  'calls go as deep as in any Python, and calls without end are an error of the test',
  patience,
  async () => {
    const solution = `
from functools import lru_cache
@lru_cache
def fibonacci(n): return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
class Endless:
    def __repr__(self): return repr(self)
`;
    const { cases } = await grade(solution, {
      'test_answer.py': `
import json, unittest
from answer import Endless, depth, fibonacci

class DepthTest(unittest.TestCase):
    def test_cached(self):
        self.assertEqual(fibonacci(300) % 1000, 600)
    def test_plain(self):
        self.assertEqual(depth(900), 900)
    def test_caught(self):
        with self.assertRaises(RecursionError):
            json.loads('[' * 100_000)
    def test_endless(self):
        repr(Endless())
    def test_after(self):
        self.assertEqual(depth(1), 1)
`,
    });
    expect(cases.map(({ name, status }) => [name, status])).toEqual([
      ['DepthTest.test_cached', 'passed'],
      ['DepthTest.test_plain', 'passed'],
      ['DepthTest.test_caught', 'passed'],
      ['DepthTest.test_endless', 'error'],
      ['DepthTest.test_after', 'passed'],
    ]);
    expect(cases[3]?.output).toContain('RecursionError');
  },
);
