/** What commands about a course share: opening it wherever it stands, and saying what is wrong with it. */
import { access, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { SourceProblem } from '#modules/content/index.ts';
import { type KeptFiles, openArchive, withKept } from '#platform/archive/index.ts';
import { isRemote, openRemote, type RemoteOptions } from '#platform/git/index.ts';
import type { ImportedCourse } from '#standards/formats.ts';
import { importOwn, isOwn } from '#standards/own-source.ts';
import { print } from './output.ts';

export interface JsonOption {
  json?: boolean;
}

const place = ({ file, line, column }: SourceProblem) =>
  [file, line, column].filter((part) => part !== null).join(':');

export function printProblems(problems: readonly SourceProblem[]): void {
  for (const problem of problems)
    print(`${place(problem)}  ${problem.severity}: ${problem.message}\n    ${problem.remedy}`);
}

interface OpenOptions extends RemoteOptions {
  /** Where the same folder is opened again and again: what was read before. */
  again?: { kept: KeptFiles; now: Date };
}

async function openPath(path: string, again: OpenOptions['again']) {
  await access(path).catch(() => {
    throw new Error(`${path} cannot be read.\nName a folder, an archive or a file of questions.`);
  });
  const archive = await openArchive(resolve(path));
  if (!again || !(await stat(path)).isDirectory()) return archive;
  return withKept(archive, resolve(path), again.kept, again.now);
}

/** A course in any format that can be read, as our own source with a report. Nothing is written. */
export async function openSource(place: string, options: OpenOptions = {}): Promise<ImportedCourse> {
  const archive = isRemote(place) ? await openRemote(place, options) : await openPath(place, options.again);
  try {
    if (isOwn(archive.paths)) return { format: 'lectern', ...(await importOwn(archive)) };
    // Loaded where it is needed: checking one's own course is to be quick.
    const { importCourse } = await import('#standards/formats.ts');
    return await importCourse(archive, { fileName: basename(place) });
  } finally {
    await archive.close();
  }
}
