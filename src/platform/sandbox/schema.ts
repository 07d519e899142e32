/**
 * Running programs that nobody has read. A *program* is files, arguments and input in one of a few languages; a *job*
 * is one run of it within *limits*; a *case* is one test of it. Types only, safe for the browser.
 */

export type Language = 'python' | 'javascript' | 'ruby' | 'c' | 'cpp' | 'sql';

export const languages: readonly Language[] = ['python', 'javascript', 'ruby', 'c', 'cpp', 'sql'];

/** Path, relative and with `/`, to content. */
export type ProgramFiles = Readonly<Record<string, string | Uint8Array>>;

/** Every one is a whole number above zero; nothing switches a limit off. */
export interface Limits {
  /** Wall time of the whole job, milliseconds. */
  timeMs: number;
  /** Bytes that one program may hold in memory. */
  memoryBytes: number;
  /** Bytes of standard output and error, together. */
  outputBytes: number;
  /** Files and folders that it may make, and bytes that it may write into files. */
  files: number;
  fileBytes: number;
}

export interface Program {
  language: Language;
  files: ProgramFiles;
  /** The file that runs. Where it is not named: the only one, else the one called `main`. */
  entry?: string;
  args?: readonly string[];
  stdin?: string | Uint8Array;
  limits?: Partial<Limits>;
  /** What `compiledOf` gave of an earlier run of the same files: they are not compiled again. */
  compiled?: Uint8Array;
  /** Ends the run, and the process in which it stands. */
  signal?: AbortSignal;
}

/** How a run ended: by itself, never begun (the compiler refused it), or ended from outside. */
export type Outcome = 'exited' | 'uncompiled' | 'timeout' | 'memory' | 'output' | 'files' | 'crashed';

export interface ProgramResult {
  outcome: Outcome;
  /** Only where the program exited by itself. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** What a compiler said; absent where nothing is compiled. */
  compileOutput?: string;
  /** Files that the program made or changed. */
  files: Record<string, Uint8Array>;
  durationMs: number;
}

/** One run with input whose output is compared. */
export interface IoCase {
  name: string;
  stdin?: string;
  args?: readonly string[];
  /** Compared line by line, without spaces at the end of lines and empty lines at the end of the text. */
  expected: string;
  points?: number;
  hidden?: boolean;
}

/** Tests: cases of input and output, or files of the test library that the language's people use. */
export type Tests = { cases: readonly IoCase[] } | { files: ProgramFiles };

export interface GradingJob {
  language: Language;
  solution: ProgramFiles;
  /** Python: the only file has no name of its own; it gets the one that the tests import. */
  unnamed?: boolean;
  tests: Tests;
  /** Python: files of which the program and its tests have a copy each. */
  shared?: ProgramFiles;
  /** Points of single tests by name; a test that is not named gives 1. */
  points?: Readonly<Record<string, number>>;
  /** Tests whose output others must not see: all, or those of these names. */
  hidden?: boolean | readonly string[];
  limits?: Partial<Limits>;
  /** Ends the grading, and the process in which it stands. */
  signal?: AbortSignal;
}

export type CaseStatus = 'passed' | 'failed' | 'error' | 'skipped';

export interface GradedCase {
  name: string;
  status: CaseStatus;
  points: number;
  max: number;
  /** What the program printed and what the test said of it. */
  output: string;
  expected?: string;
  durationMs: number;
  hidden: boolean;
}

export interface GradedProgram {
  cases: GradedCase[];
  points: number;
  max: number;
  compileOutput?: string;
}

/** One job cannot be run at all: nothing was said of the program. Worth trying again. */
export class SandboxFault extends Error {
  override name = 'SandboxFault';
}

/** The job itself is not one (a limit of zero, tests that do not load): trying again will not help. */
export class WrongJob extends Error {
  override name = 'WrongJob';
}
