/** Reads a folder of Markdown and notebooks, or one of them, and gathers the files of what it became. */
import type { Archive } from '#platform/archive/index.ts';
import { Refusal } from '#platform/refusal.ts';
import { packageRefusals } from '../content-package.ts';
import type { FidelityReport } from '../fidelity.ts';
import { packageAssets } from '../package-files.ts';
import { titleFromFile } from '../question-bank.ts';
import { translatePages } from './translate/course.ts';
import { readNotebook } from './wire/notebook.ts';
import { isPage } from './wire/site.ts';

type Source = Pick<Archive, 'paths' | 'read'>;

export interface Imported {
  /** A course source, by path. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

const mostPages = 5_000;
const mostTextBytes = 64 * 1024 ** 2;
/** A notebook holds its pictures. */
const mostFileBytes = 16 * 1024 ** 2;

const isText = (path: string) =>
  isPage(path) ||
  /(?:^|\/)(?:_?config|mkdocs|_toc)\.ya?ml$/i.test(path) ||
  /(?:^|\/)(?:LICEN[CS]E|CITATION|AUTHORS)(?:\.\w+)?$/i.test(path);

/** What a file alone is called inside its archive, and by whoever sent it. */
async function alone({ paths, read }: Source, fileName: string | undefined): Promise<string | null> {
  const [only = '', ...more] = paths;
  if (more.length > 0) return null;
  if (isPage(only)) return only;
  if (/^file\.txt$/.test(only) && isPage(fileName ?? '')) return 'page.md';
  if (!/\.json$/i.test(only)) return null;
  return readNotebook(new TextDecoder().decode(await read(only))) ? 'notebook.ipynb' : null;
}

/** The archive as a folder of pages, with one folder around everything taken off; null: it holds none. */
export async function openPages(archive: Source, fileName: string | undefined): Promise<Source | null> {
  const single = await alone(archive, fileName);
  const [only = ''] = archive.paths;
  if (single) return { paths: [single], read: () => archive.read(only) };
  if (!archive.paths.some(isPage)) return null;
  const root = `${archive.paths[0]?.split('/')[0]}/`;
  const wrapped = archive.paths.every((path) => path.startsWith(root)) && archive.paths.length > 1;
  if (!wrapped || /^_?(?:episodes|docs|src)/.test(root)) return archive;
  return {
    paths: archive.paths.map((path) => path.slice(root.length)),
    read: (path) => archive.read(root + path),
  };
}

async function textsOf(source: Source): Promise<Map<string, string>> {
  const paths = source.paths.filter(isText);
  const texts = new Map<string, string>();
  let total = 0;
  for (const path of paths.slice(0, mostPages)) {
    const bytes = await source.read(path);
    total += bytes.length;
    if (total > mostTextBytes)
      throw new Refusal(packageRefusals['package-too-much-text'], {
        values: { limit: mostTextBytes / 1024 ** 2 },
      });
    if (bytes.length <= mostFileBytes) texts.set(path, new TextDecoder().decode(bytes));
  }
  return texts;
}

export async function importPages(source: Source, fileName: string | undefined): Promise<Imported> {
  const texts = await textsOf(source);
  const others = source.paths.filter((path) => !isText(path) && !/(?:^|\/)\./.test(path)).toSorted();
  const assets = packageAssets(others, '');
  const folder = { paths: source.paths, text: (path: string) => texts.get(path) ?? null };
  const written = await translatePages(folder, assets, titleFromFile(fileName));
  if (written.report.counts.units === 0) throw new Refusal(packageRefusals['package-empty']);
  const files = new Map<string, Uint8Array>();
  for (const [path, target] of written.assets) files.set(target, await source.read(path));
  for (const [path, bytes] of assets.embedded) files.set(path, bytes);
  for (const [path, text] of written.files) files.set(path, new TextEncoder().encode(text));
  return { files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), report: written.report };
}
