/**
 * How answers leave: kept pages, pages drawn for one reader, redirects, files, problems. What is thrown becomes a
 * refusal with cause and remedy, or a fault with an id.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDiskFull, isReadOnly, isUnreachable } from './database.ts';
import type { Answer, Page } from './endpoint.ts';
import { keptHeaders } from './front.ts';
import { gzipParts, joinParts, type PagePart } from './gzip-parts.ts';
import { log } from './log.ts';
import { faultsTotal, refusalsTotal } from './metrics.ts';
import { type CachedPage, gzippedPage, keepPage, pageKey } from './page-cache.ts';
import { addCookie, type CookieNames, cookieLine, type Reader, setFlash } from './reader.ts';
import { commonRefusals, Refusal, statusOfKind } from './refusal.ts';
import type { RoundTrips } from './statements.ts';
import type { Upload } from './upload.ts';
import { writtenIn } from './written.ts';

export interface Presentation {
  /** Sends `Server-Timing: sql;desc=<round trips>`. */
  trace: boolean;
  /** A page in its document. */
  renderPage(page: Page, reader: Reader): PagePart[];
  /** `written` in a form that is lost otherwise. */
  refusalPage(refusal: Refusal, reader: Reader, written: readonly string[]): Page;
  faultPage(faultId: string, reader: Reader, written: readonly string[]): Page;
  /** Text of a refusal for programs. */
  refusalText(refusal: Refusal, locale: string): { title: string; detail: string };
}

/** For people or for programs. */
export type Form = 'page' | 'json';

/** One request on its way out. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
  reader: Reader;
  trips: RoundTrips;
  /** The file of the form, once it is on disk. */
  upload: Upload | null;
}

/** Below a packet or so compression only costs. */
const worthCompressing = 1_400;

/** What identifies a browser; without any of these cookies it is anonymous and gets kept pages. */
export const isBlank = ({ headers }: FastifyRequest): boolean =>
  !headers.cookie || !/lectern\.(session|flash)/.test(headers.cookie);

/** What was thrown as a refusal; null where it is a bug. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (isUnreachable(error)) return new Refusal(commonRefusals['database-unavailable'], { retryAfter: 3 });
  if (isDiskFull(error)) return new Refusal(commonRefusals['storage-full'], { retryAfter: 60 });
  if (isReadOnly(error)) return new Refusal(commonRefusals['storage-read-only'], { retryAfter: 60 });
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal(commonRefusals['body-too-large']);
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Refusal(commonRefusals['invalid-input']);
  return null;
}

export type Presenter = ReturnType<typeof createPresenter>;

export function createPresenter(options: Presentation, site: { names: CookieNames; https: boolean }) {
  const traced = ({ reply, trips }: Exchange) =>
    options.trace ? reply.header('server-timing', `sql;desc="${trips.count}"`) : reply;

  /** A page that is the same for everybody; its copy may also stand in a CDN. */
  function sendKept(request: FastifyRequest, reply: FastifyReply, page: CachedPage): FastifyReply {
    reply.headers(keptHeaders(page));
    if (request.headers['if-none-match'] === page.etag) return reply.code(304).send();
    reply.type('text/html; charset=utf-8');
    if (!request.headers['accept-encoding']?.includes('gzip')) return reply.send(page.body);
    return reply.header('content-encoding', 'gzip').send(gzippedPage(page));
  }

  async function sendHtml(exchange: Exchange, html: PagePart[]): Promise<FastifyReply> {
    const { request } = exchange;
    const reply = traced(exchange).headers({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      vary: 'accept-encoding',
    });
    const size = html.reduce((sum, part) => sum + part.length, 0);
    if (size < worthCompressing || !request.headers['accept-encoding']?.includes('gzip'))
      return reply.send(joinParts(html));
    return reply.header('content-encoding', 'gzip').send(await gzipParts(html));
  }

  function keep(exchange: Exchange, page: Page, cache: NonNullable<Page['cache']>): CachedPage {
    const { request, reader } = exchange;
    const csrf = () => {
      throw new Error(`the kept page ${reader.path} holds a form that changes something`);
    };
    const html = joinParts(options.renderPage(page, { ...reader, csrf }));
    return keepPage(
      pageKey(reader.locale, request.url, reader.reading.kept),
      html,
      cache.seconds,
      cache.tags,
      Date.now(),
    );
  }

  async function sendPage(exchange: Exchange, page: Page): Promise<FastifyReply> {
    const { request, reply, reader } = exchange;
    const status = page.status ?? 200;
    reply.code(status);
    if (page.cache && status === 200 && request.method === 'GET' && isBlank(request))
      return sendKept(request, traced(exchange), keep(exchange, page, page.cache));
    const html = options.renderPage(page, reader);
    if (reader.flash) addCookie(reply, cookieLine(site.names.flash, '', site.https, 0));
    return sendHtml(exchange, html);
  }

  async function sendAnswer(exchange: Exchange, answer: Answer): Promise<FastifyReply> {
    const { reply } = exchange;
    if ('redirect' in answer) {
      for (const line of answer.cookies ?? []) addCookie(reply, line);
      if (answer.flash) setFlash(reply, site.names, site.https, answer.flash);
      return traced(exchange).header('cache-control', 'no-store').redirect(answer.redirect, 303);
    }
    if (!('file' in answer)) return sendPage(exchange, answer);
    reply
      .code(answer.status ?? 200)
      .type(answer.type)
      .headers(answer.headers ?? {});
    if (answer.name)
      reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`);
    return reply.send(answer.file);
  }

  function sendJson(exchange: Exchange, status: number, body: unknown): FastifyReply {
    return traced(exchange).code(status).header('cache-control', 'private, no-store').send(body);
  }

  function sendProblem({ request, reply }: Exchange, status: number, problem: object): FastifyReply {
    const body = { type: 'about:blank', status, ...problem, requestId: request.id };
    return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
  }

  async function sendError(form: Form, exchange: Exchange, error: unknown): Promise<FastifyReply> {
    const { request, reply, reader } = exchange;
    const refusal = refusalOf(error);
    if (!refusal) {
      faultsTotal.inc();
      log().error({ err: error, requestId: request.id, url: request.url.split('?')[0] }, 'fault');
      if (form === 'json') return sendProblem(exchange, 500, { title: 'Internal error' });
      return sendPage(exchange, {
        ...options.faultPage(request.id, reader, writtenIn(request)),
        status: 500,
      });
    }
    const status = statusOfKind[refusal.kind];
    refusalsTotal.inc({ code: refusal.code });
    if (refusal.details.retryAfter) reply.header('retry-after', refusal.details.retryAfter);
    if (form === 'page')
      return sendPage(exchange, { ...options.refusalPage(refusal, reader, writtenIn(request)), status });
    const { code, details } = refusal;
    return sendProblem(exchange, status, {
      ...options.refusalText(refusal, reader.locale),
      code,
      fields: details.fields,
    });
  }

  return { sendKept, sendPage, sendAnswer, sendJson, sendError };
}
