/** Shapes of the ledger: submissions, receipts, drafts. Browser-safe. */
import { Type } from 'typebox';
import type { Judgement } from '#modules/content/contract.ts';
import { declareRefusals } from '#platform/refusal.ts';

export const refusals = declareRefusals({
  'no-attempts-left': 'conflict',
  'run-not-started': 'conflict',
  'run-ended': 'conflict',
  'activity-not-open': 'conflict',
  'activity-closed': 'conflict',
  'nothing-answered': 'invalid',
  'answer-not-understood': 'invalid',
  'submission-id-reused': 'invalid',
  'submission-id-missing': 'invalid',
  'not-enrolled': 'forbidden',
  'only-in-exam': 'conflict',
  'activity-not-found': 'missing',
  'receipt-not-found': 'missing',
});

/** Made by the browser before the first send (RFC 9562). */
export const SubmissionId = Type.String({ format: 'uuid' });

/** A row of the ledger. */
export interface Submission {
  id: string;
  learnerId: string;
  runId: string;
  activityKey: string;
  attempt: number;
  releaseId: string;
  answer: unknown;
  receivedAt: Date;
  /** 0 to 1; null: not judged. */
  score: number | null;
  bestScore: number | null;
  judgement: Judgement | null;
}

/** Proof that a submission arrived. `text` is what is signed; anybody with the public key can check it. */
export interface Receipt {
  id: string;
  attempt: number;
  /** Hex, of the canonical JSON of the answer. */
  sha256: string;
  receivedAt: string;
  /** Hex, of the signature of the receipt before it in the same activity. */
  previous: string | null;
  text: string;
  /** Ed25519, base64url. */
  signature: string;
}

/** The newest state of an activity for one learner. */
export interface ActivityState {
  activityKey: string;
  attempt: number;
  bestScore: number | null;
  last: Pick<Submission, 'id' | 'answer' | 'judgement' | 'score' | 'receivedAt'>;
}

export interface SubmitResult {
  receipt: Receipt;
  score: number | null;
  bestScore: number | null;
  judgement: Judgement | null;
  /** The same id came before: nothing new was written. */
  repeated: boolean;
}
