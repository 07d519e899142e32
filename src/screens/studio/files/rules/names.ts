/** Names of assets: below `assets/`, without anything that a shell, an address or another system reads otherwise. */
import { posix } from 'node:path';
import mime from 'mime';

const folder = 'assets/';
/** What importers keep for authors; it is exported and never published. */
export const keptBack = 'assets/original/';

export const isAsset = (path: string): boolean => path.startsWith(folder) && !path.startsWith(keptBack);

/** Dots and dashes at the ends, and names of devices, are not what they look like elsewhere. */
const safePart = (part: string): string =>
  part
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 100);

/** The path of a file that its sender calls `name`. */
export function assetPath(name: string): string {
  const { name: stem, ext } = posix.parse(name.split(/[/\\]/).at(-1) ?? '');
  return `${folder}${safePart(stem) || 'file'}${safePart(ext.slice(1)) ? `.${safePart(ext.slice(1)).toLowerCase()}` : ''}`;
}

/** A path as somebody wrote it, in the shape that all have; null: it is none of an asset. */
export function checkedPath(text: string): string | null {
  const path = text.trim().normalize('NFC');
  const full = path.startsWith(folder) ? path : `${folder}${path}`;
  const fine = full.split('/').every((part) => part !== '' && safePart(part) === part);
  return fine && full.length <= 250 && isAsset(full) ? full : null;
}

/** The path, or the first with a number that is free: `assets/moon-2.svg`. */
export function freePath(path: string, isTaken: (path: string) => boolean): string {
  if (!isTaken(path)) return path;
  const { dir, name, ext } = posix.parse(path);
  let number = 2;
  while (isTaken(`${dir}/${name}-${number}${ext}`)) number += 1;
  return `${dir}/${name}-${number}${ext}`;
}

export const typeOf = (path: string): string => mime.getType(path) ?? 'application/octet-stream';

/** Formats that name themselves by their first bytes: what is called so must be so. */
const named = /^(?:image\/(?!svg)|video\/|audio\/|application\/(?:pdf|zip|epub\+zip|gzip|x-7z-compressed)$)/;
/** Kinds of one family: players tell them apart by themselves. */
const families = [/^(?:video|audio)\//, /^image\/(?:heic|heif|avif)/, /zip|officedocument/];

/** Whether bytes of a sniffed type may go by a name: a page must not come as a picture, nor a program as a film. */
export function fitsName(path: string, sniffed: string): boolean {
  const type = typeOf(path);
  const family = families.find((one) => one.test(type));
  if (type === sniffed || family?.test(sniffed)) return true;
  if (named.test(type)) return false;
  // Texts have no mark of their own: what is called a text must not be a format that has.
  if (/^text\/|json$|xml$|yaml$|javascript$|svg/.test(type)) return sniffed === 'text/plain';
  return true;
}
