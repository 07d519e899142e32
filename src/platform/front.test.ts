import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerFromFront } from './front.ts';
import { dropPages, keepPage, pageKey } from './page-cache.ts';

describe('a kept page is answered in front', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (!answerFromFront(request, response, { 'x-content-type-options': 'nosniff' }))
        response.writeHead(404).end('the long way');
    }).listen(0);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    dropPages();
    keepPage(pageKey('en', '/courses'), Buffer.from('<p>Courses</p>'), 300, [], Date.now());
    keepPage(pageKey('es', '/courses'), Buffer.from('<p>Cursos</p>'), 300, [], Date.now());
  });

  const ask = (headers: Record<string, string> = {}, path = '/courses', method = 'GET') =>
    fetch(url + path, { method, headers });

  it('in the language that the browser prefers, with the headers of every answer', async () => {
    const reply = await ask({ 'accept-language': 'es' });
    expect(await reply.text()).toBe('<p>Cursos</p>');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reply.headers.get('cache-control')).toContain('public');
  });

  it('with 304 where the browser has it', async () => {
    const etag = (await ask()).headers.get('etag') ?? '';
    expect((await ask({ 'if-none-match': etag })).status).toBe(304);
  });

  it('to nobody who is known, asks for a language, or wants something else', async () => {
    const others = [
      ask({ cookie: 'lectern.session=x' }),
      ask({ cookie: 'lectern.lang=es' }),
      ask({}, '/courses?lang=es'),
      ask({}, '/other'),
      ask({}, '/courses', 'POST'),
    ];
    for (const reply of await Promise.all(others)) expect(await reply.text()).toBe('the long way');
  });
});
