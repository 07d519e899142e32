/** Runs one program in the sandbox. */
import { checkLimits } from './limits.ts';
import { runInSandbox } from './pool.ts';
import { type Program, type ProgramFiles, type ProgramResult, WrongJob } from './schema.ts';
import { isCompiled, programFile, toolchains } from './toolchains.ts';

const encoder = new TextEncoder();
/** What a person typed is read in one spelling; a broken character becomes a replacement sign. */
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

export const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? encoder.encode(content) : content;

export function checkPath(path: string): string {
  const parts = path.split('/');
  if (
    !path ||
    path.includes('\\') ||
    path.includes('\0') ||
    parts.some((part) => !part || /^\.+$/.test(part))
  )
    throw new WrongJob(`"${path}" is not the path of a file below a folder.`);
  return path;
}

export const fileMap = (files: ProgramFiles): Map<string, Uint8Array> =>
  new Map(Object.entries(files).map(([path, content]) => [checkPath(path), bytesOf(content)]));

function entryOf({ entry, files, language }: Program): string {
  const { mainFile } = toolchains[language];
  const paths = Object.keys(files);
  const found = entry ?? (paths.length === 1 ? paths[0] : mainFile);
  if (!found || !Object.hasOwn(files, found))
    throw new WrongJob(`Say which file runs: there is no ${entry ?? mainFile}.`);
  return found;
}

/** What a compiler made of the program, to be given with its next run; null: nothing is compiled, or nothing was made. */
export function compiledOf({ language }: Program, { files }: ProgramResult): Uint8Array | null {
  return isCompiled(language) ? (files[programFile] ?? null) : null;
}

export async function runProgram(program: Program): Promise<ProgramResult> {
  const limits = checkLimits(program.limits);
  const entry = entryOf(program);
  const toolchain = toolchains[program.language];
  const files = fileMap(program.files);
  const { compiled } = program;
  if (compiled) files.set(programFile, compiled);
  const begun = performance.now();
  const reply = await runInSandbox({
    compile: compiled ? [] : toolchain.compile(entry, [...files.keys()]),
    run: toolchain.run(entry),
    files,
    args: program.args ?? [],
    stdin: bytesOf(program.stdin ?? ''),
    limits,
    signal: program.signal,
  });
  const durationMs = Math.round(performance.now() - begun);
  if (!('kind' in reply))
    return { outcome: reply.outcome, exitCode: null, stdout: '', stderr: '', files: {}, durationMs };
  const made = [...reply.files].filter(([path, bytes]) => !sameBytes(files.get(path), bytes));
  return {
    outcome: reply.outcome,
    exitCode: reply.exitCode,
    stdout: text(reply.stdout),
    stderr: text(reply.stderr),
    ...(reply.compileOutput && { compileOutput: text(reply.compileOutput) }),
    files: Object.fromEntries(made),
    durationMs,
  };
}

const sameBytes = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one !== undefined && Buffer.compare(one, other) === 0;
