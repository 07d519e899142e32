/** Use cases of grading: what counts, how far a learner is, and why a number is what it is. */
import { type LedgerRow, listLatest, listSubmissions } from '#modules/attempts/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import type { Release } from '#modules/content/index.ts';
import { outsideTransaction } from '#platform/database.ts';
import { log } from '#platform/log.ts';
import { type ActivityResult, gradeCourse } from '../rules/grade.ts';
import type { CourseGrade } from '../schema.ts';
import * as store from '../store/progress.ts';

export async function getCourseGrade(
  learnerId: string,
  runId: string,
  release: Release,
): Promise<CourseGrade> {
  const latest = await listLatest(learnerId, runId);
  const results = new Map<string, ActivityResult>(
    latest.map((row) => [
      row.activityKey,
      { attempts: row.attempt, bestScore: row.bestScore, lastScore: row.score },
    ]),
  );
  return gradeCourse(release, results);
}

/** The derivation of one activity's points: every attempt, the one that counts, and where its points go. */
export interface Explanation {
  activity: Activity;
  counts: 'best' | 'last';
  attempts: LedgerRow[];
  /** Id of the attempt that counts; null: none is judged. */
  countingId: string | null;
  grade: CourseGrade;
}

export async function explain(
  learnerId: string,
  runId: string,
  release: Release,
  activity: Activity,
): Promise<Explanation> {
  const [attempts, grade] = await Promise.all([
    listSubmissions(learnerId, runId, activity.key),
    getCourseGrade(learnerId, runId, release),
  ]);
  const judged = attempts.filter(({ score }) => score !== null);
  const best = Math.max(...judged.map(({ score }) => score ?? 0));
  const counting = grade.counts === 'best' ? judged.find(({ score }) => score === best) : judged.at(-1);
  return { activity, counts: grade.counts, attempts, countingId: counting?.id ?? null, grade };
}

/**
 * Where learners are is written in batches: a page view must not cost a commit. A crash loses at most a second of
 * positions, never work.
 */
const waiting = new Map<string, store.Position>();
let flushing: NodeJS.Timeout | undefined;

export function notePosition(position: store.Position): void {
  waiting.set(`${position.learnerId}/${position.runId}`, position);
  flushing ??= setTimeout(() => void outsideTransaction(flushPositions), 1_000);
}

export async function flushPositions(): Promise<void> {
  clearTimeout(flushing);
  flushing = undefined;
  const positions = [...waiting.values()];
  waiting.clear();
  if (positions.length === 0) return;
  await store.savePositions(positions).catch((err) => log().warn({ err }, 'positions were not kept'));
}
