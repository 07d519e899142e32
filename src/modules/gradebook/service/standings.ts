/** Standings follow their facts: what changed is computed again, and nothing else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { listRunsById, type Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { drawnActivities, type Release } from '#modules/content/index.ts';
import { type RunReleases, releasesOf } from '#modules/enrollment/index.ts';
import { getPolicies, gradeCourse, loadWork } from '#modules/grading/index.ts';
import { transaction } from '#platform/database.ts';
import { standingOf } from '../rules/standing.ts';
import { saveStandings, takeChanges } from '../store/standings.ts';

/** Changes of one transaction. Whoever hands in much has many, and is computed once for all of them. */
const changesAtOnce = 50_000;
/** Learners who are computed in one go: a few milliseconds, in which nobody else is answered. */
const learnersAtOnce = 50;
/** Of the minute until the job comes again. */
const mostSeconds = 40;

/** Computes and keeps the standings of these learners. */
export async function computeStandings(
  run: Run,
  releases: RunReleases,
  learnerIds: readonly string[],
  now: Date,
): Promise<void> {
  const [policyOf, work] = await Promise.all([getPolicies(run.id), loadWork(run, releases, learnerIds, now)]);
  const byKey = new Map<Release, Map<string, Activity>>();
  const activitiesOf = (release: Release) => {
    const known = byKey.get(release) ?? new Map(release.activities.map((one) => [one.key, one]));
    byKey.set(release, known);
    return known;
  };
  const standings = [...work].map(([learnerId, one]) => {
    const release = releases.of(learnerId);
    const activities = drawnActivities(release, learnerId, one.facts);
    const { policy: grading } = policyOf(release);
    const grade = gradeCourse({ ...release, activities, grading }, one.facts, 'all');
    return { learnerId, ...standingOf(grade, one, activitiesOf(release)) };
  });
  await saveStandings(run.id, standings);
}

/** Computes what changed, a batch a transaction; false: nothing is left but what came meanwhile. */
async function refreshSome(now: Date): Promise<boolean> {
  return transaction(async () => {
    const { taken, ofRun } = await takeChanges(changesAtOnce);
    for (const run of await listRunsById([...ofRun.keys()])) {
      const learnerIds = ofRun.get(run.id) ?? [];
      const releases = await releasesOf(run);
      for (let from = 0; from < learnerIds.length; from += learnersAtOnce)
        await computeStandings(run, releases, learnerIds.slice(from, from + learnersAtOnce), now);
    }
    return taken === changesAtOnce;
  });
}

/**
 * Goes on until what was there is done or the time is up. What comes meanwhile waits for the next time: who hands in all
 * the while is computed once a minute. Half of the time is left to those who wait for an answer.
 */
export async function refreshStandings(now: Date): Promise<void> {
  const end = performance.now() + mostSeconds * 1000;
  for (;;) {
    const begun = performance.now();
    if (!(await refreshSome(now)) || performance.now() > end) return;
    await sleep(performance.now() - begun);
  }
}
