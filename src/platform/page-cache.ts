/**
 * Pages that are the same for every anonymous reader of a language are drawn once and kept, whole, in memory: a hit
 * costs no SQL and no rendering. Tags say what a page was made of; news about a tag drops its pages.
 */
import { gzipSync } from 'node:zlib';
import { sha256Of } from './storage.ts';

export interface CachedPage {
  body: Buffer;
  /** Compressed when a browser first asks for it. */
  gzipped: Buffer | null;
  etag: string;
  tags: string[];
  expires: number;
  maxAge: number;
}

const limitBytes = 64 * 1024 * 1024;
const pages = new Map<string, CachedPage>();
let bytes = 0;

function drop(key: string, page: CachedPage): void {
  pages.delete(key);
  bytes -= page.body.length;
}

/** A page is one for each language, address, and language that courses are read in. */
export const pageKey = (locale: string, url: string, reading: string | null = null): string =>
  `${locale} ${reading ?? ''} ${url}`;

export function findPage(key: string, now: number): CachedPage | undefined {
  const page = pages.get(key);
  if (page && page.expires <= now) {
    drop(key, page);
    return undefined;
  }
  return page;
}

export function keepPage(
  key: string,
  body: Buffer,
  seconds: number,
  tags: string[],
  now: number,
): CachedPage {
  const etag = `"${sha256Of(body).slice(0, 22)}"`;
  const page = { body, gzipped: null, etag, tags, expires: now + seconds * 1000, maxAge: seconds };
  const before = pages.get(key);
  if (before) drop(key, before);
  // Oldest first: a Map keeps the order of insertion.
  for (const [oldKey, old] of pages) {
    if (bytes + body.length <= limitBytes) break;
    drop(oldKey, old);
  }
  pages.set(key, page);
  bytes += body.length;
  return page;
}

/** The page's compressed form; made once. */
export function gzippedPage(page: CachedPage): Buffer {
  page.gzipped ??= gzipSync(page.body, { level: 9 });
  return page.gzipped;
}

/** Drops every page made of one of these tags (`course:<id>`, `catalog`); no tag: all of them. */
export function dropPages(...tags: string[]): void {
  for (const [key, page] of pages) {
    if (tags.length === 0 || page.tags.some((tag) => tags.includes(tag))) drop(key, page);
  }
}
