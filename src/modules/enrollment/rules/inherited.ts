/** The times of a group that hands in together. */
import type { Because, MomentName, Moments } from '../schema.ts';

export interface Fellow {
  moments: Moments;
  /** Since when they have been in the group. */
  since: Date;
}

const ends: readonly MomentName[] = ['dueAt', 'lateUntil', 'closesAt'];

/** Later, or without end. */
const isLater = (a: Date | null, b: Date | null): boolean => b !== null && (a === null || a > b);

/**
 * A group has the time of the member who has most. Nobody inherits from somebody who joined after one's own deadline:
 * whoever is late cannot take a fellow with an extension into the group.
 */
export function inheritedMoments(own: Moments, fellows: readonly Fellow[]): Moments {
  const deadline = own.dueAt ?? own.closesAt;
  const merged: Moments = { ...own, because: [...own.because] };
  const take = (moment: Because['moment'], from: Moments) => {
    const because = from.because.find((one) => one.moment === moment);
    merged.because = merged.because.filter((one) => one.moment !== moment).concat(because ?? []);
  };
  for (const { moments, since } of fellows) {
    if (deadline && since > deadline) continue;
    for (const end of ends) {
      if (!isLater(moments[end], merged[end])) continue;
      merged[end] = moments[end];
      take(end, moments);
    }
    const more =
      merged.attempts !== null && (moments.attempts === null || moments.attempts > merged.attempts);
    if (more) {
      merged.attempts = moments.attempts;
      take('attempts', moments);
    }
    if (moments.timeFactor > merged.timeFactor) {
      merged.timeFactor = moments.timeFactor;
      take('timeFactor', moments);
    }
  }
  return merged;
}
