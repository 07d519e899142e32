/**
 * Terms: the *history* is what the clients saw, a line of JSON an event, in an append-only file outside of the system
 * under test. A *call* is one request; it ends *acked* (with a receipt), *refused* (with a code) or *unknown* (nobody
 * can tell whether it had an effect). A *key* names one thing handed in, over all its calls.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

export interface AckedReceipt {
  id: string;
  text: string;
  /** Ed25519, base64url. */
  signature: string;
}

interface Sent {
  event: 'sent';
  call: number;
  key: string;
  learner: string;
  activity: string;
  /** How many attempts the activity allows. */
  limit: number | null;
  /** Of the answer's JSON, as the client sent it. */
  sha256: string;
  /** Sent with a forged session: must never be accepted. */
  forged: boolean;
}

export type Happening =
  | Sent
  | { event: 'acked'; call: number; receipt: AckedReceipt; repeated: boolean }
  | { event: 'refused'; call: number; code: string }
  | { event: 'unknown'; call: number; cause: string }
  | { event: 'fault'; name: string }
  | { event: 'healed' }
  | { event: 'mail-promised'; to: string }
  | { event: 'mail-delivered'; to: string; messageId: string };

/** `at`: milliseconds of the clock that the database reads too. */
export type Entry = Happening & { at: number };

export interface History {
  note(happening: Happening): void;
  read(): Entry[];
  close(): void;
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

export function openHistory(path: string): History {
  const file = openSync(path, 'a');
  return {
    note: (happening) => void writeSync(file, `${JSON.stringify({ at: Date.now(), ...happening })}\n`),
    read: () =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Entry),
    close: () => closeSync(file),
  };
}
