/** All that the grades of many learners come from: ledger, judgements, overrides and times, in one round trip. */
import type { Run } from '#modules/catalog/index.ts';
import { type Activity, judgedBy } from '#modules/content/contract.ts';
import type { Release } from '#modules/content/index.ts';
import {
  getRunRules,
  type LearnerTimes,
  latenessOf,
  learnerTimesOf,
  type Moments,
  momentsOf,
  type RunRules,
} from '#modules/enrollment/index.ts';
import type { ActivityFacts, LateAttempt, LearnerFacts } from '../schema.ts';
import { type FactRow, factOf, listFactRows } from '../store/facts.ts';

export interface LearnerWork {
  facts: LearnerFacts;
  momentsOf(activity: Activity): Moments;
}

type Resolve = (learner: LearnerTimes | null, activity: Activity) => Moments;

const isPlain = ({ extensions, accommodations }: LearnerTimes) =>
  extensions.length === 0 && accommodations.length === 0;

/** A duration counts from each learner's own start. */
const isShared = ({ because }: Moments) => because.every(({ written }) => !written?.startsWith('P'));

/** Learners without rules of their own share the moments of their cohort: a thousand of them cost as much as one. */
function resolverOf(release: Release, rules: RunRules): Resolve {
  const shared = new Map<string, Moments>();
  return (learner, activity) => {
    const key = !learner || isPlain(learner) ? `${learner?.cohort ?? ''}/${activity.key}` : null;
    const known = key === null ? undefined : shared.get(key);
    if (known) return known;
    const moments = momentsOf({ release, rules, learner }, activity);
    if (key !== null && isShared(moments)) shared.set(key, moments);
    return moments;
  };
}

function lateAttempt(moments: Moments, receivedAt: Date): LateAttempt | null {
  const { late, factor } = latenessOf(moments, receivedAt);
  const due = moments.dueAt ?? moments.lateUntil;
  if (!late || !due) return null;
  const because = moments.because.find(({ moment }) => moment === (moments.dueAt ? 'dueAt' : 'lateUntil'));
  return { due, rule: because?.rule ?? 'course', reason: because?.reason ?? null, keeps: factor };
}

function workOf(rows: FactRow[], activities: Map<string, Activity>, resolve: Resolve): LearnerWork {
  const times = rows.find((row) => row.times)?.times;
  const learner = times ? learnerTimesOf(times) : null;
  const facts = new Map<string, ActivityFacts>();
  for (const row of rows) {
    const activity = activities.get(row.activityKey);
    if (!activity) continue;
    const known = facts.get(activity.key) ?? { attempts: [], override: null };
    facts.set(activity.key, known);
    if (row.override) known.override = { ...row.override, madeAt: new Date(row.override.madeAt) };
    else {
      const late = lateAttempt(resolve(learner, activity), row.receivedAt);
      known.attempts.push(factOf(row, judgedBy(activity) === 'nobody', late));
    }
  }
  return { facts, momentsOf: (activity) => resolve(learner, activity) };
}

/** Of each of these learners, also of those who have done nothing. */
export async function loadWork(
  run: Run,
  release: Release,
  learnerIds: readonly string[],
): Promise<Map<string, LearnerWork>> {
  const [rules, rows] = await Promise.all([getRunRules(run), listFactRows(run.id, learnerIds)]);
  const resolve = resolverOf(release, rules);
  const activities = new Map(release.activities.map((activity) => [activity.key, activity]));
  const ofLearner = Map.groupBy(rows, ({ learnerId }) => learnerId);
  return new Map(learnerIds.map((id) => [id, workOf(ofLearner.get(id) ?? [], activities, resolve)]));
}
