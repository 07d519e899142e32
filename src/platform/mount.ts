/**
 * Turns endpoints into routes. One request goes: kept page? – shed? – who – CSRF – may – input – rate – once – run –
 * present.
 */
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, anonymous } from './actor.ts';
import { isCsrfToken } from './csrf.ts';
import type { Call, Endpoint, EndpointInput } from './endpoint.ts';
import { once, type StoredAnswer } from './idempotency.ts';
import { checkInput, isStorable } from './input.ts';
import { requestSeconds, shedTotal } from './metrics.ts';
import { mustShed, type Priority } from './overload.ts';
import { findPage, pageKey } from './page-cache.ts';
import {
  createPresenter,
  type Exchange,
  type Form,
  isBlank,
  type Presentation,
  refusalOf,
} from './present.ts';
import { takeTry } from './rate-limit.ts';
import {
  addCookie,
  bearerOf,
  cookieNames,
  type Flash,
  languageCookies,
  localeOf,
  readingOf,
  readReader,
} from './reader.ts';
import { commonRefusals, Refusal, statusOfKind } from './refusal.ts';
import { countRoundTrips, type RoundTrips } from './statements.ts';
import { withUpload } from './upload.ts';

export interface Mounting extends Presentation {
  baseUrl: string;
  readActor(cookieHeader: string | undefined, now: Date): Promise<Actor>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, where the endpoint takes it so. */
    rawBody?: Buffer;
  }
}

type Spec = Endpoint['spec'];

const headerOf = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : (value ?? null);
};

function priorityOf(spec: Spec, request: FastifyRequest): Priority {
  if (request.headers['sec-purpose']?.includes('prefetch')) return 'background';
  return spec.priority ?? (spec.method === 'GET' ? 'browsing' : 'reading');
}

/** Fields that the form itself adds; they are no input. */
const ownFields = new Set(['_csrf', '_key']);

function fieldsOf(request: FastifyRequest): Record<string, string | string[]> {
  const body = (request.body ?? {}) as Record<string, string | string[]>;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ownFields.has(name)));
}

function readInput(spec: Spec, form: Form, request: FastifyRequest): EndpointInput {
  const { lang: _lang, in: _in, ...search } = (request.query ?? {}) as Record<string, unknown>;
  const params = request.params as Record<string, string>;
  // Nothing can have such a name.
  if (!Object.values(params).every(isStorable)) throw new Refusal(commonRefusals['not-found']);
  const input = {
    params,
    query: checkInput(spec.query, search, 'text'),
  };
  if (spec.method === 'GET') return { ...input, body: {} };
  const fields = fieldsOf(request);
  const body = form === 'page' && spec.fromForm ? spec.fromForm(fields) : fields;
  return { ...input, body: checkInput(spec.body, body, form === 'json' && !spec.upload ? 'json' : 'text') };
}

/** Input as it came, for showing a refused form again. */
const rawInput = (request: FastifyRequest): EndpointInput => ({
  params: request.params as Record<string, string>,
  query: (request.query ?? {}) as Record<string, unknown>,
  body: fieldsOf(request),
});

function callOf({ request, reader, upload }: Exchange): Call {
  const field = (request.body as Record<string, unknown> | undefined)?._key;
  const key = headerOf(request, 'idempotency-key') ?? field;
  return {
    actor: reader.actor,
    now: reader.now,
    requestId: request.id,
    locale: reader.locale,
    reading: reader.reading,
    ip: request.ip,
    idempotencyKey: typeof key === 'string' && key.length <= 200 ? key : null,
    header: (name) => headerOf(request, name),
    csrf: reader.csrf,
    upload,
    raw: request.rawBody ?? null,
  };
}

async function checkRate(spec: Spec, request: FastifyRequest, input: EndpointInput): Promise<void> {
  if (!spec.rateLimit) return;
  const account = spec.rateLimit.key?.(input as never);
  const keys = [`ip:${request.ip}`, ...(account ? [`account:${account.toLowerCase()}`] : [])];
  await takeTry(`${spec.method}${spec.path}`.slice(0, 60), keys, spec.rateLimit);
}

async function checkAllowed(spec: Spec, actor: Actor, input: EndpointInput): Promise<void> {
  const allowed = spec.allow.check(actor, input as never);
  // Most answers are at hand; awaiting those too would cost every page a turn of the event loop.
  if (typeof allowed === 'boolean' ? allowed : await allowed) return;
  throw new Refusal(commonRefusals[actor.kind === 'anonymous' ? 'sign-in-required' : 'not-allowed']);
}

/** The body's own limit bounds all of them together. */
const textLimits = { files: 0, fields: 100, fieldSize: 4 * 1024 ** 2, fieldNameSize: 100, headerPairs: 100 };

export function mountEndpoints(
  app: FastifyInstance,
  endpoints: readonly Endpoint[],
  options: Mounting,
): void {
  const https = options.baseUrl.startsWith('https:');
  const site = { names: cookieNames(https), https };
  const { sendKept, sendAnswer, sendJson, sendError } = createPresenter(options, site);

  function checkCsrf({ request, reader }: Exchange): void {
    const bearer = bearerOf(reader.actor, request, site.names);
    const token =
      request.headers['x-csrf-token'] ?? (request.body as Record<string, unknown> | undefined)?._csrf;
    if (!bearer || !isCsrfToken(bearer, token)) throw new Refusal(commonRefusals['csrf-failed']);
  }

  /** A form whose session ended is not too old: whoever sent it has to sign in first. */
  async function checkForm({ spec }: Endpoint, form: Form, exchange: Exchange): Promise<void> {
    try {
      checkCsrf(exchange);
    } catch (error) {
      const { actor } = exchange.reader;
      const input = { ...rawInput(exchange.request), body: {} };
      if (form === 'json' || actor.kind !== 'anonymous' || (await spec.allow.check(actor, input as never)))
        throw error;
      throw new Refusal(commonRefusals['signed-out']);
    }
  }

  /** The answer as plain data, kept with the key; a repeat is answered from there. */
  function runOnce({ spec }: Endpoint, form: Form, exchange: Exchange, call: Call, input: EndpointInput) {
    const { actor } = call;
    const bearer =
      actor.kind === 'person' ? actor.id : `visit:${bearerOf(actor, exchange.request, site.names)}`;
    const stored = {
      actor: bearer,
      key: call.idempotencyKey ?? '',
      endpoint: `${spec.method} ${spec.path}`,
      body: call.upload ? { ...input, upload: call.upload.sha256 } : input,
    };
    return once(stored, async (): Promise<StoredAnswer> => {
      const result = await spec.run(call, input as never);
      if (form === 'json')
        return { status: spec.successStatus ?? 200, json: spec.json?.(result, call) ?? {} };
      const answer = await spec.page?.(result, call, input as never);
      if (!answer || 'file' in answer) throw new Error(`${spec.path}: a file cannot be a stored answer`);
      if (!('redirect' in answer)) return { status: 200, result };
      return { status: 303, redirect: answer.redirect, flash: answer.flash };
    });
  }

  async function answer(endpoint: Endpoint, form: Form, exchange: Exchange): Promise<FastifyReply> {
    const { spec } = endpoint;
    const { request, reader } = exchange;
    const unsafe = spec.method !== 'GET';
    if (unsafe && !spec.signed) await checkForm(endpoint, form, exchange);
    const input = readInput(spec, form, request);
    const call = callOf(exchange);
    await checkRate(spec, request, input);
    await checkAllowed(spec, reader.actor, input);
    if (unsafe && (spec.idempotency ?? 'stored') === 'stored' && call.idempotencyKey) {
      const stored = await runOnce(endpoint, form, exchange, call, input);
      if (stored.redirect)
        return sendAnswer(exchange, { redirect: stored.redirect, flash: stored.flash as Flash });
      if (form === 'json') return sendJson(exchange, stored.status, stored.json);
      return sendPageOf(endpoint, exchange, stored.result, call, input);
    }
    const result = await spec.run(call, input as never);
    if (form === 'json')
      return sendJson(exchange, spec.successStatus ?? 200, spec.json?.(result, call) ?? {});
    return sendPageOf(endpoint, exchange, result, call, input);
  }

  async function sendPageOf(
    { spec }: Endpoint,
    exchange: Exchange,
    result: unknown,
    call: Call,
    input: EndpointInput,
  ): Promise<FastifyReply> {
    const page = await spec.page?.(result, call, input as never);
    if (!page) throw new Error(`${spec.path} has no page`);
    return sendAnswer(exchange, page);
  }

  /** Nobody's file is read who may not send one; the token, where it came first, is checked before the file as well. */
  async function answerUpload(endpoint: Endpoint, form: Form, exchange: Exchange): Promise<FastifyReply> {
    const { spec } = endpoint;
    if (!spec.upload) return answer(endpoint, form, exchange);
    const { request, reader } = exchange;
    await checkAllowed(spec, reader.actor, { ...rawInput(request), body: {} });
    const admit = (fields: Record<string, unknown>) => {
      if (fields._csrf ?? request.headers['x-csrf-token']) checkCsrf(exchange);
    };
    return withUpload(request, spec.upload, admit, (upload) => {
      exchange.upload = upload;
      return answer(endpoint, form, exchange);
    });
  }

  /** A refused form is shown again where its endpoint knows how; null where not. */
  async function retryForm(
    { spec }: Endpoint,
    exchange: Exchange,
    error: unknown,
  ): Promise<FastifyReply | null> {
    const refusal = refusalOf(error);
    if (!refusal || !spec.refused || refusal.code === 'csrf-failed') return null;
    if (!['invalid', 'conflict', 'too-many', 'too-large'].includes(refusal.kind)) return null;
    const page = await spec.refused(refusal, callOf(exchange), rawInput(exchange.request) as never);
    if (refusal.details.retryAfter) exchange.reply.header('retry-after', refusal.details.retryAfter);
    const isPage = !('redirect' in page) && !('file' in page);
    return sendAnswer(exchange, isPage ? { ...page, status: statusOfKind[refusal.kind] } : page);
  }

  function shed(spec: Spec, request: FastifyRequest): void {
    const priority = priorityOf(spec, request);
    if (!mustShed(priority)) return;
    shedTotal.inc({ priority });
    throw new Refusal(commonRefusals.overloaded, { retryAfter: 5 });
  }

  function exchangeOf(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    now: Date,
    trips: RoundTrips = { count: 0 },
  ): Exchange {
    const reader = readReader(request, reply, actor, now, site);
    return { request, reply, reader, trips, upload: null };
  }

  async function handle(endpoint: Endpoint, form: Form, request: FastifyRequest, reply: FastifyReply) {
    const now = new Date();
    for (const language of languageCookies(request, site)) addCookie(reply, language);
    if (endpoint.spec.method === 'GET' && form === 'page' && isBlank(request)) {
      const locale = localeOf(request, anonymous, site.names);
      const { kept } = readingOf(request, site.names);
      const page = findPage(pageKey(locale, request.url, kept), now.getTime());
      if (page) return sendKept(request, reply, page);
    }
    const trips: RoundTrips = { count: 0 };
    return countRoundTrips(trips, async () => {
      let exchange: Exchange | undefined;
      try {
        shed(endpoint.spec, request);
        const actor = await options.readActor(request.headers.cookie, now);
        exchange = exchangeOf(request, reply, actor, now, trips);
        return await answerUpload(endpoint, form, exchange);
      } catch (error) {
        exchange ??= exchangeOf(request, reply, anonymous, now, trips);
        const again = form === 'page' ? await retryForm(endpoint, exchange, error).catch(() => null) : null;
        return again ?? sendError(form, exchange, error);
      }
    });
  }

  function handlerOf(endpoint: Endpoint, form: Form) {
    const label = `${endpoint.spec.method} ${form === 'json' ? '/api/v1' : ''}${endpoint.spec.path}`;
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const started = performance.now();
      const sent = await handle(endpoint, form, request, reply);
      requestSeconds.observe(
        { endpoint: label, status: reply.statusCode },
        (performance.now() - started) / 1000,
      );
      return sent;
    };
  }

  const addRoutes = (target: FastifyInstance, some: readonly Endpoint[]) => {
    for (const endpoint of some) {
      const { method, path, bodyLimit, page, json, upload } = endpoint.spec;
      const options = { ...(bodyLimit && { bodyLimit }), config: { upload: Boolean(upload) } };
      const route = (form: Form) => ({ ...options, handler: handlerOf(endpoint, form) });
      // Forms know GET and POST only.
      const pageMethod = method === 'GET' ? 'GET' : 'POST';
      if (page) target.route({ method: pageMethod, url: path, ...route('page') });
      if (json) target.route({ method, url: `/api/v1${path}`, ...route('json') });
    }
  };
  const {
    forms = [],
    texts = [],
    files = [],
    raws = [],
  } = Object.groupBy(endpoints, ({ spec }) =>
    spec.upload ? 'files' : spec.multipart ? 'texts' : spec.raw ? 'raws' : 'forms',
  );
  addRoutes(app, forms);
  app.register(async (signers) => {
    signers.removeAllContentTypeParsers();
    signers.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
      request.rawBody = body as Buffer;
      done(null, {});
    });
    addRoutes(signers, raws);
  });
  // Only where they are expected does the server know multipart forms.
  app.register(async (programs) => {
    await programs.register(multipart, { attachFieldsToBody: 'keyValues', limits: textLimits });
    addRoutes(programs, texts);
  });
  app.register(async (uploads) => {
    await uploads.register(multipart);
    addRoutes(uploads, files);
  });

  /** What happens outside of every endpoint: unknown addresses, bodies that cannot be read. */
  const sendOutside = async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const now = new Date();
    const actor = await options.readActor(request.headers.cookie, now).catch(() => anonymous);
    const form = request.url.startsWith('/api/') ? 'json' : 'page';
    return sendError(form, exchangeOf(request, reply, actor, now), error);
  };
  app.setNotFoundHandler((request, reply) =>
    sendOutside(new Refusal(commonRefusals['not-found']), request, reply),
  );
  app.setErrorHandler((error, request, reply) => sendOutside(error, request, reply));
}
