/**
 * A whole grader of protocol 2 in plain Node, to begin with (docs/grader-protocol.md). It gives all points for "1".
 *
 *   GRADER_KEY=… PORT=8186 node docs/examples/grader.mjs
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const key = Buffer.from(process.env.GRADER_KEY ?? '', 'base64url');
const base64 = (value) => Buffer.from(value).toString('base64url');
const hmac = (text) => createHmac('sha256', key).update(text).digest();

/** The claims of a token that our key signed and that is not too old; null: it is none. */
function claimsOf(token) {
  const [head = '', body = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = hmac(`${head}.${body}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
  return claims.exp > Date.now() / 1000 ? claims : null;
}

function sign(claims) {
  const text = `${base64('{"alg":"HS256"}')}.${base64(JSON.stringify(claims))}`;
  return `${text}.${base64(hmac(text))}`;
}

/** Results by the id of their grading: the same request again gets the same answer. */
const results = new Map();

function grade({ fields, exercise }) {
  const right = fields.answer?.[0]?.trim() === '1';
  return {
    outcome: 'judged',
    points: right ? exercise.maxPoints : 0,
    maxPoints: exercise.maxPoints,
    feedback: `<p>${right ? 'Well done.' : 'Not quite.'}</p>`,
    cases: [{ name: 'answer', status: right ? 'passed' : 'failed', points: right ? 1 : 0, max: 1 }],
  };
}

/** For work that takes long: answer 202, and send the result when it is there. */
async function callBack({ id, callback }, result) {
  const now = Math.floor(Date.now() / 1000);
  const signed = sign({ jti: id, iat: now, exp: now + 300, result });
  const body = JSON.stringify({ id, signed });
  await fetch(callback, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

const server = createServer(async (request, response) => {
  const send = (status, value) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (request.url === '/health') return send(200, { protocol: 'lectern-grader/2', status: 'ok' });
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const claims = claimsOf((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  const hash = createHash('sha256').update(body).digest('base64url');
  if (claims?.sha256 !== hash) return send(401, { error: 'not signed with our key' });
  const asked = JSON.parse(body.toString());
  const result = results.get(asked.id) ?? grade(asked);
  results.set(asked.id, result);
  if (request.url?.startsWith('/later')) {
    send(202, {});
    setTimeout(() => void callBack(asked, result).catch((error) => process.stderr.write(`${error}\n`)), 50);
    return;
  }
  if (!request.url?.startsWith('/lines')) return send(200, result);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.write(`${JSON.stringify({ log: 'compiling\n' })}\n`);
  response.end(`${JSON.stringify(result)}\n`);
});
server.listen(Number(process.env.PORT ?? 8186), '127.0.0.1', () =>
  process.stdout.write(`port ${server.address().port}\n`),
);
