/** What showing another release does to work that was handed in. */
import { countHandedIn, listGivenAnswers, seedFor } from '#modules/attempts/index.ts';
import { changesToWork, type WorkChange } from '#modules/authoring/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { type Activity, activityTypeOf, judgedBy } from '#modules/content/contract.ts';
import { findActivity, type Release } from '#modules/content/index.ts';

export interface WorkEffect extends WorkChange {
  learners: number;
  submissions: number;
  /** Learners whose points would differ if their answers were judged anew; null: only a machine or people can say. */
  differ: number | null;
  /** More answers than were looked at: at least so many learners. */
  atLeast: boolean;
}

/** Rules judge thousands in a second; a page waits no longer than that. */
const mostAnswers = 5_000;

function scoreOf(activity: Activity, learnerId: string, attempt: number, answer: unknown): number | null {
  try {
    const seed = seedFor(activity, learnerId, attempt);
    return activityTypeOf(activity.type).judge?.(answer, activity.settings, seed).score ?? null;
  } catch {
    // An answer of another shape than these settings ask for.
    return null;
  }
}

async function countDiffering(
  runIds: readonly string[],
  before: Activity,
  after: Activity,
  releaseId: string,
): Promise<Pick<WorkEffect, 'differ' | 'atLeast'>> {
  if (judgedBy(before) !== 'rule' || judgedBy(after) !== 'rule') return { differ: null, atLeast: false };
  const answers = await listGivenAnswers(runIds, before.key, releaseId, mostAnswers);
  const differing = answers.filter(
    ({ learnerId, attempt, answer }) =>
      scoreOf(before, learnerId, attempt, answer) !== scoreOf(after, learnerId, attempt, answer),
  );
  return {
    differ: new Set(differing.map(({ learnerId }) => learnerId)).size,
    atLeast: answers.length === mostAnswers,
  };
}

/** Of activities that nobody has handed anything in to, nothing is said; nor where no number would change. */
export async function effectOf(runs: readonly Run[], before: Release, after: Release): Promise<WorkEffect[]> {
  const changes = changesToWork(before, after);
  const runIds = runs.map(({ id }) => id);
  const keys = [...new Set(changes.map(({ activityKey }) => activityKey))];
  if (keys.length === 0 || runIds.length === 0) return [];
  const counts = new Map((await countHandedIn(runIds, keys)).map((count) => [count.activityKey, count]));
  const effects: WorkEffect[] = [];
  for (const change of changes) {
    const count = counts.get(change.activityKey);
    if (!count) continue;
    const { learners, submissions } = count;
    const [old, now] = [findActivity(before, change.activityKey), findActivity(after, change.activityKey)];
    const judged =
      change.kind === 'judging' && old && now
        ? await countDiffering(runIds, old, now, after.id)
        : { differ: null, atLeast: false };
    if (judged.differ !== 0 || judged.atLeast) effects.push({ ...change, learners, submissions, ...judged });
  }
  return effects;
}
