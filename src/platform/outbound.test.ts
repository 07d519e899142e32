import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { isPublicAddress, type OutboundError, type OutboundRequest, send } from './outbound.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(handle: RequestListener): Promise<string> {
  const listening = createServer(handle);
  server = listening;
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

const ask = (url: string, more: Partial<OutboundRequest> = {}) =>
  send({ method: 'GET', url, timeoutMs: 2_000, maxBytes: 10_000, trusted: true, ...more });
const faultOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'answered',
    (error: OutboundError) => error.fault,
  );

describe('an address that nobody vouched for', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://100.64.0.1/',
    'http://192.168.1.1/',
    'http://localhost/',
    'http://user:password@example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'not an address',
  ])('%s is not asked', async (url) => {
    expect(await faultOf(ask(url, { trusted: false }))).toBe('forbidden');
  });

  test('no spelling of a loopback address counts as public', () => {
    fc.assert(
      fc.property(fc.nat(0xff), fc.nat(0xff), fc.nat(0xff), (b, c, d) => {
        const dotted = `127.${b}.${c}.${d}`;
        expect(isPublicAddress(dotted)).toBe(false);
        expect(isPublicAddress(`::ffff:${dotted}`)).toBe(false);
      }),
    );
  });
});

test('a server that the operator named is asked, with body and headers', async () => {
  const url = await listen((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => response.end(`${request.method} ${request.headers['x-one']} ${text}`));
  });
  const answer = await ask(url, { method: 'POST', headers: { 'x-one': '1' }, body: 'ä' });
  expect(answer.status).toBe(200);
  expect(answer.body.toString()).toBe('POST 1 ä');
});

test('a redirect is not followed', async () => {
  const asked: string[] = [];
  const url = await listen((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect((await ask(url)).status).toBe(302);
  expect(asked).toEqual(['/']);
});

test('an answer larger than agreed is cut off', async () => {
  const url = await listen((_request, response) => {
    const more = () => {
      while (response.write('x'.repeat(5_000)));
    };
    response.on('drain', more);
    more();
  });
  expect(await faultOf(ask(url))).toBe('too-large');
});

test('a compressed answer is refused: it may be a bomb', async () => {
  const url = await listen((_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
  );
  expect(await faultOf(ask(url))).toBe('encoded');
});

test('a server that never finishes is given up', async () => {
  const url = await listen((_request, response) => {
    response.write('begins');
  });
  expect(await faultOf(ask(url, { timeoutMs: 150 }))).toBe('timeout');
});

test('a server that is not there or dies is unreachable', async () => {
  const url = await listen((request) => request.socket.destroy());
  expect(await faultOf(ask(url))).toBe('unreachable');
  expect(await faultOf(ask('http://127.0.0.1:1/'))).toBe('unreachable');
});
