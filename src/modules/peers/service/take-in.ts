/** A submission that peers judge joins the works of its activity, in the transaction that stores it. */
import type { Received } from '#modules/attempts/index.ts';
import { judgedBy } from '#modules/content/contract.ts';
import { getRelease } from '#modules/content/index.ts';
import { getRunRules, loadTimes, momentsOf } from '#modules/enrollment/index.ts';
import { reviewByOf } from '../rules/phases.ts';
import { addWork } from '../store/works.ts';
import { settingsOf } from './pool.ts';

export async function takeIn({ run, activity, submission }: Received): Promise<void> {
  if (judgedBy(activity) !== 'peers') return;
  const { id: submissionId, learnerId, runId, activityKey, attempt, receivedAt } = submission;
  const release = await getRelease(run.releaseId);
  const rules = await getRunRules(run);
  const learner = (await loadTimes(run, [learnerId])).get(learnerId);
  const dueAt = learner ? momentsOf({ release, rules, learner }, activity).dueAt : null;
  const reviewBy = reviewByOf(settingsOf(activity).days, dueAt, receivedAt);
  await addWork({ learnerId, submissionId, runId, activityKey, attempt, receivedAt, reviewBy });
}
