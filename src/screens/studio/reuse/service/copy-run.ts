/** A run once more, on other days: what of it moves, and making the copy. */

import { wallTimeOf } from '#lib/wall-time.ts';
import {
  addRun,
  findRunSettings,
  listRunsOfCourse,
  type Run,
  type RunSettings,
} from '#modules/catalog/index.ts';
import { getRelease, titleOf } from '#modules/content/index.ts';
import { type CopiedDate, copyTimes, getRunRules, previewCopy } from '#modules/enrollment/index.ts';
import { copyPolicy } from '#modules/grading/index.ts';
import { copyPolicies } from '#modules/marking/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { commonRefusals, Refusal } from '#platform/refusal.ts';
import { openRun, type Rights, rightsIn } from '#screens/teach/index.ts';
import { firstDay, nextKey, settingTimes, shiftOf, shiftSettings } from '../rules.ts';
import type { CopyRunBody, CopyRunQuery, RunParams } from '../schema.ts';

/** A time before and after. */
export type MovedTime = { before: string; after: string } & (
  | { of: 'run'; name: (typeof settingTimes)[number] }
  /** `title` of what it is the date of; null: all of the run. */
  | {
      of: 'work';
      name: CopiedDate['name'];
      title: string | null;
      cohort: string | null;
      cohortTitle: string | null;
    }
);

export interface CopyPlan {
  run: Run;
  rights: Rights;
  /** Null: the run has no days, so nothing moves. */
  first: string | null;
  days: number;
  moved: MovedTime[];
  /** A free key like that of the run. */
  key: string;
  settings: RunSettings;
}

async function titlesOf(run: Run): Promise<(date: CopiedDate) => string | null> {
  const release = await getRelease(run.releaseId);
  const sections = release.units.flatMap(({ path }) =>
    path.map(({ key, title }) => [`section ${key}`, title] as const),
  );
  const titles = new Map([
    ...sections,
    ...release.units.map(({ key, title }) => [`unit ${key}`, title] as const),
  ]);
  return ({ kind, key }) =>
    kind === 'run'
      ? null
      : kind === 'activity'
        ? titleOf(release, key)
        : (titles.get(`${kind} ${key}`) ?? key);
}

function timesOfRun(before: RunSettings, after: RunSettings): MovedTime[] {
  return settingTimes.flatMap((name) => {
    const [from, to] = [before[name], after[name]];
    return from && to ? [{ of: 'run' as const, name, before: from, after: to }] : [];
  });
}

export async function planCopy(call: Call, params: RunParams, query: CopyRunQuery): Promise<CopyPlan> {
  const run = await openRun(params);
  const settings = await findRunSettings(run.id);
  if (!settings) throw new Refusal(commonRefusals['not-found']);
  const unmoved = await previewCopy(run, 0);
  const first = firstDay(
    settings,
    unmoved.map(({ before }) => before),
  );
  const today = wallTimeOf(call.now, run.zone).slice(0, 10);
  const days = first === null ? 0 : shiftOf(first, query, today);
  const after = shiftSettings(settings, days);
  const title = await titlesOf(run);
  const dates = (await previewCopy(run, days)).filter((date) => date.before !== date.after);
  const [runs, { cohorts }] = await Promise.all([listRunsOfCourse(run.courseId), getRunRules(run)]);
  const cohortTitle = (wanted: string) => cohorts.find(({ key }) => key === wanted)?.title ?? null;
  return {
    ...{ run, rights: rightsIn(call.actor, params), first, days, settings: after },
    moved: [
      ...timesOfRun(settings, after),
      ...dates
        .toSorted((a, b) => (a.after < b.after ? -1 : 1))
        .map((date) => ({
          ...{ of: 'work' as const, ...date, title: title(date) },
          ...{ cohort: date.cohort || null, cohortTitle: cohortTitle(date.cohort) },
        })),
    ],
    key: nextKey(
      run.key,
      runs.map(({ key }) => key),
    ),
  };
}

/** The new run shows the same release; nobody is in it yet. */
export async function copyRun(
  call: Call,
  params: RunParams,
  { key, ...query }: CopyRunBody,
): Promise<RunParams> {
  const { run, days, settings } = await planCopy(call, params, query);
  const wanted = key.trim().toLowerCase();
  await transaction(async () => {
    const { releaseId, courseId } = run;
    const id = await addRun(call, { id: courseId }, { key: wanted, releaseId, settings });
    await copyTimes(call, run, id, days);
    await copyPolicy(call, run, { id }, run.key);
    await copyPolicies(call, run, id);
  });
  return { ...params, run: wanted };
}
