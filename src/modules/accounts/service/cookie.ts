import { createHmac, timingSafeEqual } from 'node:crypto';
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

/**
 * The token of a session cookie whose signature is ours, without I/O; the signature is the HMAC-SHA256 that better-auth
 * makes. Whether the session still lives, the database says.
 */
export function readSession(cookie: string): { token: string } | null {
  const [token, signature] = cookie.split('.');
  if (!token || !signature) return null;
  const expected = createHmac('sha256', sessionSecret()).update(token).digest();
  // A broken escape is no signature, and no reason to fail either.
  const given = Buffer.from(
    signature.replace(/%(2B|2F|3D)/gi, (code) => decodeURIComponent(code)),
    'base64',
  );
  return given.length === expected.length && timingSafeEqual(given, expected) ? { token } : null;
}
