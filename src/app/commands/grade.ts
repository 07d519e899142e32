import { Command, InvalidArgumentError, Option } from 'commander';
import {
  closeSandbox,
  type GradedProgram,
  gradeProgram,
  type Language,
  languages,
} from '#platform/sandbox/index.ts';
import { readGrading } from './grade-files.ts';
import { print, printJson } from './output.ts';

interface GradeOptions {
  language: Language;
  solution: string;
  tests: string;
  name?: string;
  time: number;
  json?: boolean;
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new InvalidArgumentError('It must be a number of seconds above zero.');
  return seconds;
}

function show({ points, max, cases, compileOutput }: GradedProgram): void {
  if (compileOutput) print(compileOutput);
  for (const { status, name, output } of cases) {
    print(`${status.padEnd(7)}  ${name}`);
    if (status !== 'passed' && output) print(output.replaceAll(/^/gm, '    '));
  }
  print(`${points} of ${max} points`);
}

/** Needs no database: the sandbox alone. */
export const gradeCommand = new Command('grade')
  .description('grade a program with a file of tests, in the sandbox')
  .addOption(
    new Option('--language <language>', 'language of the program').choices(languages).default('python'),
  )
  .requiredOption('--solution <file>', 'the program')
  .requiredOption('--tests <file>', 'the tests')
  .option('--name <module>', 'file name of the program; default: the module that the tests import')
  .option('--time <seconds>', 'how long all tests may take', secondsOf, 30)
  .option('--json', 'print JSON')
  .action(async ({ language, solution, tests, name, time, json }: GradeOptions) => {
    const files = await readGrading(language, { solution, tests, name });
    try {
      const graded = await gradeProgram({
        language,
        solution: files.solution,
        unnamed: name === undefined,
        tests: { files: files.tests },
        shared: files.shared,
        limits: { timeMs: Math.round(time * 1000) },
      });
      if (!json) return show(graded);
      const cases = graded.cases.map(({ name: test, status, output }) => ({ name: test, status, output }));
      printJson({ points: graded.points, max: graded.max, cases, compileOutput: graded.compileOutput });
    } finally {
      closeSandbox();
    }
  });
