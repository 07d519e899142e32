/** Which files of a repository are the course's, and where they stand in it. */
import type { FileFacts, FileTree } from '#modules/content/index.ts';

/** Hidden files and what tools leave are the repository's own: they are kept there, and are no part of the course. */
export const isCourseFile = (path: string): boolean =>
  path !== '' &&
  !path.split('/').some((part) => (part.startsWith('.') && !/^\.+$/.test(part)) || part === 'node_modules');

/** '' or `courses/tides`; null: it cannot be a folder of a repository. */
export function folderOf(text: string): string | null {
  const folder = text.trim().replace(/^(?:\.?\/)+|\/+$/g, '');
  if (folder === '' || folder === '.') return '';
  const bad = folder.length > 300 || /[\p{Cc}\\:]/u.test(folder);
  return bad || folder.split('/').some((part) => part === '' || part.startsWith('.')) ? null : folder;
}

export const placeIn = (folder: string, path: string): string => (folder ? `${folder}/${path}` : path);

export const sameFiles = (one: FileTree, other: FileTree): boolean =>
  one.size === other.size && [...one].every(([path, { sha256 }]) => other.get(path)?.sha256 === sha256);

/** What leads from one tree to the other; null: the file is gone. */
export function filesBetween(before: FileTree, after: FileTree): Map<string, FileFacts | null> {
  const changed = [...after].filter(([path, { sha256 }]) => before.get(path)?.sha256 !== sha256);
  const gone = [...before.keys()].filter((path) => !after.has(path));
  return new Map<string, FileFacts | null>([...gone.map((path) => [path, null] as const), ...changed]);
}
