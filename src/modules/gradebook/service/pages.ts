/** A page of the gradebook: who is on it comes from standings, what is shown of them is computed now. */
import type { Run } from '#modules/catalog/index.ts';
import { drawnActivities } from '#modules/content/index.ts';
import type { RunReleases } from '#modules/enrollment/index.ts';
import { getPolicies, gradeCourse, loadWork, type PolicyVersion } from '#modules/grading/index.ts';
import type { GradebookLearner, GradebookPage, GradebookRow } from '../schema.ts';
import { listLearners, type Search } from '../store/standings.ts';

/** Grades of these learners, as staff know them; each by the release that they meet. */
export async function gradeLearners(
  run: Run,
  releases: RunReleases,
  learners: readonly GradebookLearner[],
  now: Date,
): Promise<{ rows: GradebookRow[]; policy: PolicyVersion }> {
  const ids = learners.map(({ learnerId }) => learnerId);
  const [policyOf, work] = await Promise.all([getPolicies(run.id), loadWork(run, releases, ids, now)]);
  const rows = learners.map((learner): GradebookRow => {
    const facts = work.get(learner.learnerId)?.facts ?? new Map();
    const release = releases.of(learner.learnerId);
    const activities = drawnActivities(release, learner.learnerId, facts);
    const { policy: grading } = policyOf(release);
    return { ...learner, facts, grade: gradeCourse({ ...release, activities, grading }, facts, 'all') };
  });
  return { rows, policy: policyOf(releases.main) };
}

export async function openGradebook(
  run: Run,
  releases: RunReleases,
  search: Search,
  now: Date,
): Promise<GradebookPage & { policy: PolicyVersion }> {
  const { learners, total } = await listLearners(run.id, search, now);
  const graded = await gradeLearners(run, releases, learners, now);
  return { ...graded, total, page: search.page, pages: Math.max(1, Math.ceil(total / search.rows)) };
}
