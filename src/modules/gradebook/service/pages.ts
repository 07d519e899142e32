/** A page of the gradebook: who is on it comes from standings, what is shown of them is computed now. */
import type { Run } from '#modules/catalog/index.ts';
import { drawnActivities, type Release } from '#modules/content/index.ts';
import { getPolicy, gradeCourse, loadWork, type PolicyVersion } from '#modules/grading/index.ts';
import type { GradebookLearner, GradebookPage, GradebookRow } from '../schema.ts';
import { listLearners, type Search } from '../store/standings.ts';

/** Grades of these learners, as staff know them. */
export async function gradeLearners(
  run: Run,
  release: Release,
  learners: readonly GradebookLearner[],
  now: Date,
): Promise<{ rows: GradebookRow[]; policy: PolicyVersion }> {
  const ids = learners.map(({ learnerId }) => learnerId);
  const [policy, work] = await Promise.all([getPolicy(run.id, release), loadWork(run, release, ids, now)]);
  const course = { ...release, grading: policy.policy };
  const rows = learners.map((learner): GradebookRow => {
    const facts = work.get(learner.learnerId)?.facts ?? new Map();
    const activities = drawnActivities(release, learner.learnerId, facts);
    return { ...learner, facts, grade: gradeCourse({ ...course, activities }, facts, 'all') };
  });
  return { rows, policy };
}

export async function openGradebook(
  run: Run,
  release: Release,
  search: Search,
  now: Date,
): Promise<GradebookPage & { policy: PolicyVersion }> {
  const { learners, total } = await listLearners(run.id, search, now);
  const graded = await gradeLearners(run, release, learners, now);
  return { ...graded, total, page: search.page, pages: Math.max(1, Math.ceil(total / search.rows)) };
}
