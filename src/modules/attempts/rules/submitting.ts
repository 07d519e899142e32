/** Decisions of the ledger, as pure functions. */
import type { Run } from '#modules/catalog/index.ts';
import type { Activity, ShowAnswer } from '#modules/content/contract.ts';
import { type Moments, phaseOf } from '#modules/enrollment/index.ts';
import type { RefusalCode } from '#platform/refusal.ts';
import { refusals } from '../schema.ts';

/** Why this may not be handed in at this moment (by the database's clock); null: it may. */
export function refusalToSubmit(
  run: Pick<Run, 'startsAt' | 'endsAt'>,
  activity: Pick<Activity, 'exam'>,
  moments: Moments,
  state: { enrolled: boolean; attempts: number; now: Date },
): RefusalCode | null {
  if (!state.enrolled) return refusals['not-enrolled'];
  if (activity.exam) return refusals['only-in-exam'];
  const phase = phaseOf(moments, state.now);
  if (phase === 'not-open')
    return refusals[run.startsAt && state.now < run.startsAt ? 'run-not-started' : 'activity-not-open'];
  if (phase === 'closed')
    return refusals[run.endsAt && state.now > run.endsAt ? 'run-ended' : 'activity-closed'];
  if (moments.attempts !== null && state.attempts >= moments.attempts) return refusals['no-attempts-left'];
  return null;
}

/** Attempts that remain; null: as many as wanted. */
export const attemptsLeft = ({ attempts }: Pick<Moments, 'attempts'>, used: number): number | null =>
  attempts === null ? null : Math.max(0, attempts - used);

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
