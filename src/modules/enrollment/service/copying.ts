/** What staff set about the times of a run, for a copy of it. Extensions are people's own and stay where they are. */
import { record } from '#modules/audit/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { getRelease } from '#modules/content/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { copyDates } from '../rules/copying.ts';
import type { CopiedDate } from '../schema.ts';
import * as store from '../store/changes.ts';
import { getStoredRules } from '../store/times.ts';
import { announceTimes, getRunRules } from './times.ts';

/** Every date as it is and as it would be so many days later. */
export async function previewCopy(run: Run, days: number): Promise<CopiedDate[]> {
  return copyDates(await getRelease(run.releaseId), await getRunRules(run), days);
}

/** Dates, cohorts (without their learners), what being late costs, and when outages move deadlines. */
export async function copyTimes(call: Call, from: Run, toRunId: string, days: number): Promise<void> {
  const release = await getRelease(from.releaseId);
  await transaction(async () => {
    const rules = await getStoredRules(from.id, from.startsAt);
    const dates = copyDates(release, rules, days);
    for (const { key, title } of rules.cohorts) await store.addCohort(toRunId, { key, title });
    const lines = Map.groupBy(dates, ({ cohort, kind, key }) => JSON.stringify([cohort, kind, key]));
    for (const [first, ...rest] of lines.values()) {
      if (!first) continue;
      const all = Object.fromEntries([first, ...rest].map(({ name, after }) => [name, after]));
      await store.saveDates(toRunId, first.cohort, first, all);
    }
    const { late, windowHours, minimumMinutes } = rules;
    if (late !== null || windowHours !== null || minimumMinutes !== null)
      await store.savePolicy(toRunId, late, windowHours, minimumMinutes);
    await record(call, 'enrollment.copy-times', `run:${toRunId}`, { from: from.id, days });
    await announceTimes(toRunId);
  });
}
