/** The conformance test of graders: of our own protocol, or of version 1 where that is what answers. */
import { randomUUID } from 'node:crypto';
import { Value } from 'typebox/value';
import { type OutboundRequest, send } from '#platform/outbound.ts';
import { checkResult, type GradingRequest, Health, protocolName, readLines, signRequest } from './wire.ts';

export interface Finding {
  check: string;
  ok: boolean;
  found: string;
}

const ask = (url: string, more: Partial<OutboundRequest> = {}) =>
  send({ method: 'GET', url, timeoutMs: 20_000, maxBytes: 4 * 1024 * 1024, trusted: true, ...more });

async function find(check: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { check, ok: true, found: await look() };
  } catch (error) {
    return { check, ok: false, found: error instanceof Error ? error.message : String(error) };
  }
}

const must = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Error(otherwise);
};

const sample = (id: string): GradingRequest => ({
  ...{ id, attempt: 1, learner: '1', language: 'en', callback: 'http://127.0.0.1:9/' },
  exercise: { key: 'check', title: 'Check', maxPoints: 10 },
  ...{ fields: { answer: ['1'] }, files: [] },
});

async function post(
  service: string,
  id: string,
  key: Uint8Array,
  change: (body: string) => string = (body) => body,
) {
  const body = JSON.stringify(sample(id));
  const token = await signRequest(key, { id, audience: service, body });
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'idempotency-key': id,
  };
  return ask(service, { method: 'POST', headers, body: change(body) });
}

type Posted = Awaited<ReturnType<typeof post>>;

function describeResult({ status, headers, body }: Posted): string {
  if (status === 202) return '202: it will call';
  must(status === 200, `status ${status}`);
  const text = body.toString();
  const lines = headers['content-type']?.startsWith('application/x-ndjson');
  const result = lines ? readLines(text).result : checkResult(JSON.parse(text));
  return result.outcome === 'judged' ? `${result.points} of ${result.maxPoints} points` : 'rejected';
}

async function checkOwn(service: string, key: Uint8Array): Promise<Finding[]> {
  const id = randomUUID();
  return [
    await find('grades an answer, or says that it will', async () =>
      describeResult(await post(service, id, key)),
    ),
    await find('says the same when the same request comes again', async () => {
      const [one, two] = [await post(service, id, key), await post(service, id, key)];
      must(describeResult(one) === describeResult(two), 'the answers differ');
      return describeResult(two);
    }),
    await find('refuses a request that another key signed', async () => {
      const { status } = await post(service, randomUUID(), Buffer.alloc(32, 1));
      must(status === 401 || status === 403, `status ${status}, not 401 or 403`);
      return String(status);
    }),
    await find('refuses a body that was changed on its way', async () => {
      const { status } = await post(service, randomUUID(), key, (body) => body.replace('"1"', '"2"'));
      must(status === 401 || status === 403, `status ${status}, not 401 or 403`);
      return String(status);
    }),
  ];
}

async function checkFirst(service: string): Promise<Finding[]> {
  const query =
    'max_points=10&max_submissions=0&submission_url=http%3A%2F%2F127.0.0.1%3A9%2F&post_url=http%3A%2F%2F127.0.0.1%3A9%2F&uid=1&ordinal_number=1&lang=en';
  const url = `${service}${service.includes('?') ? '&' : '?'}${query}`;
  const meta = (html: string) => /<meta[^>]*name=["']?(?:points|status)\b/i.test(html);
  return [
    await find('gives the form of the exercise', async () => {
      const { status, body } = await ask(url);
      must(status === 200, `status ${status}`);
      must(/<(?:form|body)\b/i.test(body.toString()), 'the answer is no HTML page');
      return `${body.length} bytes`;
    }),
    await find('knows a page that has not changed (If-Modified-Since)', async () => {
      const { headers } = await ask(url);
      const since = headers['last-modified'];
      if (!since) return 'it names no time of change; every look asks for all of it';
      const { status } = await ask(url, { headers: { 'if-modified-since': since } });
      must(status === 304, `status ${status}, not 304`);
      return '304';
    }),
    await find('names points or a status when something is handed in', async () => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const { status, body } = await ask(url, { method: 'POST', headers, body: 'answer=1' });
      must(status === 200, `status ${status}`);
      must(meta(body.toString()), 'the head of the answer has no meta "points" or "status"');
      return 'named';
    }),
  ];
}

/** Which protocol it speaks, and how well. */
export async function checkGrader(
  service: string,
  key: Uint8Array,
): Promise<{ protocol: string; findings: Finding[] }> {
  const health = await ask(`${new URL(service).origin}/health`).catch(() => null);
  const own = health?.status === 200 && Value.Check(Health, jsonOf(health.body.toString()));
  if (own) return { protocol: protocolName, findings: await checkOwn(service, key) };
  return { protocol: 'A+ v1', findings: await checkFirst(service) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
