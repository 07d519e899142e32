/** Reads an archive with a course of A+ and gathers the files of what it became. */
import type { Archive } from '#platform/archive/index.ts';
import { type FidelityReport, fidelityReportOf } from '../../fidelity.ts';
import { translateCourse } from '../translate/course.ts';
import { courseFiles, findSources, readCourse } from '../wire/course.ts';

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
  for (const [path, target] of assets) files.set(target, await archive.read(path));
  return { files, report: withRest(report, paths, assets) };
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
