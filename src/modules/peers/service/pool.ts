/** All works and reviews of one activity, in the shapes that the rules read. */
import type { Run } from '#modules/catalog/index.ts';
import type { Activity, PeerSettings } from '#modules/content/contract.ts';
import { findActivity, getRelease, type Release } from '#modules/content/index.ts';
import { listMemberships, releasesOf } from '#modules/enrollment/index.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Pool } from '../rules/allocation.ts';
import { poolOf } from '../rules/round.ts';
import { refusals, type StoredReview, type StoredWork, usualSettings } from '../schema.ts';
import { listReviews } from '../store/reviews.ts';
import { listWorks } from '../store/works.ts';

export const settingsOf = (activity: Activity): PeerSettings => activity.peers ?? usualSettings;

/** The activity as its learner meets it (`runFor`); throws where peers do not judge it. */
export const getPeerActivity = async (run: Run, key: string): Promise<Activity> =>
  peerActivityIn(await getRelease(run.releaseId), key);

/** As staff know it: also one that only a pilot has. */
export const getAnyPeerActivity = async (run: Run, key: string): Promise<Activity> =>
  peerActivityIn((await releasesOf(run)).whole, key);

function peerActivityIn(release: Release, key: string): Activity {
  const activity = findActivity(release, key);
  if (activity?.judgedBy !== 'peers') throw new Refusal(refusals['peers-not-here']);
  return activity;
}

export interface LoadedPool {
  works: StoredWork[];
  reviews: StoredReview[];
  groups: ReadonlyMap<string, readonly string[]>;
  pool: Pool;
}

export async function loadPool(run: Pick<Run, 'id'>, activity: Activity): Promise<LoadedPool> {
  const [works, reviews, groups] = await Promise.all([
    listWorks(run.id, activity.key),
    listReviews(run.id, activity.key),
    listMemberships(run.id),
  ]);
  const { reviews: wanted } = settingsOf(activity);
  return { works, reviews, groups, pool: poolOf({ works, reviews, wanted, groups }) };
}
