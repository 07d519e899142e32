/**
 * Terms: a *callback token* stands in the address that a grader is to call; it names what the call may do and nothing
 * else can be done with it. It is a text of ours with a keyed hash of it (HMAC-SHA-256), compared in constant time.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { keyFor } from '#platform/secret.ts';

const key = keyFor('aplus.token');

/** One grading of one submission; another grading of it has another token. */
export interface SubmissionToken {
  learnerId: string;
  submissionId: string;
  number: number;
}

/** A learner at an exercise, for a while: a new submission may be made. */
export interface ExerciseToken {
  learnerId: string;
  runId: string;
  activityKey: string;
  /** Seconds since 1970. */
  until: number;
}

const hashOf = (kind: string, body: string) =>
  createHmac('sha256', key()).update(`${kind}.${body}`).digest('base64url');

function seal(kind: 's' | 'e', value: object): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${kind}${body}.${hashOf(kind, body)}`;
}

function open(kind: 's' | 'e', token: string): unknown {
  const [, body = '', hash = ''] = /^[se]([\w-]+)\.([\w-]{43})$/.exec(token) ?? [];
  // As text: bits that decoding drops would let one hash be written in several ways.
  const given = Buffer.from(hash);
  const expected = Buffer.from(hashOf(kind, body));
  if (token[0] !== kind || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString());
}

export const submissionToken = ({ learnerId, submissionId, number }: SubmissionToken): string =>
  seal('s', { learnerId, submissionId, number });
export const readSubmissionToken = (token: string): SubmissionToken | null =>
  open('s', token) as SubmissionToken | null;

export const exerciseToken = (of: ExerciseToken): string => seal('e', of);
export function readExerciseToken(token: string, now: Date): ExerciseToken | null {
  const read = open('e', token) as ExerciseToken | null;
  return read && read.until * 1000 >= now.getTime() ? read : null;
}
