/**
 * What somebody wrote into a form that is refused and cannot be shown again: their session ended, the database is away,
 * a fault of ours. The page that says so shows it, since browsers forget forms of pages that may not be stored.
 */
import type { FastifyRequest } from 'fastify';

/** What is shorter is typed again sooner than copied. */
const worthKeeping = 20;

/** Another site must not put its words onto our pages. */
function isFromHere({ headers, host }: FastifyRequest): boolean {
  const origin = headers.origin ?? '';
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Fields of the program and of what nobody should read over somebody's shoulder. */
const hidden = /^_|^(?:password|current|token)$/;

/** Keys, hashes and what islands keep in hidden fields are nobody's words. */
const isWritten = (name: string, value: unknown): value is string =>
  typeof value === 'string' &&
  value.trim().length >= worthKeeping &&
  /\s|[^\u0020-\u007e]/.test(value.trim()) &&
  !value.startsWith('{"') &&
  !hidden.test(name);

export function writtenIn(request: FastifyRequest): string[] {
  if (request.method === 'GET' || !isFromHere(request)) return [];
  const { body } = request;
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    [value].flat().filter((each): each is string => isWritten(name, each)),
  );
}
