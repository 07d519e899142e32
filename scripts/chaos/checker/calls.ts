/** The history of each key: its calls in order, each with its end. */
import type { AckedReceipt, Entry } from '../history.ts';

interface Acknowledgement {
  at: number;
  receipt: AckedReceipt;
  /** It was stored before this call. */
  repeated: boolean;
}

interface Refused {
  at: number;
  code: string;
}

export interface Call {
  sentAt: number;
  sha256: string;
  /** Null: unknown. */
  end: Acknowledgement | Refused | null;
}

export interface KeyHistory {
  key: string;
  learner: string;
  activity: string;
  limit: number | null;
  forged: boolean;
  calls: Call[];
}

export type AckedCall = Call & { end: Acknowledgement };
export type RefusedCall = Call & { end: Refused };

export const isAcked = (call: Call): call is AckedCall => call.end !== null && 'receipt' in call.end;
export const isRefused = (call: Call): call is RefusedCall => call.end !== null && 'code' in call.end;

export function callsByKey(history: readonly Entry[]): KeyHistory[] {
  const keys = new Map<string, KeyHistory>();
  const calls = new Map<number, Call>();
  for (const entry of history) {
    if (entry.event === 'sent') {
      const { key, learner, activity, limit, forged, sha256, at } = entry;
      const call: Call = { sentAt: at, sha256, end: null };
      calls.set(entry.call, call);
      const known = keys.get(key) ?? { key, learner, activity, limit, forged, calls: [] };
      known.calls.push(call);
      keys.set(key, known);
    }
    if (entry.event === 'acked' || entry.event === 'refused') {
      const call = calls.get(entry.call);
      if (call) call.end = entry;
    }
  }
  return [...keys.values()];
}

/** What was meant to be handed in: the body of the first call; another one under the same key must be refused. */
export const intended = ({ calls }: KeyHistory): string => calls[0]?.sha256 ?? '';
