/** What comes back from machines: written if it still counts, else counted and dropped. */
import { giveBack, lockFellows } from '#modules/attempts/index.ts';
import { record } from '#modules/audit/index.ts';
import { getRelease } from '#modules/content/index.ts';
import { system } from '#platform/actor.ts';
import { transaction } from '#platform/database.ts';
import { failpoint } from '#platform/failpoint.ts';
import { log } from '#platform/log.ts';
import type { RunnerResult } from '../contract.ts';
import { backoffSeconds, checkedJudgement } from '../rules/queue.ts';
import { noteFailing } from '../store/graders.ts';
import { copyGrading } from '../store/gradings.ts';
import * as store from '../store/queue.ts';
import { noteAnswered } from './outages.ts';

const machine = { actor: system('grading'), requestId: null };

/** Held where the author says that staff release scores. */
async function isReleasedAtOnce(releaseId: string, activityKey: string): Promise<boolean> {
  const release = await getRelease(releaseId);
  return release.activities.find(({ key }) => key === activityKey)?.reveal?.score !== 'released';
}

type Locked = NonNullable<Awaited<ReturnType<typeof store.lockForResult>>>;

async function writeResult(
  key: store.GradingKey,
  grading: Locked,
  result: Exclude<RunnerResult, { outcome: 'pending' }>,
): Promise<void> {
  const subject = `submission:${key.submissionId}`;
  const details = { learner: key.learnerId, number: key.number, source: 'machine' };
  if (result.outcome === 'judged') {
    const judgement = checkedJudgement(result.judgement);
    await store.saveJudged(key, judgement, await isReleasedAtOnce(grading.releaseId, grading.activityKey));
    await record(machine, 'submission.graded', subject, { ...details, score: judgement.score });
  } else {
    await store.saveRejected(key, checkedJudgement({ score: 0, feedback: result.feedback }));
    await giveBack({ ...key, runId: grading.runId, activityKey: grading.activityKey });
    await record(machine, 'submission.rejected', subject, details);
  }
  await noteAnswered(grading);
}

/** Writes what came of a grading; false: it no longer counted. */
export async function settle(
  key: store.GradingKey,
  fence: store.Fence,
  result: RunnerResult,
): Promise<boolean> {
  const counted = await transaction(async () => {
    if (result.outcome === 'pending') return store.savePending(key, fence, result.until);
    const fellows = await lockFellows(key.learnerId, key.submissionId);
    const grading = await store.lockForResult(key, fence);
    if (grading) {
      await writeResult(key, grading, result);
      await copyGrading(key, fellows);
    }
    failpoint('grading.before-commit');
    return grading !== null;
  });
  failpoint('grading.after-commit');
  if (counted) return true;
  await store.countRefused(key);
  log().warn({ submission: key.submissionId, number: key.number }, 'a result came too late and was refused');
  return false;
}

/** For whoever was asked to call back (`pending`): false: another result, or a person, was first. */
export const deliver = (key: store.GradingKey, result: RunnerResult): Promise<boolean> =>
  settle(key, 'called-back', result);

export interface SystemFailure {
  grader: string;
  text: string;
  /** However often it is tried, it will fail. */
  final?: boolean;
}

/**
 * Something of ours or of the grader's broke: never the learner's loss. Tried again, in the end by people. Whoever met
 * the failure logs it, with the state that this returns.
 */
export async function settleFailure(
  key: store.GradingKey,
  fence: store.Fence,
  { grader, text, final = false }: SystemFailure,
): ReturnType<typeof store.saveFailure> {
  // What everybody's answers meet at this grader says nothing about this one.
  const known = !final && grader !== '' && (await noteFailing(grader));
  const again = final ? null : backoffSeconds(await store.countTries(key));
  const state = await store.saveFailure(key, fence, { text: text.slice(0, 2_000), again, counts: !known });
  if (state === null) await store.countRefused(key);
  return state;
}

export const deliverFailure = (key: store.GradingKey, failure: SystemFailure) =>
  settleFailure(key, 'called-back', failure);
