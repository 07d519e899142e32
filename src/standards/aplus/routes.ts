/** What graders call (protocol v1). A signed token in the address says what a call may do; nobody is signed in. */
import { Type } from 'typebox';
import { everyone } from '#modules/access/index.ts';
import { type Download, endpoint } from '#platform/endpoint.ts';
import {
  describeExercise,
  describeSubmission,
  receiveResult,
  receiveSubmission,
} from './service/callbacks.ts';
import { publicJwk } from './service/keys.ts';
import { signAgain } from './service/tokens.ts';
import type { Fields } from './wire/verdict.ts';

const graders = { ...everyone, who: 'whoever has the signed address that a grader was given' };
const Token = Type.Object({ token: Type.String({ maxLength: 2_000 }) });

/** Fields of A+ and whatever else a grader adds; only strings mean something. */
const Result = Type.Record(Type.String(), Type.Unknown());

const json = (body: object): Download => ({
  file: Buffer.from(JSON.stringify(body)),
  type: 'application/json; charset=utf-8',
  headers: { 'cache-control': 'no-store' },
});

const textsOf = (body: Record<string, unknown>): Fields =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const [first] = [value].flat();
      return typeof first === 'string' || typeof first === 'number' || typeof first === 'boolean'
        ? [[name, String(first).replaceAll('\u0000', '')]]
        : [];
    }),
  );

const result = {
  method: 'POST',
  query: Token,
  body: Result,
  allow: graders,
  signed: true,
  multipart: true,
  idempotency: 'none',
  priority: 'submission',
  bodyLimit: 4 * 1024 * 1024,
  page: json,
} as const;

export const submissionResult = endpoint({
  ...result,
  path: '/api/v2/submissions/:submission/grader/',
  summary: 'A grader of A+ says what became of a submission',
  run: (_call, { params, query, body }) =>
    receiveResult(params.submission, query.token, textsOf(body as Record<string, unknown>)),
});

export const exerciseResult = endpoint({
  ...result,
  path: '/api/v2/exercises/:exercise/grader/',
  summary: 'A grader of A+ hands in for a learner what was done and graded there',
  run: (call, { params, query, body }) =>
    receiveSubmission(call, params.exercise, query.token, textsOf(body as Record<string, unknown>)),
});

export const showSubmission = endpoint({
  method: 'GET',
  path: '/api/v2/submissions/:submission/grader/',
  summary: 'What a grader of A+ may read about a submission',
  query: Token,
  allow: graders,
  run: (_call, { params, query }) => describeSubmission(params.submission, query.token),
  page: json,
});

export const showExercise = endpoint({
  method: 'GET',
  path: '/api/v2/exercises/:exercise/grader/',
  summary: 'What a grader of A+ may read about an exercise',
  query: Token,
  allow: graders,
  run: (call, { params, query }) => describeExercise(params.exercise, query.token, call.now),
  page: json,
});

export const showKeys = endpoint({
  method: 'GET',
  path: '/api/v2/jwks.json',
  summary: 'The key with which this site signs what it sends to graders (JWK Set, RFC 7517)',
  allow: everyone,
  run: publicJwk,
  page: (key) => json({ keys: [key] }),
});

/** GET, since clients of A+ ask so; nothing changes by it. */
export const getToken = endpoint({
  method: 'GET',
  path: '/api/v2/get-token/',
  summary: 'A service of A+ has its token signed by this site, for another that knows only this site',
  allow: { ...everyone, who: 'a grader whose key the operator named, by its signature' },
  run: (call) => signAgain(call.header('authorization')),
  page: (token) => ({
    file: Buffer.from(token),
    type: 'text/plain; charset=utf-8',
    headers: { 'cache-control': 'no-store' },
  }),
});

export const endpoints = [submissionResult, exerciseResult, showSubmission, showExercise, showKeys, getToken];
