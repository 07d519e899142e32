/** The web server around the endpoints: limits, cookies, forms, files of the build, health, figures, shutdown. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import staticFiles from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import type { Endpoint } from './endpoint.ts';
import { answerFromFront } from './front.ts';
import { registry } from './metrics.ts';
import { type Mounting, mountEndpoints } from './mount.ts';
import { documentCalls, openApiDocument } from './openapi.ts';
import { findTrouble } from './readiness.ts';
import { securityHeaders } from './security-headers.ts';
import { openSockets, type Socket } from './sockets.ts';

export interface ServerOptions extends Mounting {
  endpoints: readonly Endpoint[];
  sockets?: readonly Socket[];
  /** Folder of the client build, served under /static/ with hashed names. */
  clientFolder: string | null;
  trustProxy: boolean;
  version: string;
  /** The text of /metrics; by default the figures of this process. */
  readFigures?: () => Promise<string>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body holds a file. */
    upload?: boolean;
  }
}

const bodyTimeoutMs = 60_000;

/** Rules by which browsers fetch the next page early; only plain reading, never anything that changes state. */
const speculation = JSON.stringify({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: '/*\\?*' } },
          { not: { selector_matches: '[rel~=nofollow], [download]' } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
});

// Slow senders may not hold a connection: headers within 10 s, a body within a minute (below); a file may take longer,
// as long as it keeps coming (upload.ts).
const limits = {
  requestTimeout: 30 * 60_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 72_000,
  maxHeaderSize: 16 * 1024,
};

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const https = options.baseUrl.startsWith('https:');
  const headers = { ...securityHeaders(https), 'speculation-rules': '"/speculation.json"' };
  const app = fastify({
    logger: false,
    trustProxy: options.trustProxy,
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    serverFactory: (handle) =>
      createHttpServer(limits, (request, response) => {
        if (!answerFromFront(request, response, headers)) handle(request, response);
      }),
  });
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: 1024 * 1024 });
  app.addHook('onRequest', (_request, reply, next) => {
    reply.headers(headers);
    next();
  });

  app.addHook('preParsing', (request, _reply, _payload, next) => {
    if (request.method !== 'GET' && !request.routeOptions.config.upload) {
      const slow = setTimeout(() => request.raw.destroy(), bodyTimeoutMs).unref();
      request.raw.once('close', () => clearTimeout(slow));
    }
    next();
  });

  if (options.clientFolder && existsSync(options.clientFolder)) {
    await app.register(staticFiles, {
      root: options.clientFolder,
      prefix: '/static/',
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      decorateReply: false,
      index: false,
    });
  }

  app.get('/speculation.json', (_request, reply) =>
    reply
      .type('application/speculationrules+json')
      .header('cache-control', 'public, max-age=86400')
      .send(speculation),
  );
  app.get('/robots.txt', (_request, reply) =>
    reply.type('text/plain').send('User-agent: *\nDisallow: /learn/\nDisallow: /api/\nDisallow: /settings\n'),
  );
  // Alive: the process answers. Ready: it can also do its work.
  app.get('/healthz', (_request, reply) => reply.send({ status: 'alive', version: options.version }));
  app.get('/readyz', async (_request, reply) => {
    const cause = await findTrouble();
    if (cause === null) return reply.send({ status: 'ready' });
    return reply.code(503).header('retry-after', 3).send({ status: 'waiting', cause });
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await (options.readFigures?.() ?? registry.metrics())),
  );
  documentCalls(options.endpoints);
  const document = openApiDocument(options.endpoints, options.baseUrl, options.version);
  app.get('/api/openapi.json', (_request, reply) => reply.send(document));

  mountEndpoints(app, options.endpoints, options);
  const sockets = openSockets(app.server, options.sockets ?? [], options);
  app.addHook('preClose', async () => sockets.close());
  return app;
}
