/** Our own format among those that can be imported; apart from them, so that checking a course loads none of the others. */
import { parse } from 'yaml';
import { fewAtATime } from '#lib/few-at-a-time.ts';
import type { Archive } from '#platform/archive/index.ts';
import { type FidelityItem, type FidelityReport, fateOf, fidelityReportOf } from './fidelity.ts';

export type Source = Pick<Archive, 'paths' | 'read'>;

export interface OwnCourse {
  /** A course source, by path; it may still hold mistakes that compiling names. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

/** The shallowest folder that holds a file: archives often hold one folder with everything in it. */
export function folderOf(paths: readonly string[], file: string): string | null {
  const folders = paths
    .filter((path) => path === file || path.endsWith(`/${file}`))
    .map((path) => path.slice(0, -file.length))
    .toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  return folders[0] ?? null;
}

/** A course of Open edX around ours would be one with ours inside. */
export function isOwn(paths: readonly string[]): boolean {
  const depth = (file: string) => folderOf(paths, file)?.split('/').length ?? Number.POSITIVE_INFINITY;
  const own = depth('course.yaml');
  return Number.isFinite(own) && own <= depth('course.xml');
}

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
export async function importOwn(archive: Source): Promise<OwnCourse> {
  const folder = folderOf(archive.paths, 'course.yaml') ?? '';
  const files = new Map<string, Uint8Array>();
  const items: FidelityItem[] = [];
  const read = async (source: string) => {
    const target = source.startsWith(folder) ? source.slice(folder.length) : null;
    return { source, target, bytes: target === null ? null : await archive.read(source) };
  };
  for (const { source, target, bytes } of await fewAtATime(archive.paths.toSorted(), read)) {
    if (target !== null && bytes) files.set(target, bytes);
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
