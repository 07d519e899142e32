/** A row of the ledger, made of what arrived: judged where a rule judges, chained to the row before it, signed. */
import { hash } from 'node:crypto';
import { translateTo } from '#lib/messages.ts';
import { type Activity, activityTypeOf, type Judgement, judgedBy } from '#modules/content/contract.ts';
import type { Submission } from '../schema.ts';
import { hashAnswer, hashSignature, signReceipt } from './receipt.ts';

/** The newest row of a learner's activity; what the next one builds upon. */
export interface LastAttempt {
  attempt: number;
  bestScore: number | null;
  signature: Buffer;
}

/** What arrived, and when by the database's clock. */
export interface Arrived {
  id: string;
  learnerId: string;
  runId: string;
  releaseId: string;
  activity: Activity;
  /** In the shape of the activity's type. */
  answer: unknown;
  receivedAt: Date;
  /** Of the variant that the learner was shown. */
  seed: number;
  attempt: number;
  last: LastAttempt | null;
}

export interface NewSubmission extends Submission {
  answerSha256: Buffer;
  previousSha256: Buffer | null;
  signature: Buffer;
}

/** Null: not judged by rule. An answer that cannot be read, and was handed in by the clock, is worth nothing. */
function judge({ activity, answer, seed }: Arrived, locale: string): Judgement | null {
  const type = activityTypeOf(activity.type);
  if (judgedBy(activity) !== 'rule' || !type.judge) return null;
  if (type.refuse?.(answer, activity.settings, translateTo(locale), seed)) return { score: 0 };
  return type.judge(answer, activity.settings, seed);
}

export function makeSubmission(arrived: Arrived, locale: string): NewSubmission {
  const { id, learnerId, runId, releaseId, activity, answer, receivedAt, attempt, last } = arrived;
  const judgement = judge(arrived, locale);
  const score = judgement?.score ?? null;
  const before = last?.bestScore ?? null;
  const facts = {
    id,
    learnerId,
    runId,
    activityKey: activity.key,
    attempt,
    answerSha256: hashAnswer(answer),
    receivedAt,
    previousSha256: last ? hashSignature(last.signature) : null,
  };
  return {
    ...facts,
    releaseId,
    answer,
    score,
    bestScore: score === null ? before : Math.max(score, before ?? 0),
    judgement,
    signature: signReceipt(facts),
  };
}

/** Rows as `attempts.append` of the database takes them. */
export const rowsForAppend = (rows: readonly NewSubmission[]): string =>
  JSON.stringify(
    rows.map((row) => ({
      learner_id: row.learnerId,
      id: row.id,
      run_id: row.runId,
      activity_key: row.activityKey,
      attempt: row.attempt,
      release_id: row.releaseId,
      answer: row.answer,
      answer_sha256: row.answerSha256.toString('hex'),
      received_at: row.receivedAt.toISOString(),
      score: row.score,
      best_score: row.bestScore,
      judgement: row.judgement,
      previous_sha256: row.previousSha256?.toString('hex') ?? null,
      signature: row.signature.toString('hex'),
    })),
  );

/**
 * The id of a submission that the server makes for something that has an identity of its own: the same thing is the
 * same submission (UUIDv5, RFC 9562, 5.5).
 */
export function submissionIdOf(namespace: string, name: string): string {
  const named = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]);
  const bytes = hash('sha1', named, 'buffer').subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
