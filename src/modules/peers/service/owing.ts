/** What a learner still has to review, in all runs: for the page that they come home to. */
import type { Run } from '#modules/catalog/index.ts';
import { findActivity, getRelease, titleOf } from '#modules/content/index.ts';
import type { OwnReviewing } from '../store/works.ts';
import { settingsOf } from './pool.ts';

export interface OwedReviews {
  activityKey: string;
  title: string;
  /** How many are left to write. */
  count: number;
  by: Date;
}

/** In one run, of what `listReviewing` found. */
export async function owedIn(run: Run, reviewing: readonly OwnReviewing[]): Promise<OwedReviews[]> {
  const release = await getRelease(run.releaseId);
  return reviewing.flatMap(({ runId, activityKey, reviewBy, written }) => {
    const activity = findActivity(release, activityKey);
    if (runId !== run.id || activity?.judgedBy !== 'peers') return [];
    const count = settingsOf(activity).reviews - written;
    return count > 0 ? [{ activityKey, title: titleOf(release, activityKey), count, by: reviewBy }] : [];
  });
}
