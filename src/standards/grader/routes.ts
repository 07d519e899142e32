/** What graders of our own protocol call. The result is signed with the key that this site shares with its grader. */
import { Type } from 'typebox';
import { everyone } from '#modules/access/index.ts';
import { endpoint } from '#platform/endpoint.ts';
import { receiveSigned } from './service.ts';

export const gradingResult = endpoint({
  method: 'POST',
  path: '/api/v2/gradings',
  summary: 'A grader says what became of a grading (lectern-grader/2)',
  body: Type.Object({
    id: Type.String({ maxLength: 2_000 }),
    /** A JSON Web Token with the id as `jti` and the claim `result`. */
    signed: Type.String(),
  }),
  allow: { ...everyone, who: 'the grader that was asked, by its signature' },
  signed: true,
  idempotency: 'none',
  priority: 'submission',
  bodyLimit: 4 * 1024 * 1024,
  run: (_call, { body }) => receiveSigned(body.id, body.signed),
  page: (answer) => ({
    file: Buffer.from(JSON.stringify(answer)),
    type: 'application/json; charset=utf-8',
    status: answer.counted ? 200 : 409,
  }),
});

export const endpoints = [gradingResult];
