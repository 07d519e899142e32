/**
 * Stands before the framework: a page that is kept for everybody is answered here, without routing, cookies or hooks.
 * Everything else goes on. What it sends is what the long way sends (`present.ts`).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Locale } from '#lib/messages.ts';
import { chooseLocale } from './locale.ts';
import { requestSeconds } from './metrics.ts';
import { type CachedPage, findPage, gzippedPage, pageKey } from './page-cache.ts';

/** There are few different Accept-Language headers in the world, and they come with every request. */
const preferred = new LRUCache<string, Locale>({ max: 1_000 });

function localeOf(acceptLanguage: string | undefined): Locale {
  const header = acceptLanguage ?? '';
  let locale = preferred.get(header);
  if (!locale) {
    locale = chooseLocale({ acceptLanguage: header });
    preferred.set(header, locale);
  }
  return locale;
}

/** Headers of a kept page, beside those of every answer. */
export const keptHeaders = ({ etag, maxAge }: CachedPage) => ({
  etag,
  'cache-control': `public, max-age=${Math.min(maxAge, 60)}, stale-while-revalidate=600`,
  vary: 'accept-language, accept-encoding, cookie',
});

const asksForLanguage = /[?&](?:lang|in)=/;

/** Whoever carries a cookie of ours, or asks for a language, gets the long way. */
const isPlain = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'GET' && !asksForLanguage.test(url ?? '') && !headers.cookie?.includes('lectern.');

/** Answers if it can; says whether it has. */
export function answerFromFront(
  request: IncomingMessage,
  response: ServerResponse,
  everyAnswer: Record<string, string>,
): boolean {
  if (!isPlain(request)) return false;
  const { headers, url = '/' } = request;
  const page = findPage(pageKey(localeOf(headers['accept-language']), url), Date.now());
  if (!page) return false;
  const unchanged = headers['if-none-match'] === page.etag;
  const gzip = !unchanged && headers['accept-encoding']?.includes('gzip');
  const body = gzip ? gzippedPage(page) : page.body;
  response.writeHead(unchanged ? 304 : 200, {
    ...everyAnswer,
    ...keptHeaders(page),
    ...(unchanged ? {} : { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length }),
    ...(gzip ? { 'content-encoding': 'gzip' } : {}),
  });
  response.end(unchanged ? undefined : body);
  requestSeconds.observe({ endpoint: 'kept page', status: response.statusCode }, 0);
  return true;
}
