/** Decisions of the ledger, as pure functions. */
import type { Run } from '#modules/catalog/index.ts';
import type { Activity, ShowAnswer } from '#modules/content/contract.ts';
import type { RefusalCode } from '#platform/refusal.ts';
import { refusals } from '../schema.ts';

/** Why this may not be handed in at this moment (by the database's clock); null: it may. */
export function refusalToSubmit(
  run: Pick<Run, 'startsAt' | 'endsAt'>,
  activity: Pick<Activity, 'attempts' | 'exam'>,
  state: { enrolled: boolean; attempts: number; now: Date },
): RefusalCode | null {
  if (!state.enrolled) return refusals['not-enrolled'];
  if (activity.exam) return refusals['only-in-exam'];
  if (run.startsAt && state.now < run.startsAt) return refusals['run-not-started'];
  if (run.endsAt && state.now >= run.endsAt) return refusals['run-ended'];
  if (activity.attempts !== null && state.attempts >= activity.attempts) return refusals['no-attempts-left'];
  return null;
}

/** Attempts that remain; null: as many as wanted. */
export const attemptsLeft = (activity: Pick<Activity, 'attempts'>, used: number): number | null =>
  activity.attempts === null ? null : Math.max(0, activity.attempts - used);

/** Whether the right answer and the solution may show. */
export function mayReveal(
  rule: ShowAnswer,
  state: { attempts: number; bestScore: number | null; left: number | null },
): boolean {
  const correct = state.bestScore === 1;
  if (rule === 'answered') return state.attempts > 0;
  if (rule === 'correct') return correct;
  if (rule === 'finished') return state.attempts > 0 && (correct || state.left === 0);
  return false;
}

/** As many shuffles as keep neighbours from looking alike; few, so that what is drawn for one serves many. */
const shuffles = 64;

/** Number for shuffles: stable for learner and activity (FNV-1a, 32 bit). */
export function seedOf(learnerId: string, activityKey: string): number {
  let hash = 0x811c9dc5;
  for (const char of `${learnerId}/${activityKey}`) {
    hash ^= char.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  // The lowest bits of this hash are its weakest.
  return ((hash >>> 16) ^ (hash & 0xffff)) % shuffles;
}
