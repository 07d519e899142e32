/** Shapes of the ledger: submissions, receipts, drafts. Browser-safe. */
import { type Static, Type } from 'typebox';
import type { AnswerFile, Judgement } from '#modules/content/contract.ts';
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
  'file-not-found': 'missing',
  'file-damaged': 'invalid',
  'file-too-large': 'too-large',
  'quota-reached': 'too-large',
});

/** Made by the browser before the first send (RFC 9562). */
export const SubmissionId = Type.String({ format: 'uuid' });

/** All files of a learner together, in bytes. */
export const quotaBytes = 10e9;
/** The largest file there is, whatever an author allows. */
export const largestFile = 2e9;
/** Pieces that browsers send. */
export const chunkBytes = 8 * 1024 * 1024;

export const BeginUpload = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 500 }),
    size: Type.Integer({ minimum: 1, maximum: largestFile }),
  },
  { additionalProperties: false },
);
export type BeginUpload = Static<typeof BeginUpload>;

export const UploadPiece = Type.Object(
  {
    /** Where in the file the piece begins. */
    offset: Type.Integer({ minimum: 0, maximum: largestFile }),
    /** Of the piece, hex; a piece that arrives damaged is refused. */
    sha256: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  },
  { additionalProperties: false },
);

/** Where people see a file; also where it is linked from answers. */
export const fileHref = (id: string): string => `/files/${encodeURIComponent(id)}`;

/** How far a file has come. */
export interface BegunUpload {
  id: string;
  /** Bytes that are stored: the next piece begins there. */
  received: number;
  size: number;
  /** Bytes of a piece, at most. */
  chunk: number;
  /** Once all of it is there: what an answer names. */
  file: AnswerFile | null;
}

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
