/** Invariants of the ledger alone: each row is what was signed, and each names the one before it. */
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { sha256Of } from '../history.ts';
import type { StoredSubmission } from '../state.ts';
import type { Objection } from './objection.ts';

/** The published form of a receipt, a fact a line. */
const receiptText = (row: StoredSubmission): string =>
  [
    'lectern-receipt-1',
    `submission ${row.id}`,
    `learner ${row.learner}`,
    `run ${row.run}`,
    `activity ${row.activity}`,
    `attempt ${row.attempt}`,
    `sha256 ${row.answerSha256}`,
    `received ${row.receivedAt}`,
    `previous ${row.previousSha256 ?? '-'}`,
  ].join('\n');

const signatureOf = (row: StoredSubmission) => Buffer.from(row.signature, 'base64url');

function checkRow(row: StoredSubmission, key: KeyObject): Objection[] {
  const about = row.id;
  const found: Objection[] = [];
  if (sha256Of(JSON.stringify(row.answer)) !== row.answerSha256)
    found.push({ rule: 'changed', about, text: 'the stored answer does not have its hash' });
  if (!verify(null, Buffer.from(receiptText(row)), key, signatureOf(row)))
    found.push({ rule: 'changed', about, text: 'the signature does not fit the row' });
  return found;
}

function checkChain(about: string, rows: readonly StoredSubmission[]): Objection[] {
  return rows.flatMap((row, place) => {
    const before = rows[place - 1];
    const previous = before ? createHash('sha256').update(signatureOf(before)).digest('hex') : null;
    const found: Objection[] = [];
    if (row.attempt !== place + 1 || row.previousSha256 !== previous)
      found.push({ rule: 'chain', about, text: `attempt ${row.attempt} does not follow the one before it` });
    if (before && row.receivedAt < before.receivedAt)
      found.push({
        rule: 'time',
        about,
        text: `attempt ${row.attempt} was received before the one before it`,
      });
    return found;
  });
}

export function checkLedger(submissions: readonly StoredSubmission[], publicKey: string): Objection[] {
  const key = createPublicKey(publicKey);
  const chains = Map.groupBy(submissions, ({ learner, activity }) => `${activity} of ${learner}`);
  return [
    ...submissions.flatMap((row) => checkRow(row, key)),
    ...[...chains].flatMap(([about, rows]) =>
      checkChain(
        about,
        rows.toSorted((a, b) => a.attempt - b.attempt),
      ),
    ),
  ];
}
