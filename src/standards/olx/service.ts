/** Reads an archive into an export, translates it, and gathers the files of both. */
import type { Archive } from '#platform/archive/index.ts';
import { Refusal } from '#platform/refusal.ts';
import type { FidelityReport } from '../fidelity.ts';
import { decodeXml } from '../xml.ts';
import { assetsOf } from './translate/assets.ts';
import { translateCourse } from './translate/course.ts';
import { olxRefusals } from './wire/blocks.ts';
import { isText, readCourse, rootOf } from './wire/course.ts';

export interface OlxOptions {
  /** Which run of several; without it the one that course.xml names. */
  run?: string;
}

export interface Imported {
  /** A course source, by path. */
  files: Map<string, Uint8Array>;
  report: FidelityReport;
}

type Source = Pick<Archive, 'paths' | 'read'>;

/** A course of many years has a hundredth of it. */
const mostTextBytes = 64 * 1024 ** 2;

const captions = /\.(?:srt|sjson|vtt)$/;

export async function importOlx(archive: Source, options: OlxOptions = {}): Promise<Imported> {
  const root = rootOf(archive.paths);
  if (root === null) throw new Refusal(olxRefusals['olx-no-course']);
  const paths = archive.paths
    .filter((path) => path.startsWith(root))
    .map((path) => path.slice(root.length))
    .toSorted();
  const outside = archive.paths.filter((path) => !path.startsWith(root)).toSorted();
  const read = (path: string) => archive.read(root + path);

  let total = 0;
  const readText = async (path: string) => {
    const bytes = await read(path);
    total += bytes.length;
    if (total > mostTextBytes)
      throw new Refusal(olxRefusals['olx-too-much-text'], { values: { limit: mostTextBytes / 1024 ** 2 } });
    return textOf(path, bytes);
  };
  const texts = new Map<string, string>();
  const captionTexts = new Map<string, string>();
  for (const path of paths) {
    if (isText(path)) texts.set(path, await readText(path));
    else if (path.startsWith('static/') && captions.test(path))
      captionTexts.set(path, new TextDecoder().decode(await read(path)));
  }
  const course = readCourse(texts, paths, options.run);
  const statics = paths.filter((path) => path.startsWith('static/'));
  const assets = assetsOf(statics, texts);
  const byAsset = new Map([...assets.files].map(([path, target]) => [target, path]));
  const staticText = (name: string) => captionTexts.get(byAsset.get(assets.find(name) ?? '') ?? '') ?? null;
  const { files: written, report } = await translateCourse(course, { assets, staticText, outside });

  const files = new Map<string, Uint8Array>();
  for (const [path, target] of assets.files) files.set(target, await read(path));
  for (const [path, bytes] of assets.embedded) files.set(path, bytes);
  const encoder = new TextEncoder();
  for (const [path, text] of written) files.set(path, encoder.encode(text));
  return { files: new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1))), report };
}

/** XML may say its encoding. What cannot be read is empty: the block says that its file is broken. */
const textOf = (path: string, bytes: Uint8Array): string =>
  path.endsWith('.xml') ? (decodeXml(bytes) ?? '') : new TextDecoder().decode(bytes);
