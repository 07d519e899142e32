/**
 * Where learners are is written in batches: a page view must not cost a commit. A crash loses at most a second of
 * positions, never work.
 */
import { outsideTransaction } from '#platform/database.ts';
import { log } from '#platform/log.ts';
import * as store from '../store/progress.ts';

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
