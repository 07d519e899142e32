/**
 * Every form and every unsafe call with a cookie carries a token that another site cannot know: a keyed hash of the
 * session, or of a random visitor cookie before anybody signed in (OWASP "signed double-submit cookie").
 */
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { macKeyFor } from './secret.ts';

const key = macKeyFor('csrf');

/** Every page of a session holds the same token; making it costs as much as a query does here. */
const made = new LRUCache<string, { of: KeyObject; token: string }>({ max: 20_000 });

/** Token of a session id or visitor id. */
export function csrfToken(bearer: string): string {
  const of = key();
  const known = made.get(bearer);
  if (known?.of === of) return known.token;
  const token = createHmac('sha256', of).update(bearer).digest('base64url').slice(0, 32);
  made.set(bearer, { of, token });
  return token;
}

export function isCsrfToken(bearer: string, token: unknown): boolean {
  if (typeof token !== 'string') return false;
  const expected = Buffer.from(csrfToken(bearer));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
