/**
 * The grader protocol of our own, version 2 (docs/grader-protocol.md): JSON both ways, each message named by the grading
 * it is about and signed as a JSON Web Token (RFC 7519, HS256).
 */
import { createHash } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

export const protocolName = 'lectern-grader/2';

export interface GradingRequest {
  /** Names the grading: the same request again has the same id. */
  id: string;
  attempt: number;
  exercise: { key: string; title: string; maxPoints: number };
  /** A pseudonym, the same for one learner at one grader. */
  learner: string;
  language: string;
  fields: Record<string, string[]>;
  files: { field: string; name: string; type: string; sha256: string; base64: string }[];
  /** Where a result is sent that does not come at once. */
  callback: string;
}

const points = Type.Number({ minimum: 0, maximum: 1e6 });
const testCase = Type.Object({
  name: Type.String(),
  status: Type.Enum(['passed', 'failed', 'error', 'skipped']),
  points,
  max: points,
  output: Type.Optional(Type.String()),
  expected: Type.Optional(Type.String()),
  duration: Type.Optional(Type.Number({ minimum: 0 })),
  hidden: Type.Optional(Type.Boolean()),
});

export const GradingResult = Type.Union([
  Type.Object({
    outcome: Type.Literal('judged'),
    points,
    maxPoints: points,
    feedback: Type.Optional(Type.String()),
    cases: Type.Optional(Type.Array(testCase, { maxItems: 1_000 })),
  }),
  Type.Object({ outcome: Type.Literal('rejected'), feedback: Type.Optional(Type.String()) }),
]);
export type GradingResult = Static<typeof GradingResult>;

export const Health = Type.Object({ protocol: Type.Literal(protocolName), status: Type.Literal('ok') });

/** A result that can be believed; throws what is wrong with it. */
export function checkResult(value: unknown): GradingResult {
  if (!Value.Check(GradingResult, value)) {
    const [first] = Value.Errors(GradingResult, value);
    throw new Error(
      `the result is wrong at ${first?.instancePath || 'its beginning'}: ${first?.message ?? ''}`,
    );
  }
  if (value.outcome === 'judged' && value.points > value.maxPoints)
    throw new Error(`the grader gave ${value.points} of ${value.maxPoints} points`);
  return value;
}

/** Lines of JSON: what the program said on its way, and last the result. */
export function readLines(text: string): { log: string; result: GradingResult } {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map((line) => JSON.parse(line) as { log?: unknown });
  const log = values.flatMap((value) => (typeof value.log === 'string' ? [value.log] : [])).join('');
  return { log, result: checkResult(values.findLast((value) => value.log === undefined)) };
}

const sha256 = (body: string | Uint8Array) => createHash('sha256').update(body).digest('base64url');

/** Goes with a request: who asks, about which grading, and the hash of the body. */
export const signRequest = (
  key: Uint8Array,
  of: { id: string; audience: string; body: string },
): Promise<string> =>
  new SignJWT({ sha256: sha256(of.body) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(of.audience)
    .setJti(of.id)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key);

/** For graders: the id of a request that this key signed; throws where it did not. */
export async function openRequest(key: Uint8Array, token: string, body: string): Promise<string> {
  const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'] });
  if (payload.sha256 !== sha256(body)) throw new Error('the body is not the one that was signed');
  return payload.jti ?? '';
}

/** For graders: a result as the callback takes it. */
export const signResult = (key: Uint8Array, id: string, result: GradingResult): Promise<string> =>
  new SignJWT({ result })
    .setProtectedHeader({ alg: 'HS256' })
    .setJti(id)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key);

export async function openResult(key: Uint8Array, token: string): Promise<{ id: string; result: unknown }> {
  const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], requiredClaims: ['jti', 'exp'] });
  return { id: payload.jti ?? '', result: payload.result };
}
