/**
 * Terms: a *reference* is what a link or picture of a file points at: another unit, an asset, a place outside. Units
 * become `./<unitKey>` (they are siblings in the address), assets `/assets/<sha256>/<name>`.
 */
import { posix } from 'node:path';
import type { Asset } from '../schema.ts';
import { type Place, type Report, suggest } from './problems.ts';
import { idPrefix } from './sanitize.ts';

export interface References {
  /** Where a link leads; null: nowhere that is allowed, which is reported. */
  link(url: string, place: Place | null): string | null;
  /** The asset of a path relative to the file; null where it is missing, which is reported. */
  asset(path: string, place: Place | null): Asset | null;
}

/** What the files of a course may point at. */
export interface Targets {
  /** Path of a unit's file to its key. */
  units: ReadonlyMap<string, string>;
  /** By path. */
  assets: ReadonlyMap<string, Asset>;
}

export const addressOf = ({ sha256, path }: Pick<Asset, 'sha256' | 'path'>): string =>
  `/assets/${sha256}/${encodeURIComponent(posix.basename(path))}`;

export const schemeOf = (url: string): string | null =>
  // Browsers skip control characters and white space inside a scheme.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what hides a scheme
  /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase() ?? null;

export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

const outside = new Set(['http', 'https', 'mailto', 'tel']);

function nearestPath(path: string, from: string, known: Iterable<string>): string {
  const all = [...known];
  const name = posix.basename(path);
  const same = all.find((candidate) => posix.basename(candidate) === name);
  if (same) return `Did you mean "${posix.relative(posix.dirname(from), same)}"?`;
  const named = suggest(
    name,
    all.map((candidate) => posix.basename(candidate)),
  );
  return named.startsWith('Did you') ? named : 'Check the path; it is relative to this file.';
}

export function referencesOf(file: string, { units, assets }: Targets, report: Report): References {
  const keys = [...units.values()];
  const resolve = (path: string) => posix.normalize(posix.join(posix.dirname(file), decoded(path)));

  const dangling = (url: string, remedy: string, place: Place | null) => {
    report({ code: 'dangling-link', message: `The link "${url}" leads nowhere.`, remedy, place });
    return null;
  };
  const missing = (path: string, place: Place | null) => {
    const found = nearestPath(path, file, assets.keys());
    const remedy = assets.size ? found : 'Put the file under assets/.';
    report({ code: 'missing-asset', message: `There is no asset "${path}".`, remedy, place });
    return null;
  };

  return {
    asset(path, place) {
      const [bare = ''] = path.split(/[?#]/);
      return (schemeOf(path) ? null : assets.get(resolve(bare))) ?? missing(path, place);
    },
    link(url, place) {
      const scheme = schemeOf(url);
      const [, bare = '', fragment = ''] = /^([^#]*)(?:#(.*))?$/s.exec(url) ?? [];
      const anchor = fragment ? `#${idPrefix}${fragment}` : '';
      if (scheme === 'unit') {
        const key = decoded(bare.slice('unit:'.length));
        return keys.includes(key)
          ? `./${encodeURIComponent(key)}${anchor}`
          : dangling(url, suggest(key, keys), place);
      }
      if (scheme) {
        if (outside.has(scheme)) return url;
        const message = `Links may not begin with "${scheme}:"; the link is left out.`;
        report({
          code: 'unsafe-link',
          message,
          remedy: 'Use an https: address.',
          place,
          severity: 'warning',
        });
        return null;
      }
      if (bare.startsWith('//')) return `https:${url}`;
      // An address of the site itself; it is not the course's, so it cannot be checked here.
      if (bare.startsWith('/')) return url;
      if (bare === '') return dangling(url, 'Write where it leads.', place);
      const [path = ''] = bare.split('?');
      const target = resolve(path);
      const key = units.get(target);
      if (key !== undefined) return `./${encodeURIComponent(key)}${anchor}`;
      const asset = assets.get(target);
      if (asset) return addressOf(asset) + (fragment ? `#${fragment}` : '');
      if (path.endsWith('.md')) return dangling(url, nearestPath(path, file, units.keys()), place);
      return missing(url, place);
    },
  };
}

/** References of HTML that stands in no course: they stay as they are. */
export const unresolved: References = {
  link: (url) => url,
  asset: () => null,
};
