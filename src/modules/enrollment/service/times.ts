/** The rules of a run, kept until news come, and what learners have of their own. */
import { keptFor } from '#lib/kept-for.ts';
import type { Run } from '#modules/catalog/index.ts';
import { outsideTransaction } from '#platform/database.ts';
import { onNews, publishNews } from '#platform/news.ts';
import { defaultFairness } from '../rules/outage.ts';
import type { Fairness, LearnerTimes, RunRules } from '../schema.ts';
import { getStoredRules, listLearnerTimes, type StoredRules } from '../store/times.ts';

type RulesRun = Pick<Run, 'id' | 'organizationKey' | 'zone' | 'startsAt' | 'endsAt'>;

const kept = keptFor<Promise<StoredRules>>(60_000, 2_000);

/** Whoever asks while it is being read waits for the same answer. */
function storedRulesOf(run: RulesRun): Promise<StoredRules> {
  const known = kept.get(run.id);
  if (known) return known;
  const reading = outsideTransaction(() => getStoredRules(run.id, run.startsAt));
  kept.set(run.id, reading);
  reading.catch(() => kept.delete(run.id));
  return reading;
}

onNews('times:', (topic) => {
  if (topic.endsWith('*')) kept.clear();
  else kept.delete(topic.slice('times:'.length));
});

/** Tells every process that something of this run has changed; `*`: of all runs. */
export const announceTimes = (runId: string): Promise<void> => publishNews(`times:${runId}`);

/** Null: as the site says. */
export const fairnessOf = (own: { [K in keyof Fairness]: number | null }): Fairness => ({
  windowHours: own.windowHours ?? defaultFairness.windowHours,
  minimumMinutes: own.minimumMinutes ?? defaultFairness.minimumMinutes,
});

export async function getRunRules(run: RulesRun): Promise<RunRules> {
  const { windowHours, minimumMinutes, ...rules } = await storedRulesOf(run);
  return {
    ...rules,
    runId: run.id,
    organization: run.organizationKey,
    zone: run.zone,
    startsAt: run.startsAt,
    endsAt: run.endsAt,
    fairness: fairnessOf({ windowHours, minimumMinutes }),
  };
}

const nothing = (learnerId: string): LearnerTimes => ({
  ...{ learnerId, enrolledAt: null, cohort: null, extensions: [], accommodations: [] },
});

/** What these learners have of their own, in one round trip; whoever was never in the run has nothing. */
export async function loadTimes(
  run: Pick<Run, 'id'>,
  learnerIds: readonly string[],
): Promise<Map<string, LearnerTimes>> {
  const found = await listLearnerTimes(run.id, learnerIds);
  return new Map(learnerIds.map((id) => [id, found.get(id) ?? nothing(id)]));
}
