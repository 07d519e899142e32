/** The assets of a draft: what they are, where they are used, and pictures that stand somewhere without a text. */
import { posix } from 'node:path';
import { pathsIn } from '#modules/content/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { storage } from '#platform/storage.ts';
import { type CourseParams, type OpenDraft, openDraft } from '#screens/studio/outline/index.ts';
import { isAsset, typeOf } from '../rules/names.ts';
import type { FilesQuery } from '../schema.ts';

export interface AssetLine {
  path: string;
  sha256: string;
  size: number;
  type: string;
  /** Files of the course that name it. */
  usedIn: string[];
  /** Of those, units that show it as a picture without alternative text. */
  withoutText: string[];
}

export interface OpenFiles extends OpenDraft {
  assets: AssetLine[];
  total: number;
  /** Bytes of all assets. */
  size: number;
  page: number;
  pages: number;
  q: string;
  /** The one that is looked at. */
  chosen: AssetLine | null;
}

export const pageSize = 48;

/** Texts of a course that can name an asset. */
export const textsOf = ({ draft }: OpenDraft): string[] =>
  [...draft.files.keys()].filter(
    (path) => path === 'course.yaml' || (path.endsWith('.md') && !path.startsWith('assets/')),
  );

export const readText = async (sha256: string): Promise<string> =>
  new TextDecoder().decode(await storage().get(sha256));

const barePicture = /!\[\s*\]\(\s*<?([^)\s>"]+)/g;

const bareIn = (text: string, file: string): string[] =>
  [...text.matchAll(barePicture)].map(([, path = '']) =>
    posix.normalize(posix.join(posix.dirname(file), path)),
  );

/** By asset: who names it, and who shows it without a text. */
async function usesOf(open: OpenDraft, assets: readonly string[]) {
  const uses = new Map(assets.map((path) => [path, { usedIn: [] as string[], withoutText: [] as string[] }]));
  const texts = await Promise.all(
    textsOf(open).map(async (file) => ({
      file,
      text: await readText(open.draft.files.get(file)?.sha256 ?? ''),
    })),
  );
  for (const { file, text } of texts) {
    for (const path of pathsIn(text, file, assets)) uses.get(path)?.usedIn.push(file);
    for (const path of new Set(bareIn(text, file))) uses.get(path)?.withoutText.push(file);
  }
  return uses;
}

export async function openFiles(call: Call, params: CourseParams, query: FilesQuery): Promise<OpenFiles> {
  const open = await openDraft(call, params, 'course.edit');
  const all = [...open.draft.files].filter(([path]) => isAsset(path));
  const uses = await usesOf(
    open,
    all.map(([path]) => path),
  );
  const lines = all.map(([path, facts]) => ({
    ...{ path, ...facts, type: typeOf(path) },
    ...(uses.get(path) ?? { usedIn: [], withoutText: [] }),
  }));
  const words = query.q.toLowerCase();
  const found = lines.filter(({ path }) => path.toLowerCase().includes(words));
  const { page } = query;
  return {
    ...open,
    assets: found.slice((page - 1) * pageSize, page * pageSize),
    total: found.length,
    size: lines.reduce((sum, { size }) => sum + size, 0),
    page,
    pages: Math.max(1, Math.ceil(found.length / pageSize)),
    q: query.q,
    chosen: lines.find(({ path }) => path === query.path) ?? null,
  };
}

/** Files of the course that name this one. */
export async function placesOf(open: OpenDraft, path: string): Promise<string[]> {
  const uses = await usesOf(open, [path]);
  return uses.get(path)?.usedIn ?? [];
}
