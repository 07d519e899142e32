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

test('a learner reads which line failed and why, and nothing of the harness', patience, async () => {
  const { cases } = await gradeProgram({
    language: 'python',
    solution: {
      'answer.py': 'def ask():\n    return input()\ndef depth(n):\n    return depth(n)\n',
      'crooked.py': 'def answer(:\n    return 42\n',
    },
    tests: {
      files: {
        'test_answer.py': `
import answer, traceback, unittest

class AnswerTest(unittest.TestCase):
    def test_syntax(self):
        import crooked
    def test_library(self):
        import numpy
    def test_name(self):
        self.assertIn("answer.py", str(answer))
        from answer import other
    def test_input(self):
        answer.ask()
    def test_depth(self):
        answer.depth(1)
    def test_printed(self):
        try:
            answer.ask()
        except EOFError:
            self.fail(traceback.format_exc())
`,
        'test_crooked.py': `
import unittest

class AnswerTest(unittest.TestCase):
    def test_syntax(self):
        import crooked
`,
      },
    },
    limits: { timeMs: 20_000 },
  });
  expect(cases.map(({ output }) => output.split('\n'))).toEqual([
    ['test_answer.py:6: import crooked', 'crooked.py:1: def answer(:', 'SyntaxError: invalid syntax'],
    [
      'test_answer.py:8: import numpy',
      "ModuleNotFoundError: No module named 'numpy'. There are the standard library, the program, and what lies beside the tests.",
    ],
    [
      'test_answer.py:11: from answer import other',
      "ImportError: cannot import name 'other' from 'answer' (answer.py)",
    ],
    ['test_answer.py:13: answer.ask()', 'answer.py:2: return input()', 'EOFError: EOF when reading a line'],
    [
      'test_answer.py:15: answer.depth(1)',
      'answer.py:4: return depth(n)',
      'RecursionError: maximum recursion depth exceeded',
    ],
    [
      expect.stringContaining('test_answer.py:20: self.fail'),
      'Traceback (most recent call last):',
      '  File "test_answer.py", line 18, in test_printed',
      '    answer.ask()',
      'EOFError: EOF when reading a line',
      '',
    ],
    ['test_crooked.py:6: import crooked', 'crooked.py:1: def answer(:', 'SyntaxError: invalid syntax'],
  ]);
  // Two files have a test of that name.
  expect(cases.at(-1)?.name).toBe('AnswerTest.test_syntax (2)');
});
