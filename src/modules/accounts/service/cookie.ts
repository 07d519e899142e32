import { createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { sessionCookieName, sessionSecret } from './better-auth.ts';

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** The session's cookie as it came: `token.signature`. */
export const sessionCookie = (cookieHeader: string | undefined): string | null =>
  cookieHeader ? cookieValue(cookieHeader, sessionCookieName()) : null;

/** Cookies found to be signed by us, to their tokens: a browser sends the same one with every request. */
const signed = new LRUCache<string, { token: string; secret: string }>({ max: 20_000 });

/**
 * The token of a session cookie whose signature is ours, without I/O; the signature is the HMAC-SHA256 that better-auth
 * makes. Whether the session still lives, the database says.
 */
export function readSession(cookie: string): { token: string } | null {
  const secret = sessionSecret();
  const known = signed.get(cookie);
  if (known?.secret === secret) return known;
  const [token, signature] = cookie.split('.');
  if (!token || !signature) return null;
  const expected = createHmac('sha256', secret).update(token).digest();
  // A broken escape is no signature, and no reason to fail either.
  const given = Buffer.from(
    signature.replace(/%(2B|2F|3D)/gi, (code) => decodeURIComponent(code)),
    'base64',
  );
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const session = { token, secret };
  signed.set(cookie, session);
  return session;
}
