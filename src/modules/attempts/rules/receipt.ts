/**
 * Terms: a *receipt* proves that a submission arrived: what (a hash), of whom, when (the database's clock), signed with
 * the installation's Ed25519 key. Each names the one before it in the same activity, so that a removed row shows.
 */
import { hash, sign, verify } from 'node:crypto';
import { canonicalJson } from '#lib/canonical-json.ts';
import { signingKeyFor } from '#platform/secret.ts';
import type { Receipt } from '../schema.ts';

const keys = signingKeyFor('receipts');

export interface ReceiptFacts {
  id: string;
  learnerId: string;
  runId: string;
  activityKey: string;
  attempt: number;
  answerSha256: Buffer;
  receivedAt: Date;
  previousSha256: Buffer | null;
}

export const hashAnswer = (answer: unknown): Buffer => hash('sha256', canonicalJson(answer), 'buffer');

/** What the next receipt of the activity names. */
export const hashSignature = (signature: Buffer): Buffer => hash('sha256', signature, 'buffer');

/** The signed text, a fact a line; never change it, or old receipts no longer verify. */
export function receiptText(facts: ReceiptFacts): string {
  return [
    'lectern-receipt-1',
    `submission ${facts.id}`,
    `learner ${facts.learnerId}`,
    `run ${facts.runId}`,
    `activity ${facts.activityKey}`,
    `attempt ${facts.attempt}`,
    `sha256 ${facts.answerSha256.toString('hex')}`,
    `received ${facts.receivedAt.toISOString()}`,
    `previous ${facts.previousSha256?.toString('hex') ?? '-'}`,
  ].join('\n');
}

export const signReceipt = (facts: ReceiptFacts): Buffer =>
  sign(null, Buffer.from(receiptText(facts)), keys().privateKey);

export const isSigned = (facts: ReceiptFacts, signature: Buffer): boolean =>
  verify(null, Buffer.from(receiptText(facts)), keys().publicKey, signature);

/** The public key, PEM, for whoever wants to check a receipt without us. */
export const receiptPublicKey = (): string =>
  keys().publicKey.export({ type: 'spki', format: 'pem' }).toString();

export function receiptOf(facts: ReceiptFacts, signature: Buffer): Receipt {
  return {
    id: facts.id,
    attempt: facts.attempt,
    sha256: facts.answerSha256.toString('hex'),
    receivedAt: facts.receivedAt.toISOString(),
    previous: facts.previousSha256?.toString('hex') ?? null,
    text: receiptText(facts),
    signature: signature.toString('base64url'),
  };
}
