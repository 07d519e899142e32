/** Which release a learner meets where a run shows another one to a cohort. Pages and answers ask, so it is in memory. */
import { keptFor } from '#lib/kept-for.ts';
import type { Run } from '#modules/catalog/index.ts';
import { getRelease } from '#modules/content/index.ts';
import { outsideTransaction } from '#platform/database.ts';
import { onNews } from '#platform/news.ts';
import { oneRelease, type RunReleases, withPilot } from '../rules/releases.ts';
import { listLearnersOf } from '../store/changes.ts';
import { getRunRules } from './times.ts';

const kept = keptFor<Promise<ReadonlySet<string>>>(60_000, 500);

onNews('times:', (topic) => {
  const runId = topic.slice('times:'.length);
  for (const key of kept.keys()) if (topic.endsWith('*') || key.startsWith(`${runId} `)) kept.delete(key);
});

function membersOf(runId: string, cohort: string): Promise<ReadonlySet<string>> {
  const key = `${runId} ${cohort}`;
  const known = kept.get(key);
  if (known) return known;
  const reading = outsideTransaction(() => listLearnersOf(runId, cohort)).then((ids) => new Set(ids));
  kept.set(key, reading);
  reading.catch(() => kept.delete(key));
  return reading;
}

/** The run as this learner meets it. Without a pilot, and with its cohort in memory, it costs no round trip. */
export async function runFor(run: Run, learnerId: string | null): Promise<Run> {
  const { pilot } = run;
  if (!pilot || learnerId === null) return run;
  const members = await membersOf(run.id, pilot.cohort);
  return members.has(learnerId) ? { ...run, releaseId: pilot.releaseId } : run;
}

/** What a run shows, for pages over all its learners. In memory like the run as one learner meets it. */
export async function releasesOf(run: Run): Promise<RunReleases> {
  const { pilot } = run;
  if (!pilot) return oneRelease(await getRelease(run.releaseId));
  const [main, release, members, { cohorts }] = await Promise.all([
    getRelease(run.releaseId),
    getRelease(pilot.releaseId),
    membersOf(run.id, pilot.cohort),
    getRunRules(run),
  ]);
  const cohort = cohorts.find(({ key }) => key === pilot.cohort)?.title ?? pilot.cohort;
  return withPilot(main, { cohort, release, members });
}
