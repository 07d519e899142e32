/**
 * Terms: a *base* is the folder of a package to which the links of a text are relative. Files of a package become
 * assets under their own path, so that whoever knows the package finds them.
 */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { embeddedPicture } from './embedded-picture.ts';
import type { Links } from './html-tidy.ts';
import { uniqueNames } from './keys.ts';

/** White space and signs that addresses or systems read otherwise become `_`. */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .split('/')
    .map((part) => part.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^\.+/, '_'))
    .join('/');

/** Folders that imports fill themselves. */
const ours = /^(?:original|captions|embedded)\//i;

export interface PackageAssets {
  /** Path in the package to path in the course. */
  files: ReadonlyMap<string, string>;
  /** Pictures that stood inside texts. */
  embedded: Map<string, Uint8Array>;
  find(path: string): string | null;
  embed(bytes: Uint8Array, extension: string): string;
}

/** `shortened`: a folder that holds all files of people and says nothing; `kept`: what staff alone are to see. */
export function packageAssets(
  paths: readonly string[],
  shortened: string,
  isKept: (path: string) => boolean = () => false,
): PackageAssets {
  const unique = uniqueNames();
  const files = new Map<string, string>();
  for (const path of paths) {
    const plain = plainName(path.startsWith(shortened) ? path.slice(shortened.length) : path);
    const name = isKept(path) ? `original/${plain}` : ours.test(plain) ? `files/${plain}` : plain;
    files.set(path, `assets/${unique(name)}`);
  }
  const folded = new Map([...files].map(([path, target]) => [path.normalize('NFC').toLowerCase(), target]));
  const embedded = new Map<string, Uint8Array>();
  return {
    files,
    embedded,
    find: (path) => files.get(path) ?? folded.get(path.normalize('NFC').toLowerCase()) ?? null,
    embed(bytes, extension) {
      const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      const path = `assets/embedded/${name}.${extension}`;
      // Plain bytes, whatever held them.
      embedded.set(path, new Uint8Array(bytes));
      return path;
    },
  };
}

export interface PackagePlaces {
  assets: PackageAssets;
  /** Key of the unit that a file of the package has become. */
  unitOfFile(path: string): string | null;
  /** Key of the unit that an address of the system that wrote it leads to. */
  unitOfAddress(url: string): string | null;
  /** Folders in which `$IMS-CC-FILEBASE$` may look. */
  bases: readonly string[];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Paths that an address may mean, the likeliest first. */
function pathsOf(address: string, base: string, bases: readonly string[]): string[] {
  const [bare = ''] = address.split(/[?#]/);
  const path = decoded(bare);
  const [, rest] = /^\$IMS[-_]CC[-_]FILEBASE\$\/?(.*)$/i.exec(path) ?? [];
  if (rest === undefined)
    return path === '' ? [] : [posix.normalize(posix.join(base, path)), posix.normalize(path)];
  return bases.map((folder) => posix.normalize(posix.join(folder, rest)));
}

/** Links of a text of the package that stands in `file` of the course. */
export function packageLinks(file: string, base: string, places: PackagePlaces): Links {
  const { assets, bases } = places;
  const relative = (path: string) =>
    posix
      .relative(posix.dirname(file), path)
      .split('/')
      .map((part) => (part === '..' ? part : encodeURIComponent(part)))
      .join('/');
  const first = <T>(paths: string[], find: (path: string) => T | null): T | null =>
    paths.reduce<T | null>((found, path) => found ?? find(path), null);
  const asset = (url: string): string | null => {
    const found = first(pathsOf(url, base, bases), assets.find);
    const fragment = url.split('#')[1];
    return found?.startsWith('assets/original/') || !found
      ? null
      : relative(found) + (fragment ? `#${fragment}` : '');
  };
  const unit = (url: string): string | null => {
    const key = places.unitOfAddress(decoded(url)) ?? first(pathsOf(url, base, bases), places.unitOfFile);
    return key ? `unit:${key}` : null;
  };
  const whole = (url: string) => url.trim().replace(/^\/\//, 'https://');
  return {
    link(href, note) {
      const url = whole(href);
      if (url === '' || url === '#') return null;
      if (url.startsWith('#')) return url;
      if (/^javascript:/i.test(url)) {
        note('script', 'javascript:');
        return null;
      }
      const inside = unit(url) ?? asset(url);
      if (inside) return inside;
      if (/^(?:https?:\/\/[^\s/]|mailto:|tel:)/i.test(url)) return url;
      note('dangling-link', decoded(url));
      return null;
    },
    picture(src, note) {
      const url = whole(src);
      if (/^data:/i.test(url)) {
        const path = embeddedPicture(url, assets.embed);
        if (!path) note('picture-data');
        return path && relative(path);
      }
      const inside = /^https?:\/\//i.test(url) ? url : asset(url);
      if (!inside) note('dangling-picture', decoded(url));
      return inside;
    },
    file(src, note) {
      const url = whole(src);
      const inside = /^https?:\/\//i.test(url) ? url : asset(url);
      if (!inside) note('dangling-link', decoded(url));
      return inside;
    },
  };
}
