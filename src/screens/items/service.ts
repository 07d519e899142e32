/** What the answers of a run say about its questions. */

import { enqueueRollUp, type Item, openItems, type Rollup } from '#modules/analytics/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { titleOf } from '#modules/content/index.ts';
import { releasesOf } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { limitOf, openRun, type ReleaseLimit, type Rights, rightsIn } from '#screens/teach/index.ts';
import type { RunParams } from './links.ts';

export interface ItemLine extends Item {
  /** In the order of the course, from 1. */
  number: number;
  title: string;
  limit: ReleaseLimit | null;
}

export interface RunItems {
  run: Run;
  rights: Rights;
  rollup: Rollup | null;
  items: ItemLine[];
}

export async function openPage(call: Call, params: RunParams): Promise<RunItems> {
  const run = await openRun(params);
  const releases = await releasesOf(run);
  const { rollup, items } = await openItems(run, releases.whole);
  return {
    ...{ run, rollup, rights: rightsIn(call.actor, params) },
    items: items.map((item, place) => ({
      ...item,
      number: place + 1,
      title: titleOf(releases.whole, item.activityKey),
      limit: limitOf(releases, item.activityKey),
    })),
  };
}

export async function countAgain(params: RunParams): Promise<void> {
  await enqueueRollUp((await openRun(params)).id);
}
