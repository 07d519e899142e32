/** Invariants of single keys: what was acknowledged is there, once and unchanged; every call got a definite answer. */
import { type Entry, sha256Of } from '../history.ts';
import type { StoredSubmission } from '../state.ts';
import { type AckedCall, callsByKey, intended, isAcked, isRefused, type KeyHistory } from './calls.ts';
import { calmBetween, type Trouble, troublesOf } from './calm.ts';
import type { Objection } from './objection.ts';

/** How long a client may be without a definite answer while nothing is wrong. */
export const patienceMs = 30_000;

export function checkPromises(
  history: readonly Entry[],
  submissions: readonly StoredSubmission[],
): Objection[] {
  const stored = Map.groupBy(submissions, ({ id }) => id);
  const all = callsByKey(history);
  const keys = all.filter(({ forged }) => !forged);
  const sent = new Set(all.map(({ key }) => key));
  const troubles = troublesOf(history);
  return [
    ...keys.flatMap((key) => [
      ...checkStored(key, stored.get(key.key) ?? []),
      ...checkAnswers(key),
      ...checkDecided(key, troubles),
    ]),
    ...submissions
      .filter(({ id }) => !sent.has(id))
      .map(({ id }) => ({ rule: 'invented' as const, about: id, text: 'is stored, but nobody sent it' })),
    ...checkAttempts(keys, stored),
    ...checkForged(all, stored),
  ];
}

/** No fault opens a door: what came with a forged session is never accepted. */
function checkForged(
  keys: readonly KeyHistory[],
  stored: ReadonlyMap<string, readonly StoredSubmission[]>,
): Objection[] {
  return keys
    .filter(({ key, forged, calls }) => forged && (stored.has(key) || calls.some(isAcked)))
    .map(({ key }) => ({
      rule: 'admitted',
      about: key,
      text: 'came with a forged session and was accepted',
    }));
}

function checkStored(key: KeyHistory, rows: readonly StoredSubmission[]): Objection[] {
  const [row, ...more] = rows;
  const acked = key.calls.filter(isAcked);
  const about = key.key;
  if (!row)
    return acked.length ? [{ rule: 'lost', about, text: 'was acknowledged and is not in the database' }] : [];
  const found: Objection[] = [];
  if (more.length) found.push({ rule: 'doubled', about, text: `is stored ${rows.length} times` });
  if (sha256Of(JSON.stringify(row.answer)) !== intended(key))
    found.push({ rule: 'changed', about, text: 'the stored answer is not the one that was sent' });
  if (row.learner !== key.learner || row.activity !== key.activity)
    found.push({ rule: 'changed', about, text: 'is stored for another learner or activity' });
  for (const { end } of acked)
    if (end.receipt.signature !== row.signature || end.receipt.id !== row.id)
      found.push({ rule: 'changed', about, text: 'the stored receipt is not the one that was given' });
  return [...found, ...checkTime(key, acked, row)];
}

/** Received after it was first sent and before it was first acknowledged: no fault makes on-time late, or late on-time. */
function checkTime(key: KeyHistory, acked: readonly AckedCall[], row: StoredSubmission): Objection[] {
  const received = Date.parse(row.receivedAt);
  const first = Math.min(...key.calls.map(({ sentAt }) => sentAt));
  const last = Math.min(...acked.map(({ end }) => end.at));
  if (received >= first && received <= last) return [];
  return [
    { rule: 'time', about: key.key, text: `received at ${row.receivedAt}, which is not when it was sent` },
  ];
}

/** One answer of a key, whatever was asked how often; another body is refused. */
function checkAnswers(key: KeyHistory): Objection[] {
  const about = key.key;
  const found: Objection[] = [];
  const acked = key.calls.filter(isAcked);
  if (new Set(acked.map(({ end }) => end.receipt.signature)).size > 1)
    found.push({ rule: 'doubled', about, text: 'its repeats got different receipts' });
  for (const call of acked)
    if (call.sha256 !== intended(key))
      found.push({ rule: 'refused', about, text: 'another body under the same key was accepted' });
  for (const call of key.calls.filter(isRefused)) {
    const other = call.sha256 !== intended(key);
    const rightly = other ? call.end.code === 'submission-id-reused' : call.end.code === 'no-attempts-left';
    if (!rightly) found.push({ rule: 'refused', about, text: `was refused with ${call.end.code}` });
  }
  return found;
}

/** How long its client was without a definite answer, troubles not counted; null: it never got one. */
export function waitOf(key: KeyHistory, troubles: readonly Trouble[]): number | null {
  const body = intended(key);
  const decided = key.calls.flatMap(({ sha256, end }) => (sha256 === body && end ? [end.at] : []));
  if (decided.length === 0) return null;
  const firstSent = Math.min(...key.calls.map(({ sentAt }) => sentAt));
  return calmBetween(firstSent, Math.min(...decided), troubles);
}

function checkDecided(key: KeyHistory, troubles: readonly Trouble[]): Objection[] {
  const wait = waitOf(key, troubles);
  if (wait !== null && wait <= patienceMs) return [];
  const text = wait === null ? 'never got a definite answer' : `waited ${wait} ms though nothing was wrong`;
  return [{ rule: 'undecided', about: key.key, text }];
}

/** Of the keys for one activity of a learner, exactly as many are stored as the activity allows. */
function checkAttempts(
  keys: readonly KeyHistory[],
  stored: ReadonlyMap<string, readonly StoredSubmission[]>,
): Objection[] {
  const groups = Map.groupBy(keys, ({ learner, activity }) => `${activity} of ${learner}`);
  return [...groups].flatMap(([about, group]) => {
    const allowed = Math.min(group.length, group[0]?.limit ?? Number.POSITIVE_INFINITY);
    const accepted = group.filter(({ key }) => stored.has(key)).length;
    const acked = group.filter(({ calls }) => calls.some(isAcked)).length;
    if (accepted === allowed && acked === allowed) return [];
    const text = `${accepted} stored and ${acked} acknowledged where ${allowed} of ${group.length} fit`;
    return [{ rule: 'attempts' as const, about, text }];
  });
}
