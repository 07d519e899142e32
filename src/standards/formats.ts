/** Which format an archive holds, and its way in. A format is told by the files that make it one, never by a name. */

import { parse } from 'yaml';
import { type Archive, tarFiles, zipFiles } from '#platform/archive/index.ts';
import { Refusal } from '#platform/refusal.ts';
import { importAplus, isAplus } from './aplus/index.ts';
import { importCartridge, isCartridge, writeCartridge } from './cartridge/index.ts';
import { importCnxml, isCnxml } from './cnxml/index.ts';
import type { Exported, ExportInput } from './export-course.ts';
import { type FidelityItem, type FidelityReport, fateOf, fidelityReportOf } from './fidelity.ts';
import { importGift, readGiftFiles } from './gift/index.ts';
import { importBackup, importQuiz, isBackup, readQuizFiles } from './moodle/index.ts';
import { importOlx, type OlxOptions, olxRefusals, writeOlx } from './olx/index.ts';
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

/** The shallowest folder that holds a file: archives often hold one folder with everything in it. */
function folderOf(paths: readonly string[], file: string): string | null {
  const folders = paths
    .filter((path) => path === file || path.endsWith(`/${file}`))
    .map((path) => path.slice(0, -file.length))
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  return folders[0] ?? null;
}

export function detectFormat(paths: readonly string[]): Format | null {
  const depth = (file: string) => folderOf(paths, file)?.split('/').length ?? Number.POSITIVE_INFINITY;
  const [own, olx] = [depth('course.yaml'), depth('course.xml')];
  if (own === olx) return Number.isFinite(own) ? 'lectern' : null;
  return own < olx ? 'lectern' : 'olx';
}

export interface ImportedCourse {
  format: Format;
  /** A course source, by path; it may still hold mistakes that compiling names. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

type Source = Pick<Archive, 'paths' | 'read'>;

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

/** A course in a format of others, with a report of what it does not say. */
export const exportCourse = (format: ExportFormat, input: ExportInput): Promise<Exported> =>
  writers[format](input);

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

interface OwnSection {
  units?: unknown[];
  sections?: OwnSection[];
}

/** Title and outline of our own course.yaml, as far as it can be read; its mistakes are the compiler's to name. */
function readOwn(bytes: Uint8Array): { title: string; outline: OwnSection[] } {
  try {
    const { title, outline } = parse(new TextDecoder().decode(bytes), { maxAliasCount: 0 });
    return { title: String(title ?? ''), outline: Array.isArray(outline) ? outline : [] };
  } catch {
    return { title: '', outline: [] };
  }
}

const allSections = (sections: OwnSection[]): OwnSection[] =>
  sections.flatMap((section) => [
    section,
    ...allSections(Array.isArray(section?.sections) ? section.sections : []),
  ]);

/** Our own format goes through as it is. */
async function importOwn(archive: Source): Promise<Omit<ImportedCourse, 'format'>> {
  const folder = folderOf(archive.paths, 'course.yaml') ?? '';
  const files = new Map<string, Uint8Array>();
  const items: FidelityItem[] = [];
  for (const source of archive.paths.toSorted()) {
    const target = source.startsWith(folder) ? source.slice(folder.length) : null;
    if (target !== null) files.set(target, await archive.read(source));
    const notes = target === null ? [{ code: 'not-course', text: '' }] : [];
    items.push({ source, kind: 'file', title: '', fate: fateOf(target, notes), notes, target });
  }
  const { title, outline } = readOwn(files.get('course.yaml') ?? new Uint8Array());
  const sections = allSections(outline);
  const units = sections.reduce((sum, { units: own }) => sum + (Array.isArray(own) ? own.length : 0), 0);
  const text = [...files]
    .filter(([path]) => path.endsWith('.md'))
    .map(([, bytes]) => new TextDecoder().decode(bytes));
  const activities = text.join('\n').match(/^:{3,}[a-z-]+\{#/gm)?.length ?? 0;
  return {
    files,
    report: fidelityReportOf('lectern', title, { sections: sections.length, units, activities }, items),
  };
}
