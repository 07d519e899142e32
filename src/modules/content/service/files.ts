/** The files of a source as compiling needs them: hashes, texts, assets with their types. */
import mime from 'mime';
import { fewAtATime } from '#lib/few-at-a-time.ts';
import type { Report } from '../rules/problems.ts';
import type { Asset, FileFacts, FileTree } from '../schema.ts';
import { type CourseSource, factsOf } from './source.ts';

/** Larger texts are data, not pages; parsing them would hold up everyone else. */
const longestText = 1_000_000;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export async function readText(source: CourseSource, path: string, report: Report): Promise<string | null> {
  const bytes = await source.read(path);
  if (bytes.byteLength > longestText) {
    report({
      code: 'file-too-large',
      message: 'The text has more than 1 MB.',
      remedy: 'Split it into several units.',
    });
    return null;
  }
  try {
    return utf8.decode(bytes);
  } catch {
    report({ code: 'not-utf8', message: 'The file is not UTF-8 text.', remedy: 'Save it as UTF-8.' });
    return null;
  }
}

/** Every file by path. */
export async function describeFiles(source: CourseSource): Promise<Map<string, FileFacts>> {
  const describe = async (path: string) =>
    [path, (await source.hash?.(path)) ?? factsOf(await source.read(path))] as const;
  return new Map(await fewAtATime(source.paths.toSorted(), describe));
}

/** Sources that importers keep (scripts, answers) are the authors': stored and exported, never published. */
export const keptBack = 'assets/original/';

export const assetsOf = (files: FileTree): Asset[] =>
  [...files]
    .filter(([path]) => path.startsWith('assets/') && !path.startsWith(keptBack))
    .map(([path, { sha256, size }]) => ({
      ...{ path, sha256, size },
      type: mime.getType(path) ?? 'application/octet-stream',
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
