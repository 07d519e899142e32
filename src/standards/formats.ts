/** Which format an archive holds, and its way in. A format is told by the files that make it one, never by a name. */

import { inLanguage } from '#modules/content/index.ts';
import { tarFiles, zipFiles } from '#platform/archive/index.ts';
import { Refusal } from '#platform/refusal.ts';
import { importAplus, isAplus } from './aplus/index.ts';
import { importCartridge, isCartridge, writeCartridge } from './cartridge/index.ts';
import { importCnxml, isCnxml } from './cnxml/index.ts';
import type { Exported, ExportInput } from './export-course.ts';
import { importGift, readGiftFiles } from './gift/index.ts';
import { importBackup, importQuiz, isBackup, readQuizFiles } from './moodle/index.ts';
import { importOlx, type OlxOptions, olxRefusals, writeOlx } from './olx/index.ts';
import { folderOf, importOwn, isOwn, type OwnCourse, type Source } from './own-source.ts';
import { importPages, openPages } from './pages/index.ts';
import { importQti, isQti, readAssessmentText, writeAssessment1, writePackage } from './qti/index.ts';
import { writeEpub, writeSite } from './reading/index.ts';

export const formats = [
  'lectern',
  'olx',
  'aplus',
  'imscc',
  'qti',
  'cnxml',
  'gift',
  'moodle-xml',
  'moodle-backup',
  'markdown',
] as const;
export type Format = (typeof formats)[number];

export const detectFormat = (paths: readonly string[]): Format | null =>
  isOwn(paths) ? 'lectern' : folderOf(paths, 'course.xml') === null ? null : 'olx';

export interface ImportedCourse extends OwnCourse {
  format: Format;
}

export interface ImportOptions extends OlxOptions {
  /** As people call it: a bank of questions has no other name. */
  fileName?: string;
}

/** Any archive of a known format as a course source, with a report of what became of everything in it. */
export async function importCourse(archive: Source, options: ImportOptions = {}): Promise<ImportedCourse> {
  // A backup of Moodle has a file called course.xml, too.
  if (isBackup(archive.paths)) return { format: 'moodle-backup', ...(await importBackup(archive)) };
  const format = detectFormat(archive.paths);
  if (format === 'olx') return { format, ...(await importOlx(archive, options)) };
  if (format === 'lectern') return { format, ...(await importOwn(archive)) };
  if (isCnxml(archive)) return { format: 'cnxml', ...(await importCnxml(archive)) };
  // Nothing else is one by the names of its files alone.
  if (await isAplus(archive)) return { format: 'aplus', ...(await importAplus(archive)) };
  if (await isCartridge(archive))
    return { format: 'imscc', ...(await importCartridge(archive, readAssessmentText)) };
  if (await isQti(archive)) return { format: 'qti', ...(await importQti(archive)) };
  const { fileName } = options;
  const pages = await openPages(archive, fileName);
  // A text alone is what its name says; a folder of questions may hold a word about them.
  if (pages && archive.paths.length === 1)
    return { format: 'markdown', ...(await importPages(pages, fileName)) };
  const quiz = await readQuizFiles(archive);
  if (quiz) return { format: 'moodle-xml', ...(await importQuiz(archive, quiz, fileName)) };
  const gift = await readGiftFiles(archive);
  if (gift) return { format: 'gift', ...(await importGift(archive, gift, fileName)) };
  if (pages) return { format: 'markdown', ...(await importPages(pages, fileName)) };
  throw new Refusal(olxRefusals['olx-no-course']);
}

export const exportFormats = ['olx', 'imscc', 'qti', 'html', 'epub'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const writers: Record<ExportFormat, (input: ExportInput) => Promise<Exported>> = {
  olx: writeOlx,
  imscc: (input) => writeCartridge(input, writeAssessment1),
  qti: writePackage,
  html: writeSite,
  epub: writeEpub,
};

/** A course in a format of others and one of its languages, with a report of what it does not say. */
export const exportCourse = (
  format: ExportFormat,
  { release, source }: ExportInput,
  language = release.course.language,
): Promise<Exported> => writers[format]({ release: inLanguage(release, language), source });

/** How a file of a format is called, and what it is. */
export const exportFiles: Record<ExportFormat, { extension: string; type: string }> = {
  olx: { extension: 'olx.tar.gz', type: 'application/gzip' },
  imscc: { extension: 'imscc', type: 'application/zip' },
  qti: { extension: 'qti.zip', type: 'application/zip' },
  html: { extension: 'html.zip', type: 'application/zip' },
  epub: { extension: 'epub', type: 'application/epub+zip' },
};

/** The files of an export as one file. Open edX takes a TAR with everything in one folder. */
export const packed = (format: ExportFormat, files: Exported['files']): Promise<Buffer> =>
  format === 'olx' ? tarFiles(files, 'course/') : zipFiles(files);
