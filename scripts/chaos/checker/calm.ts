/** Terms: *trouble* lasts from a fault until the system has healed; all other time is *calm*. */
import type { Entry } from '../history.ts';

export interface Trouble {
  from: number;
  to: number;
}

export function troublesOf(history: readonly Entry[]): Trouble[] {
  const troubles: Trouble[] = [];
  for (const { event, at } of history) {
    const last = troubles.at(-1);
    if (event === 'fault') troubles.push({ from: at, to: Number.POSITIVE_INFINITY });
    if (event === 'healed' && last) last.to = Math.min(last.to, at);
  }
  return troubles;
}

/** Milliseconds of calm between two moments. */
export const calmBetween = (from: number, to: number, troubles: readonly Trouble[]): number =>
  troubles.reduce(
    (calm, trouble) => calm - Math.max(0, Math.min(to, trouble.to) - Math.max(from, trouble.from)),
    to - from,
  );
