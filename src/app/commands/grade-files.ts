/** The files of a grading on the command line: a program, its tests, and what stands beside them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import type { Language, ProgramFiles } from '#platform/sandbox/index.ts';

const largestData = 1024 * 1024;
const programEndings = new Set(['.py', '.js', '.mjs', '.rb', '.c', '.cpp', '.h', '.sql', '.pyc']);
const isTest = (path: string) => /^(test_.*|.*_test|tests?|conftest)\.py$/.test(basename(path));

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? 'file' : found?.isDirectory() ? 'folder' : null;
}

/** Modules by the names under which Python code imports them. */
function importsOf(source: string): string[] {
  const found = source.matchAll(/^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([\w., \t]+))/gm);
  return [...found].flatMap(([, from, plain = '']) =>
    (from ?? plain).split(',').map((name) => name.trim().split(/\s/)[0] ?? ''),
  );
}

/** The files of a module beside: a file, or a folder with all its Python files. */
async function filesOfModule(folder: string, name: string): Promise<string[]> {
  const [top = ''] = name.split('.');
  if (!top) return [];
  if ((await kindOf(join(folder, `${top}.py`))) === 'file') return [join(folder, `${top}.py`)];
  if ((await kindOf(join(folder, top))) !== 'folder') return [];
  const inner = await readdir(join(folder, top), { recursive: true });
  return inner.filter((path) => extname(path) === '.py').map((path) => join(folder, top, path));
}

/** What Python code imports from its own folder, and what that imports. */
async function modulesBeside(folder: string, source: string, taken: Set<string>): Promise<string[]> {
  const found: string[] = [];
  for (const name of importsOf(source))
    for (const path of await filesOfModule(folder, name)) {
      if (taken.has(path)) continue;
      taken.add(path);
      found.push(path, ...(await modulesBeside(folder, await readFile(path, 'utf8'), taken)));
    }
  return found;
}

const read = async (folder: string, paths: readonly string[]): Promise<ProgramFiles> =>
  Object.fromEntries(
    await Promise.all(paths.map(async (path) => [relative(folder, path), await readFile(path)] as const)),
  );

/** Data that lies beside the tests. */
async function dataBeside(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isFile() || entry.name.startsWith('.') || programEndings.has(extname(entry.name))) continue;
    if ((await stat(path)).size <= largestData) found.push(path);
  }
  return found;
}

export interface GradingFiles {
  solution: ProgramFiles;
  tests: ProgramFiles;
  shared: ProgramFiles;
}

async function readProgram(path: string): Promise<Buffer> {
  if ((await kindOf(path)) !== 'file') throw new Error(`There is no file ${path}.`);
  return await readFile(path);
}

/** Other programs beside the tests may be solutions, so only what is imported comes along, and never as the program. */
export async function readGrading(
  language: Language,
  { solution, tests, name = basename(solution) }: { solution: string; tests: string; name?: string },
): Promise<GradingFiles> {
  const [program, source] = [await readProgram(solution), await readProgram(tests)];
  const folder = dirname(tests);
  if (language !== 'python')
    return { solution: { [name]: program }, tests: { [basename(tests)]: source }, shared: {} };
  const beside = (place: string, text: Buffer) =>
    modulesBeside(place, text.toString(), new Set([tests, solution, join(folder, name)]));
  const conftest = (await kindOf(join(folder, 'conftest.py'))) ? [join(folder, 'conftest.py')] : [];
  const shared: ProgramFiles[] = [];
  for (const place of [folder, dirname(solution)])
    shared.push(
      await read(
        place,
        (await beside(place, program)).filter((path) => !isTest(path)),
      ),
    );
  return {
    solution: { [name]: program },
    tests: await read(folder, [
      tests,
      ...conftest,
      ...(await dataBeside(folder)),
      ...(await beside(folder, source)),
    ]),
    shared: Object.assign({}, ...shared),
  };
}
