/**
 * Every form and every unsafe call with a cookie carries a token that another site cannot know: a keyed hash of the
 * session, or of a random visitor cookie before anybody signed in (OWASP "signed double-submit cookie").
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { keyFor } from './secret.ts';

const key = keyFor('csrf');

/** Token of a session id or visitor id. */
export function csrfToken(bearer: string): string {
  return createHmac('sha256', key()).update(bearer).digest('base64url').slice(0, 32);
}

export function isCsrfToken(bearer: string, token: unknown): boolean {
  if (typeof token !== 'string') return false;
  const expected = Buffer.from(csrfToken(bearer));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
