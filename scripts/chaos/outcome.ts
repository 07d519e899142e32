/** What the run showed, as rows. */
import { atLeastOne, atMost, exactly, type Row, say, told } from '../rig/rows.ts';
import { callsByKey, isAcked, type KeyHistory } from './checker/calls.ts';
import { troublesOf } from './checker/calm.ts';
import type { Objection, Rule } from './checker/objection.ts';
import { patienceMs, waitOf } from './checker/promises.ts';
import type { Entry } from './history.ts';

export interface Outcome {
  entries: readonly Entry[];
  objections: readonly Objection[];
  races: number;
  drainSeconds: number;
}

const promises: Record<Rule, string> = {
  lost: 'acknowledged submissions lost',
  doubled: 'submissions doubled',
  changed: 'submissions or receipts changed',
  invented: 'submissions that nobody sent',
  undecided: 'answers undecided 30 s after healing',
  refused: 'calls refused, or accepted, that should not have been',
  attempts: 'activities with more or fewer accepted than attempts allowed',
  admitted: 'submissions accepted from a forged session',
  time: 'times of receipt that are not when it arrived',
  chain: 'receipts that do not name the one before them',
  mail: 'mails promised and not delivered, or stuck',
};

const countOf = (entries: readonly Entry[], event: Entry['event']) =>
  entries.filter((entry) => entry.event === event).length;

function sayWhat(objections: readonly Objection[]): void {
  for (const rule of Object.keys(promises)) {
    const found = objections.filter((objection) => objection.rule === rule);
    for (const { about, text } of found.slice(0, 5)) say(`  ${rule}: ${about} ${text}`);
    if (found.length > 5) say(`  ${rule}: and ${found.length - 5} more`);
  }
}

/** Why calls had no answer, most frequent first. */
function sayCauses(entries: readonly Entry[]): void {
  const causes = Object.groupBy(
    entries.flatMap((entry) => (entry.event === 'unknown' ? [entry.cause] : [])),
    (cause) => cause,
  );
  const counts = Object.entries(causes).map(([cause, all = []]) => `${all.length} × ${cause}`);
  say(`Calls without an answer: ${counts.join(', ')}`);
}

/** Stored by a call that had no answer: without a key of the client's it would now be lost, or doubled. */
const wasUnknown = ({ calls }: KeyHistory): boolean => {
  const first = calls.filter(isAcked).toSorted((a, b) => a.end.at - b.end.at)[0];
  return calls.some(({ end }) => end === null) && first?.end.repeated === true;
};

export function rowsOf({ entries, objections, races, drainSeconds }: Outcome): Row[] {
  sayCauses(entries);
  sayWhat(objections);
  const keys = callsByKey(entries);
  const troubles = troublesOf(entries);
  const longest = keys
    .filter(({ forged }) => !forged)
    .reduce((max, key) => Math.max(max, waitOf(key, troubles) ?? Number.POSITIVE_INFINITY), 0);
  const delivered = entries.flatMap((entry) => (entry.event === 'mail-delivered' ? [entry.messageId] : []));
  return [
    atLeastOne('faults', countOf(entries, 'fault'), ''),
    atLeastOne('submissions acknowledged', keys.filter(({ calls }) => calls.some(isAcked)).length, ''),
    atLeastOne('calls that a fault left without an answer', countOf(entries, 'unknown'), ''),
    atLeastOne('of them stored, as a repeat found out', keys.filter(wasUnknown).length, ''),
    atLeastOne('calls with a forged session', keys.filter(({ forged }) => forged).length, ''),
    atLeastOne('races of 20 calls for one attempt', races, ''),
    atLeastOne('mails promised', countOf(entries, 'mail-promised'), ''),
    ...Object.entries(promises).map(([rule, name]) =>
      exactly(name, objections.filter((objection) => objection.rule === rule).length, '', 0),
    ),
    atMost('longest wait for an answer after healing', longest / 1000, 's', patienceMs / 1000),
    told('mails delivered more than once', delivered.length - new Set(delivered).size, ''),
    told('until all jobs were done after the last fault', drainSeconds, 's'),
  ];
}

export function controlRow(entries: readonly Entry[], objections: readonly Objection[]): Row {
  const acked = callsByKey(entries).filter(({ calls }) => calls.some(isAcked)).length;
  const lost = objections.filter(({ rule }) => rule === 'lost').length;
  return atLeastOne(`negative control: lost of ${acked} acknowledged with synchronous_commit=off`, lost, '');
}
