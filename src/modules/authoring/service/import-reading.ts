/** Reading a file that has arrived: what the job does. A reader that dies is followed by another, which begins anew. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'yaml';
import { keepFiles, memorySource } from '#modules/content/index.ts';
import { type Archive, openArchive } from '#platform/archive/index.ts';
import { outsideTransaction } from '#platform/database.ts';
import { log } from '#platform/log.ts';
import { publishNews } from '#platform/news.ts';
import { Refusal } from '#platform/refusal.ts';
import { storage } from '#platform/storage.ts';
import { importer, type PackageFiles, type ReadPackage } from '../contract.ts';
import type { CourseImport, StoredRefusal } from '../schema/imports.ts';
import * as store from '../store/imports.ts';

/** Nobody waits any more. */
class Left extends Error {}

const sayMs = 500;

async function say(id: string, progress: number): Promise<void> {
  if (!(await store.noteProgress(id, progress))) throw new Left();
  await publishNews(`import:${id}`);
}

/** Reading the files is most of the work, so that it tells how far things are. */
function counted(archive: Archive, id: string): PackageFiles {
  const seen = new Set<string>();
  let said = performance.now();
  return {
    paths: archive.paths,
    async read(path) {
      seen.add(path);
      if (performance.now() - said > sayMs) {
        said = performance.now();
        await say(id, 0.1 + (0.7 * seen.size) / archive.paths.length);
      }
      return archive.read(path);
    },
  };
}

/** Longer ones are data; all together they are no more than a person could look at. */
const longestOriginal = 300_000;
const mostOriginals = 3_000;
const isReadable = /\.(?:x?html?|xml|md|markdown|ipynb|txt|gift|cnxml|ya?ml|rst|qti|json)$/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** `vertical/a.xml:3` stands in `vertical/a.xml`; with it comes the page that it may only point to. */
function placesOf(source: string, paths: ReadonlyMap<string, string>): string[] {
  const file = source.replace(/#.*$/, '').replace(/:\d+$/, '');
  const page = file.replace(/\.xml$/, '.html');
  return [...new Set([file, page])].filter((one) => paths.has(one));
}

/** The ends of paths that a report may call a file by: importers leave the folder around everything out. */
function namesOf(paths: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const path of paths)
    for (let at = 0; at >= 0; at = path.indexOf('/', at) + 1 || -1) {
      const name = path.slice(at);
      if (!names.has(name)) names.set(name, path);
    }
  return names;
}

async function keepOriginals(
  archive: Archive,
  { items }: ReadPackage['report'],
): Promise<Map<string, string>> {
  const names = namesOf(archive.paths);
  const single = archive.paths.length === 1 ? archive.paths[0] : undefined;
  const originals = new Map<string, string>();
  const keep = async (name: string, path: string) => {
    if (originals.has(name) || originals.size >= mostOriginals || !isReadable.test(path)) return;
    const bytes = await archive.read(path);
    if (bytes.byteLength > longestOriginal) return;
    try {
      utf8.decode(bytes);
    } catch {
      return;
    }
    originals.set(name, await storage().put(bytes));
  };
  if (single) await keep(single, single);
  for (const { source, target } of items)
    if (target && !target.startsWith('assets/'))
      for (const place of placesOf(source, names)) await keep(place, names.get(place) ?? place);
  return originals;
}

/** Of course.yaml, as far as it can be read. */
function keyOf(files: ReadPackage['files']): string {
  try {
    return String(parse(utf8.decode(files.get('course.yaml')), { maxAliasCount: 0 })?.key ?? '');
  } catch {
    return '';
  }
}

async function readArchive(archive: Archive, { id, fileName }: CourseImport): Promise<void> {
  const { format, files, report } = await importer()(counted(archive, id), { fileName });
  await say(id, 0.8);
  const tree = await keepFiles(memorySource(new Map(files)));
  await say(id, 0.95);
  const finding = { format, title: report.course, courseKey: keyOf(files), counts: report.counts };
  const originals = await keepOriginals(archive, report);
  await store.settleReady(id, finding, { files: tree, report, originals });
}

function refusalOf(error: unknown, { id }: CourseImport): StoredRefusal {
  if (error instanceof Refusal) {
    const { values, fields } = error.details;
    return { code: error.code, values, fields: fields?.slice(0, 50) };
  }
  log().error({ err: error, import: id }, 'a file could not be imported');
  return { code: 'import-failed' };
}

async function read(row: CourseImport): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-import-'));
  const path = join(folder, 'file');
  try {
    await pipeline(storage().incoming.stream(row.id), createWriteStream(path));
    await say(row.id, 0.05);
    const archive = await openArchive(path);
    try {
      await readArchive(archive, row);
    } finally {
      await archive.close();
    }
  } catch (error) {
    if (error instanceof Left) return;
    await store.settleRefused(row.id, refusalOf(error, row));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await storage().incoming.drop(row.id);
  await publishNews(`import:${row.id}`);
}

/** A course is in memory while it is read: two at once could leave the process without any. */
let last: Promise<void> = Promise.resolve();

export async function readImport(id: string): Promise<void> {
  const turn = last.then(() =>
    outsideTransaction(async () => {
      const row = await store.beginReading(id);
      if (row) await read(row);
    }),
  );
  last = turn.catch(() => {});
  return turn;
}
