/**
 * Terms: a *pool* is a group of activities in a unit of which each learner *draws* some. Who draws what follows from
 * names alone (rendezvous hashing): it is the same on every server and every visit, and an activity that is added to a
 * pool changes the draw only of those whom it falls to.
 */
import type { Activity } from '../contract.ts';
import type { Pool, Release } from '../schema.ts';
import { findPool } from './lookup.ts';

/** FNV-1a, and the last step of MurmurHash3 (Austin Appleby, public domain): close names lie far apart. */
function lot(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Keys of the activities that a learner draws, in the order of the page. `attempt` counts sittings of an exam. */
export function drawnFor(pool: Pool, learnerId: string, attempt = 0): string[] {
  const lots = new Map(
    pool.activities.map((key) => [key, lot(`${learnerId}/${attempt}/${pool.key}/${key}`)]),
  );
  const drawn = [...pool.activities]
    .sort((a, b) => (lots.get(a) ?? 0) - (lots.get(b) ?? 0) || (a < b ? -1 : 1))
    .slice(0, pool.draw);
  return pool.activities.filter((key) => drawn.includes(key));
}

/**
 * The activities that count for a learner; all of them, as they stand, in a release without pools. Exams draw anew for
 * each sitting, the first of which is 1: what was handed in there counts, else what the first sitting would ask.
 */
export function drawnActivities(
  release: Release,
  learnerId: string,
  handedIn: { has(key: string): boolean },
): Activity[] {
  const { activities } = release;
  if (!activities.some(({ pool }) => pool !== undefined)) return activities;
  const isBegun = (pool: Pool | null) => pool?.activities.some((key) => handedIn.has(key)) ?? false;
  return activities.filter((activity) => {
    if (!activity.exam || activity.pool === undefined) return isDrawn(release, activity, learnerId);
    return isBegun(findPool(release, activity.pool))
      ? handedIn.has(activity.key)
      : isDrawn(release, activity, learnerId, 1);
  });
}

/** Whether a learner meets an activity: it stands in no pool, or they drew it. */
export function isDrawn(release: Release, activity: Activity, learnerId: string, attempt = 0): boolean {
  const pool = activity.pool === undefined ? null : findPool(release, activity.pool);
  return pool === null || drawnFor(pool, learnerId, attempt).includes(activity.key);
}
