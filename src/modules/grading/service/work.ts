/** All that the grades of many learners come from: ledger, judgements, overrides and times, in one round trip. */
import { attemptsLeft, releasedOf, revealed } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { type Activity, judgedBy } from '#modules/content/contract.ts';
import type { Release } from '#modules/content/index.ts';
import {
  getRunRules,
  type LearnerTimes,
  lastDueOf,
  latenessOf,
  learnerTimesOf,
  type Moments,
  momentsOf,
  type RunReleases,
  type RunRules,
} from '#modules/enrollment/index.ts';
import type { ActivityFacts, AttemptFact, LateAttempt, LearnerFacts } from '../schema.ts';
import { type FactRow, factOf, listFactRows } from '../store/facts.ts';

export interface LearnerWork {
  facts: LearnerFacts;
  momentsOf(activity: Activity): Moments;
}

type Resolve = (learner: LearnerTimes | null, activity: Activity) => Moments;

/** What is the same for all learners of a run who meet the same release. */
interface Ground {
  activities: ReadonlyMap<string, Activity>;
  resolve: Resolve;
  lastDue(activity: Activity): Date | null;
  /** Keys of what staff released to everybody. */
  released: ReadonlySet<string>;
  now: Date;
}

const isPlain = ({ extensions, accommodations, groups = [] }: LearnerTimes) =>
  extensions.length === 0 && accommodations.length === 0 && groups.length === 0;

/** A duration counts from each learner's own start. */
const isShared = ({ because }: Moments) => because.every(({ written }) => !written?.startsWith('P'));

/** Learners without rules of their own share the moments of their cohort: a thousand of them cost as much as one. */
function resolverOf(release: Release, rules: RunRules): Resolve {
  const cohorts = new Map<string, Map<Activity, Moments>>();
  const sharedIn = (cohort: string) => {
    const known = cohorts.get(cohort) ?? new Map<Activity, Moments>();
    cohorts.set(cohort, known);
    return known;
  };
  return (learner, activity) => {
    const shared = !learner || isPlain(learner) ? sharedIn(learner?.cohort ?? '') : null;
    const known = shared?.get(activity);
    if (known) return known;
    const moments = momentsOf({ release, rules, learner }, activity);
    if (shared && isShared(moments)) shared.set(activity, moments);
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

/** The activity's own rule may hide scores that are given: to learners they are held. */
function hideScores(
  attempts: AttemptFact[],
  activity: Activity,
  moments: Moments,
  { now, lastDue, released }: Ground,
): AttemptFact[] {
  if (!activity.reveal?.score || attempts.length === 0) return attempts;
  const scores = attempts.flatMap(({ score }) => score ?? []);
  const used = attempts.filter(({ state }) => state !== 'rejected').length;
  const shown = revealed(activity, {
    ...{ now, moments, lastDue: () => lastDue(activity), attempts: used },
    released:
      released.has(activity.key) ||
      attempts.some(({ state, grading }) => state === 'judged' && grading !== null),
    left: attemptsLeft(moments, used),
    bestScore: scores.length ? Math.max(...scores) : null,
  });
  if (shown.score) return attempts;
  return attempts.map((fact) => (fact.state === 'judged' ? { ...fact, state: 'held' } : fact));
}

function workOf(rows: FactRow[], ground: Ground): LearnerWork {
  const times = rows.find((row) => row.times)?.times;
  const learner = times ? learnerTimesOf(times) : null;
  const facts = new Map<string, ActivityFacts>();
  for (const row of rows) {
    const activity = ground.activities.get(row.activityKey);
    if (!activity) continue;
    const known = facts.get(activity.key) ?? { attempts: [], override: null };
    facts.set(activity.key, known);
    if (row.override) known.override = { ...row.override, madeAt: new Date(row.override.madeAt) };
    else {
      const late = lateAttempt(ground.resolve(learner, activity), new Date(row.receivedAt));
      known.attempts.push(factOf(row, judgedBy(activity) === 'nobody', late));
    }
  }
  for (const [key, known] of facts) {
    const activity = ground.activities.get(key);
    if (activity)
      known.attempts = hideScores(known.attempts, activity, ground.resolve(learner, activity), ground);
  }
  return { facts, momentsOf: (activity) => ground.resolve(learner, activity) };
}

/**
 * Of each of these learners, also of those who have done nothing; by the release that each of them meets, and as the
 * rules of times are, or as they are supposed.
 */
export async function loadWork(
  run: Run,
  releases: Pick<RunReleases, 'whole' | 'of'>,
  learnerIds: readonly string[],
  now: Date,
  supposed?: RunRules,
): Promise<Map<string, LearnerWork>> {
  const [rules, rows, released] = await Promise.all([
    supposed ?? getRunRules(run),
    listFactRows(run.id, learnerIds),
    releasedOf(run.id, releases.whole.activities),
  ]);
  const grounds = new Map<Release, Ground>();
  const groundOf = (release: Release): Ground => {
    const known = grounds.get(release) ?? {
      activities: new Map(release.activities.map((activity) => [activity.key, activity])),
      resolve: resolverOf(release, rules),
      lastDue: (activity: Activity) => lastDueOf({ release, rules }, activity),
      released,
      now,
    };
    grounds.set(release, known);
    return known;
  };
  const ofLearner = Map.groupBy(rows, ({ learnerId }) => learnerId);
  return new Map(learnerIds.map((id) => [id, workOf(ofLearner.get(id) ?? [], groundOf(releases.of(id)))]));
}
