/**
 * Terms: a *place* is what a link of the course may lead to: a block by its `url_name`, a page by its slug, a file
 * under `static/`. Open edX writes the same place in many ways; here are those that its exports hold.
 */
import { posix } from 'node:path';
import { embeddedPicture } from '../../embedded-picture.ts';
import type { Links } from '../../html-tidy.ts';

/** Everything that links may lead to. */
export interface Places {
  /** Output path of a file by any of its spellings; null: it is not in the input. */
  asset(name: string): string | null;
  /** Key of the unit that holds a block; null: no learner sees it. */
  unitOf(urlName: string): string | null;
  /** Key of the unit that a page has become. */
  page(slug: string): string | null;
  /** Keeps a picture that stood inside the text; gives its path. */
  embed(bytes: Uint8Array, extension: string): string;
}

export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Studio's spelling of a file's name in addresses: what is no letter, digit, dot or hyphen becomes `_`. */
export const assetKey = (name: string): string =>
  decoded(name)
    .normalize('NFC')
    .replace(/^\/+/, '')
    .replace(/[^\p{L}\p{N}.-]/gu, '_')
    .toLowerCase();

/** The name of a file in an address of one. */
export const assetName = (url: string): string | null =>
  /^\/?static\/(.+)$/.exec(url)?.[1] ??
  /asset-v1:[^/]*?type@asset(?:\+|%2B)block(?:@|%40)([^/]+)$/.exec(url)?.[1] ??
  /^\/c4x\/[^/]+\/[^/]+\/asset\/(.+)$/.exec(url)?.[1] ??
  null;

/** The name of the block that an address of the learning pages ends in. */
const blockName = (path: string): string | null => {
  const named = /\/?jump_to(?:_id)?\/(?:[^/]*@)?([^/@]+)\/?$/.exec(path)?.[1];
  if (named) return decoded(named);
  const old = /i4x:\/\/[^/]+\/[^/]+\/[^/]+\/([^/]+)\/?$/.exec(path)?.[1];
  if (old) return decoded(old);
  const shown = /\/courseware\/([^/]+)(?:\/([^/]+))?/.exec(path);
  return shown ? decoded(shown[2] || shown[1] || '') : null;
};

const pageName = (path: string): string | null =>
  /\/(?:courses?\/(?:[^/]+\/)?|)tab\/([^/]+)\/?$/.exec(path)?.[1] ?? null;

/** Links of one file of the course source. */
export function linksOf(file: string, places: Places): Links {
  const relative = (asset: string) =>
    posix
      .relative(posix.dirname(file), asset)
      .split('/')
      .map((part) => (part === '..' ? part : encodeURIComponent(part)))
      .join('/');

  const asset = (url: string): string | null => {
    const [bare = '', fragment] = url.split('#');
    const name = assetName(bare.split('?')[0] ?? '');
    const path = name && places.asset(name);
    return path ? relative(path) + (fragment ? `#${fragment}` : '') : null;
  };

  const inCourse = (url: string): string | null => {
    const [path = ''] = url.split(/[?#]/);
    const page = pageName(path);
    const unit = page ? places.page(page) : places.unitOf(blockName(path) ?? '');
    return unit ? `unit:${unit}` : null;
  };

  return {
    link(href, note) {
      const url = href.trim().replace(/^\/\//, 'https://');
      if (url === '' || url === '#') return null;
      if (url.startsWith('#')) return url;
      if (/^javascript:/i.test(url)) {
        note('script', 'javascript:');
        return null;
      }
      const inside = asset(url) ?? inCourse(url);
      if (inside) return inside;
      // An address that is not whole may still be a link of a person to the world: www.example.org
      if (/^(?:https?:\/\/[^\s/]|mailto:|tel:)/i.test(url)) return url;
      note('dangling-link', url);
      return null;
    },
    picture(src, note) {
      const url = src.trim().replace(/^\/\//, 'https://');
      if (/^data:/i.test(url)) {
        const path = embeddedPicture(url, places.embed);
        if (path) return relative(path);
        note('picture-data');
        return null;
      }
      if (/^https?:\/\//i.test(url)) return url;
      const inside = url && asset(url);
      if (!inside) note('dangling-picture', url);
      return inside || null;
    },
    file(src, note) {
      const url = src.trim().replace(/^\/\//, 'https://');
      const inside = asset(url) ?? (/^https?:\/\//i.test(url) ? url : null);
      if (!inside) note('dangling-link', url);
      return inside;
    },
  };
}
