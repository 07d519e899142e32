/** Terms: a *seed* decides what is drawn at random for a learner: the order of options, the numbers of a question. */
import { type Activity, activityTypeOf } from '#modules/content/contract.ts';

/** FNV-1a, 32 bit. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) {
    hash ^= char.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** As many shuffles as keep neighbours from looking alike; few, so that what is drawn for one serves many. */
const shuffles = 64;

/** Number for shuffles: stable for learner and activity. */
export function seedOf(learnerId: string, activityKey: string): number {
  const hash = hashOf(`${learnerId}/${activityKey}`);
  // The lowest bits of this hash are its weakest.
  return ((hash >>> 16) ^ (hash & 0xffff)) % shuffles;
}

/**
 * The seed of an activity as a learner meets it in an attempt (from 1): of its variant where it has some, which is the
 * learner's own, else of one of few shuffles.
 */
export function seedFor(
  activity: Pick<Activity, 'key' | 'type' | 'settings'>,
  learnerId: string,
  attempt: number,
): number {
  const variants = activityTypeOf(activity.type).variants?.(activity.settings);
  if (!variants) return seedOf(learnerId, activity.key);
  return hashOf(`${learnerId}/${activity.key}${variants === 'attempt' ? `/${attempt}` : ''}`);
}
