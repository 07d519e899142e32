/** Reads an archive with a course of A+ and gathers the files of what it became. */
import { parse, stringify } from 'yaml';
import { courseTextsPath, readFence, variantPath } from '#modules/content/index.ts';
import type { Archive } from '#platform/archive/index.ts';
import { type FidelityReport, fidelityReportOf } from '../../fidelity.ts';
import { translateCourse } from '../translate/course.ts';
import { type AplusCourse, courseFiles, findSources, readCourse } from '../wire/course.ts';

export interface Imported {
  /** A course source, by path. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

type Source = Pick<Archive, 'paths' | 'read'>;

const isText = (path: string) => /\.(?:html?|ya?ml|json)$|aplus-json$/.test(path);
const mostTextBytes = 64 * 1024 ** 2;

async function textsOf(archive: Source, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  let total = 0;
  for (const path of paths) {
    const bytes = await archive.read(path);
    total += bytes.length;
    if (total > mostTextBytes) break;
    texts.set(path, new TextDecoder().decode(bytes));
  }
  return texts;
}

/** Whether an archive holds a course of A+: its files are looked into, since their names alone say nothing. */
export async function isAplus(archive: Source): Promise<boolean> {
  const { json, index } = findSources(await textsOf(archive, courseFiles(archive.paths)));
  return json !== null || index !== null;
}

export async function importAplus(archive: Source): Promise<Imported> {
  const paths = archive.paths.toSorted();
  const texts = await textsOf(archive, paths.filter(isText));
  const text = (path: string) => texts.get(path) ?? '';
  const course = readCourse(paths, text);
  const { files: written, assets, report } = translateCourse(course, { paths, text });
  const encoder = new TextEncoder();
  const files = new Map<string, Uint8Array>();
  for (const [path, content] of written) files.set(path, encoder.encode(content));
  for (const [path, content] of translationsOf(course, written, { paths, text }))
    files.set(path, encoder.encode(content));
  for (const [path, target] of assets) files.set(target, await archive.read(path));
  return { files, report: withRest(report, paths, assets) };
}

interface Titles {
  title: string;
  outline: { section: string; title: string }[];
}

const titleOf = (text: string) => readFence(text).front?.match(/^title:.*$/m)?.[0] ?? 'title: ""';

/**
 * The same course in its other languages, as variants beside the units. Nobody has said that they are up to date, so that
 * what does not fit is read in the original.
 */
function translationsOf(
  { languages }: AplusCourse,
  original: ReadonlyMap<string, string>,
  around: { paths: string[]; text: (path: string) => string },
): Map<string, string> {
  const files = new Map<string, string>();
  for (const language of languages.slice(1)) {
    const { files: translated } = translateCourse(readCourse(around.paths, around.text, language), around);
    const { title, outline } = parse(translated.get('course.yaml') ?? '') as Titles;
    const sections = Object.fromEntries(outline.map((one) => [one.section, one.title]));
    files.set(courseTextsPath(language), stringify({ title, sections }));
    for (const [path, text] of translated) {
      if (!path.endsWith('.md') || original.get(path) === text || !original.has(path)) continue;
      const { body, front } = readFence(text);
      const head = front === null ? '' : `---\n${titleOf(text)}\n---\n`;
      files.set(variantPath(path, language), `${head}${body}`);
    }
  }
  return files;
}

/** Folders of what the course builder leaves for itself are one item each; a file alone is its own. */
function withRest(
  report: FidelityReport,
  paths: readonly string[],
  assets: ReadonlyMap<string, string>,
): FidelityReport {
  const told = new Set(report.items.map(({ source }) => source));
  const rest = paths.filter((path) => !told.has(path) && !assets.has(path));
  const folders = Map.groupBy(rest, (path) => path.replace(/[^/]*$/, ''));
  const items = [...folders].map(([folder, inside]) => {
    const config = /(?:^|\/)yaml\/$/.test(folder);
    const notes = config ? [] : [{ code: 'not-course', text: `${inside.length}` }];
    return {
      source: folder || (inside[0] ?? ''),
      kind: 'files',
      title: '',
      fate: config ? ('exact' as const) : ('dropped' as const),
      notes,
      target: config ? 'course.yaml' : null,
    };
  });
  const used = [...assets].map(([source, target]) => ({
    ...{ source, kind: 'file', title: '', fate: 'exact' as const, notes: [], target },
  }));
  const { format, course, counts } = report;
  return fidelityReportOf(format, course, counts, [...report.items, ...used, ...items]);
}
