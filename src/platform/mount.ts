/**
 * Turns endpoints into routes. One request goes: shed? – kept page? – who – input – CSRF – may – once – run – present.
 */

import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, anonymous } from './actor.ts';
import { isCsrfToken } from './csrf.ts';
import { countRoundTrips, isDiskFull, isUnreachable } from './database.ts';
import type { Answer, Call, Endpoint, EndpointInput, Page } from './endpoint.ts';
import { once, type StoredAnswer } from './idempotency.ts';
import { checkInput } from './input.ts';
import { log } from './log.ts';
import { faultsTotal, refusalsTotal, requestSeconds, shedTotal } from './metrics.ts';
import { mustShed, type Priority } from './overload.ts';
import { type CachedPage, findPage, gzippedPage, keepPage } from './page-cache.ts';
import { takeTry } from './rate-limit.ts';
import {
  addCookie,
  bearerOf,
  cookieLine,
  cookieNames,
  type Flash,
  type Reader,
  readReader,
  setFlash,
} from './reader.ts';
import { commonRefusals, Refusal, statusOfKind } from './refusal.ts';
import { type Upload, withUpload } from './upload.ts';

export interface Mounting {
  baseUrl: string;
  /** Sends `Server-Timing: sql;desc=<round trips>`. */
  trace: boolean;
  readActor(cookieHeader: string | undefined, now: Date): Promise<Actor>;
  /** A page in its document, as text. */
  renderPage(page: Page, reader: Reader): string;
  refusalPage(refusal: Refusal, reader: Reader): Page;
  faultPage(faultId: string, reader: Reader): Page;
  /** Text of a refusal for programs. */
  refusalText(refusal: Refusal, locale: string): { title: string; detail: string };
}

const headerOf = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : (value ?? null);
};

const compress = promisify(gzip);
type Form = 'page' | 'json';
type Spec = Endpoint['spec'];

/** Turns what was thrown into a refusal, or null where it is a bug. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (isUnreachable(error)) return new Refusal(commonRefusals['database-unavailable'], { retryAfter: 3 });
  if (isDiskFull(error)) return new Refusal(commonRefusals['storage-full'], { retryAfter: 60 });
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal(commonRefusals['body-too-large']);
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Refusal(commonRefusals['invalid-input']);
  return null;
}

export function mountEndpoints(app: FastifyInstance, endpoints: readonly Endpoint[], site: Mounting): void {
  const https = site.baseUrl.startsWith('https:');
  const names = cookieNames(https);

  const priorityOf = (spec: Spec, request: FastifyRequest): Priority => {
    if (request.headers['sec-purpose']?.includes('prefetch')) return 'background';
    return spec.priority ?? (spec.method === 'GET' ? 'browsing' : 'reading');
  };

  const keyOf = (locale: string, url: string) => `${locale} ${url}`;

  /** What identifies a browser; without any of these cookies it is anonymous and gets kept pages. */
  const isBlank = (request: FastifyRequest) => {
    const cookies = request.headers.cookie;
    return !cookies || !/lectern\.(session|flash)/.test(cookies);
  };

  function sendKept(request: FastifyRequest, reply: FastifyReply, page: CachedPage): FastifyReply {
    reply.header('etag', page.etag);
    reply.header('cache-control', `public, max-age=${Math.min(page.maxAge, 60)}, stale-while-revalidate=600`);
    reply.header('vary', 'accept-language, accept-encoding, cookie');
    if (request.headers['if-none-match'] === page.etag) return reply.code(304).send();
    reply.type('text/html; charset=utf-8');
    if (!request.headers['accept-encoding']?.includes('gzip')) return reply.send(page.body);
    return reply.header('content-encoding', 'gzip').send(gzippedPage(page));
  }

  async function sendHtml(request: FastifyRequest, reply: FastifyReply, html: string): Promise<FastifyReply> {
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('vary', 'accept-encoding');
    // Below a packet or so compression only costs.
    if (html.length < 1_400 || !request.headers['accept-encoding']?.includes('gzip')) return reply.send(html);
    return reply.header('content-encoding', 'gzip').send(await compress(html, { level: 5 }));
  }

  async function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page, reader: Reader) {
    reply.code(page.status ?? 200);
    const keep = page.cache && request.method === 'GET' && isBlank(request) && (page.status ?? 200) === 200;
    if (keep) {
      const csrf = () => {
        throw new Error(`the kept page ${reader.path} holds a form that changes something`);
      };
      const html = site.renderPage(page, { ...reader, csrf });
      const key = keyOf(reader.locale, request.url);
      return sendKept(
        request,
        reply,
        keepPage(key, html, page.cache?.seconds ?? 0, page.cache?.tags ?? [], Date.now()),
      );
    }
    const html = site.renderPage(page, reader);
    if (reader.flash) addCookie(reply, cookieLine(names.flash, '', https, 0));
    return sendHtml(request, reply, html);
  }

  async function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer, reader: Reader) {
    if ('redirect' in answer) {
      for (const line of answer.cookies ?? []) addCookie(reply, line);
      if (answer.flash) setFlash(reply, names, https, answer.flash);
      return reply.header('cache-control', 'no-store').redirect(answer.redirect, 303);
    }
    if ('file' in answer) {
      reply
        .code(answer.status ?? 200)
        .type(answer.type)
        .headers(answer.headers ?? {});
      if (answer.name)
        reply.header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`,
        );
      return reply.send(answer.file);
    }
    return sendPage(request, reply, answer, reader);
  }

  function sendProblem(reply: FastifyReply, refusal: Refusal, locale: string, requestId: string) {
    const status = statusOfKind[refusal.kind];
    const { title, detail } = site.refusalText(refusal, locale);
    const fields = refusal.details.fields;
    return reply
      .code(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({ type: 'about:blank', title, status, detail, code: refusal.code, fields, requestId }),
      );
  }

  async function sendError(
    form: Form,
    request: FastifyRequest,
    reply: FastifyReply,
    error: unknown,
    reader: Reader,
  ) {
    const refusal = refusalOf(error);
    if (refusal) {
      refusalsTotal.inc({ code: refusal.code });
      if (refusal.details.retryAfter) reply.header('retry-after', refusal.details.retryAfter);
      if (form === 'json') return sendProblem(reply, refusal, reader.locale, request.id);
      const page = site.refusalPage(refusal, reader);
      return sendPage(request, reply, { ...page, status: statusOfKind[refusal.kind] }, reader);
    }
    faultsTotal.inc();
    log().error({ err: error, requestId: request.id, url: request.url.split('?')[0] }, 'fault');
    if (form === 'json') {
      const body = { type: 'about:blank', title: 'Internal error', status: 500, requestId: request.id };
      return reply.code(500).type('application/problem+json').send(JSON.stringify(body));
    }
    return sendPage(request, reply, { ...site.faultPage(request.id, reader), status: 500 }, reader);
  }

  function checkCsrf(request: FastifyRequest, actor: Actor, fields: Record<string, unknown>): void {
    const bearer = bearerOf(actor, request, names);
    const token = request.headers['x-csrf-token'] ?? fields._csrf;
    if (!bearer || !isCsrfToken(bearer, token)) throw new Refusal(commonRefusals['csrf-failed']);
  }

  async function checkAllowed(spec: Spec, actor: Actor, input: EndpointInput): Promise<void> {
    const allowed = spec.allow.check(actor, input as never);
    if (typeof allowed === 'boolean' ? allowed : await allowed) return;
    throw new Refusal(commonRefusals[actor.kind === 'anonymous' ? 'sign-in-required' : 'not-allowed']);
  }

  function readInput(spec: Spec, form: Form, request: FastifyRequest): EndpointInput {
    const fields = { ...((request.body ?? {}) as Record<string, string | string[]>) };
    delete fields._csrf;
    delete fields._key;
    const body = form === 'page' && spec.fromForm ? spec.fromForm(fields) : fields;
    const kind = form === 'json' && !spec.upload ? 'json' : 'text';
    const { lang: _, ...search } = (request.query ?? {}) as Record<string, unknown>;
    return {
      params: request.params as Record<string, string>,
      query: checkInput(spec.query, search, 'text'),
      body: spec.method === 'GET' ? {} : checkInput(spec.body, body, kind),
    };
  }

  /** Input as it came, for showing a refused form again. */
  const rawInput = (request: FastifyRequest): EndpointInput => ({
    params: request.params as Record<string, string>,
    query: (request.query ?? {}) as Record<string, unknown>,
    body: (request.body ?? {}) as Record<string, unknown>,
  });

  async function runOnce(endpoint: Endpoint, form: Form, call: Call, input: EndpointInput, actorKey: string) {
    const { spec } = endpoint;
    const stored = await once(
      {
        actor: actorKey,
        key: call.idempotencyKey ?? '',
        endpoint: `${spec.method} ${spec.path}`,
        body: call.upload ? { ...input, upload: call.upload.sha256 } : input,
      },
      async (): Promise<StoredAnswer> => {
        const result = await spec.run(call, input as never);
        if (form === 'json')
          return { status: spec.successStatus ?? 200, json: spec.json?.(result, call) ?? {} };
        const answer = await spec.page?.(result, call, input as never);
        if (!answer || 'file' in answer) throw new Error(`${spec.path}: a file cannot be a stored answer`);
        if (!('redirect' in answer)) return { status: 200, result };
        return { status: 303, redirect: answer.redirect, flash: answer.flash };
      },
    );
    return stored;
  }

  async function answer(
    endpoint: Endpoint,
    form: Form,
    request: FastifyRequest,
    reply: FastifyReply,
    reader: Reader,
    upload: Upload | null,
  ) {
    const { spec } = endpoint;
    const unsafe = spec.method !== 'GET';
    const fields = (request.body ?? {}) as Record<string, unknown>;
    if (unsafe) checkCsrf(request, reader.actor, fields);
    const input = readInput(spec, form, request);
    const idempotencyKey = (request.headers['idempotency-key'] ?? fields._key ?? null) as string | null;
    const call: Call = {
      actor: reader.actor,
      now: reader.now,
      requestId: request.id,
      locale: reader.locale,
      ip: request.ip,
      idempotencyKey:
        typeof idempotencyKey === 'string' && idempotencyKey.length <= 200 ? idempotencyKey : null,
      header: (name) => headerOf(request, name),
      csrf: reader.csrf,
      upload,
    };
    if (spec.rateLimit) {
      const account = spec.rateLimit.key?.(input as never);
      const keys = [`ip:${request.ip}`, ...(account ? [`account:${account.toLowerCase()}`] : [])];
      await takeTry(`${spec.method}${spec.path}`.slice(0, 60), keys, spec.rateLimit);
    }
    await checkAllowed(spec, reader.actor, input);
    if (unsafe && (spec.idempotency ?? 'stored') === 'stored' && call.idempotencyKey) {
      const actorKey =
        reader.actor.kind === 'person' ? reader.actor.id : `visit:${bearerOf(reader.actor, request, names)}`;
      const stored = await runOnce(endpoint, form, call, input, actorKey);
      if (stored.redirect)
        return sendAnswer(
          request,
          reply,
          { redirect: stored.redirect, flash: stored.flash as Flash },
          reader,
        );
      if (form === 'page') {
        const page = await spec.page?.(stored.result, call, input as never);
        if (page) return sendAnswer(request, reply, page, reader);
      }
      return reply.code(stored.status).header('cache-control', 'no-store').send(stored.json);
    }
    const result = await spec.run(call, input as never);
    if (form === 'json') {
      reply.code(spec.successStatus ?? 200).header('cache-control', 'private, no-store');
      return reply.send(spec.json?.(result, call) ?? {});
    }
    const page = await spec.page?.(result, call, input as never);
    if (!page) throw new Error(`${spec.path} has no page`);
    return sendAnswer(request, reply, page, reader);
  }

  /** Nobody's file is read who may not send one; the token, where it came first, is checked before the file as well. */
  async function answerUpload(
    endpoint: Endpoint,
    form: Form,
    request: FastifyRequest,
    reply: FastifyReply,
    reader: Reader,
  ) {
    const { spec } = endpoint;
    if (!spec.upload) return answer(endpoint, form, request, reply, reader, null);
    await checkAllowed(spec, reader.actor, { ...rawInput(request), body: {} });
    const admit = (fields: Record<string, unknown>) => {
      if (fields._csrf ?? request.headers['x-csrf-token']) checkCsrf(request, reader.actor, fields);
    };
    return withUpload(request, spec.upload, admit, (upload) =>
      answer(endpoint, form, request, reply, reader, upload),
    );
  }

  /** A refused form is shown again where its endpoint knows how. */
  async function retryForm(
    endpoint: Endpoint,
    request: FastifyRequest,
    reply: FastifyReply,
    error: unknown,
    reader: Reader,
  ) {
    const refusal = refusalOf(error);
    if (!refusal || !endpoint.spec.refused || refusal.code === 'csrf-failed') return null;
    if (!['invalid', 'conflict', 'too-many', 'too-large'].includes(refusal.kind)) return null;
    const call = {
      actor: reader.actor,
      now: reader.now,
      requestId: request.id,
      locale: reader.locale,
    } as Call;
    const page = await endpoint.spec.refused(refusal, call, rawInput(request) as never);
    if (refusal.details.retryAfter) reply.header('retry-after', refusal.details.retryAfter);
    return sendAnswer(
      request,
      reply,
      'redirect' in page || 'file' in page ? page : { ...page, status: statusOfKind[refusal.kind] },
      reader,
    );
  }

  function handlerOf(endpoint: Endpoint, form: Form) {
    const { spec } = endpoint;
    const label = `${spec.method} ${form === 'json' ? '/api/v1' : ''}${spec.path}`;
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const started = performance.now();
      const now = new Date();
      const trips = { count: 0 };
      const done = () =>
        requestSeconds.observe(
          { endpoint: label, status: reply.statusCode },
          (performance.now() - started) / 1000,
        );
      if (spec.method === 'GET' && form === 'page' && isBlank(request)) {
        const { locale } = readReader(request, reply, anonymous, now, { names, https });
        const page = findPage(keyOf(locale, request.url), now.getTime());
        if (page) {
          done();
          return sendKept(request, reply, page);
        }
      }
      let reader = readReader(request, reply, anonymous, now, { names, https });
      try {
        const priority = priorityOf(spec, request);
        if (mustShed(priority)) {
          shedTotal.inc({ priority });
          throw new Refusal(commonRefusals.overloaded, { retryAfter: 5 });
        }
        return await countRoundTrips(trips, async () => {
          const actor = await site.readActor(request.headers.cookie, now);
          if (actor.kind !== 'anonymous') reader = readReader(request, reply, actor, now, { names, https });
          const sent = await answerUpload(endpoint, form, request, reply, reader);
          return sent;
        });
      } catch (error) {
        if (form === 'page') {
          const again = await retryForm(endpoint, request, reply, error, reader).catch(() => null);
          if (again) return again;
        }
        return sendError(form, request, reply, error, reader);
      } finally {
        if (site.trace && !reply.raw.headersSent) reply.header('server-timing', `sql;desc="${trips.count}"`);
        done();
      }
    };
  }

  const addRoutes = (target: FastifyInstance, some: readonly Endpoint[]) => {
    for (const endpoint of some) {
      const { spec } = endpoint;
      const options = { ...(spec.bodyLimit ? { bodyLimit: spec.bodyLimit } : {}) };
      if (spec.page)
        target.route({
          method: spec.method === 'GET' ? 'GET' : 'POST',
          url: spec.path,
          ...options,
          handler: handlerOf(endpoint, 'page'),
        });
      if (spec.json)
        target.route({
          method: spec.method,
          url: `/api/v1${spec.path}`,
          ...options,
          handler: handlerOf(endpoint, 'json'),
        });
    }
  };
  addRoutes(
    app,
    endpoints.filter(({ spec }) => !spec.upload),
  );
  // Only where a file is expected does the server know multipart forms.
  app.register(async (uploads) => {
    await uploads.register(multipart);
    addRoutes(
      uploads,
      endpoints.filter(({ spec }) => spec.upload),
    );
  });

  const formOf = (request: FastifyRequest): Form => (request.url.startsWith('/api/') ? 'json' : 'page');
  const readerOf = async (request: FastifyRequest, reply: FastifyReply) => {
    const now = new Date();
    const actor = await site.readActor(request.headers.cookie, now).catch(() => anonymous);
    return readReader(request, reply, actor, now, { names, https });
  };
  app.setNotFoundHandler(async (request, reply) =>
    sendError(
      formOf(request),
      request,
      reply,
      new Refusal(commonRefusals['not-found']),
      await readerOf(request, reply),
    ),
  );
  app.setErrorHandler(async (error, request, reply) =>
    sendError(formOf(request), request, reply, error, await readerOf(request, reply)),
  );
}
