/** What grading costs beside a bare run of the same WebAssembly module, in the same process and with the same limits. */
import { closeSandbox, gradeProgram, runProgram, setSandboxSize } from '#platform/sandbox/index.ts';
import { atMost, type Row } from '../rig/rows.ts';

const solution = 'def two_fer(name="you"):\n    return f"One for {name}, one for me."\n';
const tests = `import unittest
from two_fer import two_fer

class TwoFerTest(unittest.TestCase):
    def test_no_name(self):
        self.assertEqual(two_fer(), "One for you, one for me.")

    def test_a_name(self):
        self.assertEqual(two_fer("Alice"), "One for Alice, one for me.")
`;
/** The same tests in one interpreter, by hand. */
const bare = `${solution}\nimport unittest\n${tests.split('\n').slice(2).join('\n')}\nunittest.main()\n`;

const grade = () =>
  gradeProgram({
    language: 'python',
    solution: { 'two_fer.py': solution },
    tests: { files: { 'two_fer_test.py': tests } },
  });
const run = () => runProgram({ language: 'python', files: { 'main.py': bare } });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The middle one of several, with time between them to have the next interpreters ready. */
async function medianMs(work: () => Promise<unknown>, times = 5): Promise<number> {
  const taken: number[] = [];
  for (let turn = 0; turn < times; turn++) {
    await pause(4_000);
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}

export async function measureSandbox(): Promise<Row[]> {
  setSandboxSize(1);
  try {
    await grade();
    await run();
    const bareMs = await medianMs(run);
    const gradingMs = await medianMs(grade);
    return [
      atMost('warm grading of a small Python exercise', gradingMs, 'ms', 1_000),
      atMost('the same beside a bare run of its tests', gradingMs / bareMs, 'times', 3),
    ];
  } finally {
    closeSandbox();
  }
}
