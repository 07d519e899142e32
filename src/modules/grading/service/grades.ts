/** Use cases of grades: that of one learner, and why a number is what it is. */
import { type LedgerRow, listSubmissions } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { drawnActivities, type Release } from '#modules/content/index.ts';
import { type Moments, oneRelease } from '#modules/enrollment/index.ts';
import { gradeCourse } from '../rules/grade.ts';
import type { CourseGrade, Grading, Knowledge, LearnerFacts, Override, PolicyVersion } from '../schema.ts';
import { listGradingsOf } from '../store/gradings.ts';
import { listOverrides } from '../store/overrides.ts';
import { getPolicy } from './policies.ts';
import { type LearnerWork, loadWork } from './work.ts';

export interface Graded {
  grade: CourseGrade;
  policy: PolicyVersion;
  facts: LearnerFacts;
}

async function gradeLearner(
  learnerId: string,
  run: Run,
  release: Release,
  knows: Knowledge,
  now: Date,
): Promise<Graded & { work: LearnerWork }> {
  const [policy, all] = await Promise.all([
    getPolicy(run.id, release),
    loadWork(run, oneRelease(release), [learnerId], now),
  ]);
  const work = all.get(learnerId);
  if (!work) throw new Error('the work of a learner was not loaded');
  const activities = drawnActivities(release, learnerId, work.facts);
  const grade = gradeCourse({ ...release, activities, grading: policy.policy }, work.facts, knows);
  return { grade, policy, facts: work.facts, work };
}

export async function getCourseGrade(
  learnerId: string,
  run: Run,
  release: Release,
  knows: Knowledge,
  now: Date,
): Promise<Graded> {
  const { grade, policy, facts } = await gradeLearner(learnerId, run, release, knows, now);
  return { grade, policy, facts };
}

/** The derivation of one activity's points: every attempt, its judgements, what staff set, and where its points go. */
export interface Explanation {
  grade: CourseGrade;
  policy: PolicyVersion;
  activity: Activity;
  /** Of this learner. */
  moments: Moments;
  attempts: LedgerRow[];
  /** Of all attempts, oldest first; learners get the released ones. */
  gradings: Grading[];
  /** First to last. */
  overrides: Override[];
}

export async function explain(
  learnerId: string,
  run: Run,
  release: Release,
  activity: Activity,
  knows: Knowledge,
  now: Date,
): Promise<Explanation> {
  const [graded, attempts, gradings, overrides] = await Promise.all([
    gradeLearner(learnerId, run, release, knows, now),
    listSubmissions(learnerId, run.id, activity.key),
    listGradingsOf(learnerId, run.id, activity.key),
    listOverrides(learnerId, run.id, activity.key),
  ]);
  const known = gradings.filter((g) => g.state === 'judged' && (knows === 'all' || g.releasedAt));
  const { grade, policy, work } = graded;
  return {
    ...{ grade, policy, activity, attempts, overrides },
    gradings: known,
    moments: work.momentsOf(activity),
  };
}
