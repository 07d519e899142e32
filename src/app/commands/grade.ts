import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Command, Option } from 'commander';
import {
  closeSandbox,
  type GradedProgram,
  gradeProgram,
  type Language,
  languages,
  type ProgramFiles,
} from '#platform/sandbox/index.ts';
import { print, printJson } from './output.ts';

interface GradeOptions {
  language: Language;
  solution: string;
  tests: string;
  name?: string;
  time?: string;
  json?: boolean;
}

const largestData = 1024 * 1024;

/** The test file, and data that lies beside it. Other programs beside it may be solutions, so they stay out. */
async function readTests(path: string, language: Language): Promise<ProgramFiles> {
  const files: Record<string, Uint8Array> = { [basename(path)]: await readFile(path) };
  const programs = new Set(['.py', '.js', '.mjs', '.rb', '.c', '.cpp', '.h', '.sql', extname(path)]);
  const folder = dirname(path);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.') || programs.has(extname(entry.name))) continue;
    const file = join(folder, entry.name);
    const { size } = await stat(file);
    if (language === 'python' && size <= largestData) files[entry.name] = await readFile(file);
  }
  return files;
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
  .option('--time <seconds>', 'how long all tests may take', '30')
  .option('--json', 'print JSON')
  .action(async ({ language, solution, tests, name, time, json }: GradeOptions) => {
    try {
      const graded = await gradeProgram({
        language,
        solution: { [name ?? basename(solution)]: await readFile(solution) },
        unnamed: name === undefined,
        tests: { files: await readTests(tests, language) },
        limits: { timeMs: Math.round(Number(time) * 1000) },
      });
      if (!json) return show(graded);
      const cases = graded.cases.map(({ name: test, status, output }) => ({ name: test, status, output }));
      printJson({ points: graded.points, max: graded.max, cases, compileOutput: graded.compileOutput });
    } finally {
      closeSandbox();
    }
  });
