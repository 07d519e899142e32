/** Item analysis of a run: rolled up beside the answers of pages, read in one statement. */
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import type { Release } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import { askedOptions, isItem, itemOf } from './rules/items.ts';
import type { Item, Rollup } from './schema.ts';
import * as store from './store.ts';

export interface ItemAnalysis {
  /** Null: nobody has asked for it yet. */
  rollup: Rollup | null;
  items: Item[];
}

export async function openItems(run: Run, release: Release): Promise<ItemAnalysis> {
  const found = await store.findRollup(run.id);
  const rows = new Map((found?.items ?? []).map((row) => [row.activityKey, row]));
  return {
    rollup: found && { computedAt: found.computedAt, learners: found.learners },
    items: release.activities.filter(isItem).map((activity) => itemOf(activity, rows.get(activity.key))),
  };
}

export async function rollUpRun(runId: string, now: Date): Promise<void> {
  const [run] = await listRunsById([runId]);
  if (!run) return;
  const { activities } = (await releasesOf(run)).whole;
  const weights = activities.filter(isItem).map((activity) => ({
    ...{ activityKey: activity.key, points: activity.points },
    chosen: askedOptions(activity).length > 0,
  }));
  await store.rollUp(runId, weights, now);
}

/** Runs whose figures somebody has looked at are kept fresh. */
export async function rollUpStale(now: Date): Promise<void> {
  for (const { runId } of await store.listStale()) await rollUpRun(runId, now);
}
