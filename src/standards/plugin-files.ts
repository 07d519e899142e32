/**
 * Terms: a *plugin file* is one that a text of Moodle names by `@@PLUGINFILE@@/name`. A *shelf* gives each file a place
 * under assets/: equal files one, others of the same name another.
 */
import { posix } from 'node:path';
import type { Links } from './html-tidy.ts';
import { uniqueNames } from './keys.ts';

export interface Shelf<Source> {
  /** Path in the course source; `hash` tells equal files. */
  put(name: string, hash: string, source: Source): string;
  entries(): Iterable<[string, Source]>;
}

/** White space and signs that addresses or systems read otherwise become `_`. */
const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^\.+|\.{2,}/g, '_')
    .slice(-100)
    .replace(/[._]+$/, '') || 'file';

export function newShelf<Source>(): Shelf<Source> {
  const unique = uniqueNames();
  const paths = new Map<string, string>();
  const sources = new Map<string, Source>();
  return {
    put(name, hash, source) {
      const known = paths.get(hash);
      if (known) return known;
      const plain = plainName(name);
      const extension = posix.extname(plain);
      const path = `assets/${unique(plain.slice(0, plain.length - extension.length))}${extension}`;
      paths.set(hash, path);
      sources.set(path, source);
      return path;
    },
    entries: () => sources,
  };
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The name of the plugin file in an address of one. */
const pluginFile = (url: string): string | null => {
  const [, path] = /^@@PLUGINFILE@@\/+([^?#]+)/.exec(url) ?? [];
  return path ? decoded(path) : null;
};

export interface PluginPlaces {
  asset(name: string): string | null;
  /** Key of the unit that an address of this course leads to. */
  unitOf(url: string): string | null;
}

/** Links of one file of the course source. */
export function pluginLinks(file: string, { asset, unitOf }: PluginPlaces): Links {
  const relative = (path: string) =>
    posix
      .relative(posix.dirname(file), path)
      .split('/')
      .map((part) => (part === '..' ? part : encodeURIComponent(part)))
      .join('/');
  const inside = (url: string): string | null => {
    const name = pluginFile(url);
    const path = name && asset(name);
    return path ? relative(path) : null;
  };
  const whole = (url: string) => url.trim().replace(/^\/\//, 'https://');
  const media =
    (code: 'dangling-picture' | 'dangling-link'): Links['picture'] =>
    (src, note) => {
      const url = whole(src);
      if (/^data:/i.test(url)) {
        note('picture-data');
        return null;
      }
      const target = /^https?:\/\//i.test(url) ? url : inside(url);
      if (!target) note(code, url);
      return target;
    };
  return {
    link(href, note) {
      const url = whole(href);
      if (url === '' || url === '#') return null;
      if (url.startsWith('#')) return url;
      const unit = unitOf(url);
      if (unit) return `unit:${unit}`;
      const target = inside(url) ?? (/^(?:https?:\/\/[^\s/]|mailto:|tel:)/i.test(url) ? url : null);
      if (!target) note('dangling-link', url);
      return target;
    },
    picture: media('dangling-picture'),
    file: media('dangling-link'),
  };
}
