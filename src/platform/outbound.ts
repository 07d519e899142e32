/**
 * Terms: an *outbound* request goes from this server to an address that a course or another server named. Such an
 * address is untrusted: it must not reach what only this machine can reach (SSRF), must not send us elsewhere, and must
 * not hold us up. The addresses of a name are looked up once, checked, and the connection goes to exactly those.
 */
import { lookup } from 'node:dns';
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface OutboundRequest {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: Uint8Array | string;
  /** Until the last byte has come. */
  timeoutMs: number;
  maxBytes: number;
  /** The operator named this very server: it may stand in a private network. */
  trusted: boolean;
}

export interface OutboundAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Why there is no answer. Only `unreachable` and `timeout` may pass by themselves. */
export type OutboundFault = 'forbidden' | 'unreachable' | 'timeout' | 'too-large' | 'encoded';

export class OutboundError extends Error {
  readonly fault: OutboundFault;
  constructor(fault: OutboundFault, message: string) {
    super(message);
    this.name = 'OutboundError';
    this.fault = fault;
  }
}

/** An address that everybody can reach; all else (loopback, private, link-local, metadata services) is ours alone. */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';

function checkedUrl(text: string, trusted: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new OutboundError('forbidden', `${text} is not an http(s) address`);
  // Numbers in any spelling (decimal, octal, mapped) have become plain addresses here; they are never looked up.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!trusted && isIP(host) && !isPublicAddress(host))
    throw new OutboundError('forbidden', `${host} is a private address`);
  return url;
}

/** Gives the connection only addresses that were checked in this very look-up: a name cannot change its mind. */
const checkedLookup =
  (trusted: boolean): LookupFunction =>
  (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      if (!trusted && !found.every(({ address }) => isPublicAddress(address)))
        return done(new OutboundError('forbidden', `${name} leads to a private address`), []);
      const [first] = found;
      if (options.all || !first) return done(null, found);
      return done(null, first.address, first.family);
    });
  };

/** The machines that an address stands for, checked: for programs that make the connection themselves. */
export async function resolveAddress(text: string, trusted: boolean): Promise<string[]> {
  const { hostname } = checkedUrl(text, trusted);
  return new Promise((resolve, reject) => {
    checkedLookup(trusted)(hostname.replace(/^\[|\]$/g, ''), { all: true }, (error, found) => {
      if (error) reject(error);
      else resolve([found].flat().map((one) => (typeof one === 'string' ? one : one.address)));
    });
  });
}

async function read(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  // Nothing was asked to be packed; what comes packed may be a thousand times its size.
  if (answer.headers['content-encoding'] && answer.headers['content-encoding'] !== 'identity')
    throw new OutboundError('encoded', 'the answer is compressed, which was not asked for');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new OutboundError('too-large', `the answer has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));

/** Sends once. A redirect is an answer like any other: it is not followed. */
export function send(out: OutboundRequest): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(out.timeoutMs);
    const fail = (error: unknown) => {
      if (error instanceof OutboundError) return reject(error);
      if (signal.aborted)
        return reject(new OutboundError('timeout', `no whole answer within ${out.timeoutMs} ms`));
      return reject(new OutboundError('unreachable', error instanceof Error ? error.message : String(error)));
    };
    try {
      const url = checkedUrl(out.url, out.trusted);
      const options: RequestOptions = {
        method: out.method,
        headers: {
          ...out.headers,
          ...(out.body !== undefined && { 'content-length': Buffer.byteLength(out.body) }),
        },
        agent: false,
        lookup: checkedLookup(out.trusted),
        signal,
      };
      const sending = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (answer) => {
        read(answer, out.maxBytes).then(
          (body) => resolve({ status: answer.statusCode ?? 0, headers: plainHeaders(answer), body }),
          (error) => {
            sending.destroy();
            fail(error);
          },
        );
      });
      sending.on('error', fail);
      sending.end(out.body);
    } catch (error) {
      fail(error);
    }
  });
}
