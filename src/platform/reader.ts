/**
 * Terms: the *reader* is the browser in front of a page: its language, its cookies, the message shown once (*flash*).
 * Cookies are written as plain lines; names carry `__Host-` where the address is https (RFC 6265bis).
 */
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLocale, type Locale } from '#lib/messages.ts';
import type { Actor } from './actor.ts';
import { csrfToken } from './csrf.ts';
import type { Reading, RedirectTo } from './endpoint.ts';
import { chooseLocale } from './locale.ts';

export type Flash = NonNullable<RedirectTo['flash']>;

export interface Reader {
  actor: Actor;
  locale: Locale;
  reading: Reading;
  /** Path and query of the page they are on; after a form, of the page it stood on: that can be opened again. */
  path: string;
  now: Date;
  flash: Flash | null;
  /** Token for forms; asking for it gives an anonymous reader a visitor cookie. */
  csrf(): string;
}

export interface CookieNames {
  visit: string;
  flash: string;
  language: string;
  reading: string;
}

export const cookieNames = (https: boolean): CookieNames => {
  const prefix = https ? '__Host-' : '';
  return {
    visit: `${prefix}lectern.visit`,
    flash: `${prefix}lectern.flash`,
    language: `${prefix}lectern.lang`,
    reading: `${prefix}lectern.in`,
  };
};

export function cookieLine(name: string, value: string, https: boolean, maxAge?: number): string {
  const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`;
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${age}${https ? '; Secure' : ''}`;
}

export function addCookie(reply: FastifyReply, line: string): void {
  const before = reply.getHeader('set-cookie');
  reply.header('set-cookie', before === undefined ? line : [...[before as string | string[]].flat(), line]);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function decodeFlash(text: string | undefined): Flash | null {
  if (!text) return null;
  try {
    const flash = JSON.parse(Buffer.from(text, 'base64url').toString()) as Flash;
    return typeof flash.message === 'string' ? flash : null;
  } catch {
    return null;
  }
}

export function setFlash(reply: FastifyReply, names: CookieNames, https: boolean, flash: Flash): void {
  addCookie(reply, cookieLine(names.flash, encode(flash), https, 60));
}

/** Who the forms of this browser belong to: the session, else the visitor cookie. */
export function bearerOf(actor: Actor, request: FastifyRequest, names: CookieNames): string | null {
  return actor.kind === 'person' ? actor.sessionId : (request.cookies[names.visit] ?? null);
}

type RequestWithCookies = Pick<FastifyRequest, 'cookies' | 'headers' | 'query'>;

const askedLanguage = (request: RequestWithCookies): unknown =>
  (request.query as Record<string, unknown> | undefined)?.lang;

export const localeOf = (request: RequestWithCookies, actor: Actor, names: CookieNames): Locale =>
  chooseLocale({
    query: askedLanguage(request),
    cookie: request.cookies[names.language],
    account: actor.kind === 'person' ? actor.locale : null,
    acceptLanguage: request.headers['accept-language'],
  });

/** Whatever language a course may be in; which ones it has, only the course knows. */
const tagOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$/.test(value) ? value : null;

export const readingOf = (request: RequestWithCookies, names: CookieNames): Reading => ({
  asked: tagOf((request.query as Record<string, unknown> | undefined)?.in),
  kept: tagOf(request.cookies[names.reading]),
});

/** The cookies that remember `?lang=es` and `?in=es`. */
export function languageCookies(
  request: RequestWithCookies,
  site: { names: CookieNames; https: boolean },
): string[] {
  const asked = askedLanguage(request);
  const reading = readingOf(request, site.names).asked;
  const keep = (name: string, value: string) => cookieLine(name, value, site.https, 31_536_000);
  return [
    ...(isLocale(asked) ? [keep(site.names.language, asked)] : []),
    ...(reading ? [keep(site.names.reading, reading)] : []),
  ];
}

function pageOf({ method, url, host, headers }: FastifyRequest): string {
  if (method === 'GET') return url;
  const from = URL.canParse(headers.referer ?? '') ? new URL(headers.referer ?? '') : null;
  // Two slashes would lead to another site.
  return from?.host === host && !from.pathname.startsWith('//') ? `${from.pathname}${from.search}` : '/';
}

export function readReader(
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  now: Date,
  site: { names: CookieNames; https: boolean },
): Reader {
  const { names, https } = site;
  let token: string | undefined;
  return {
    actor,
    locale: localeOf(request, actor, names),
    reading: readingOf(request, names),
    path: pageOf(request),
    now,
    flash: decodeFlash(request.cookies[names.flash]),
    csrf() {
      if (token) return token;
      let bearer = bearerOf(actor, request, names);
      if (!bearer) {
        bearer = randomBytes(18).toString('base64url');
        addCookie(reply, cookieLine(names.visit, bearer, https));
      }
      token = csrfToken(bearer);
      return token;
    },
  };
}
