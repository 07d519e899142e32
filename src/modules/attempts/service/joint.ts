/** One hands in for all: the same answer goes to the ledger of each member, with a receipt of their own. */
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import { fixGroup } from '#modules/enrollment/index.ts';
import type { Call } from '#platform/endpoint.ts';
import { makeSubmission, type NewSubmission, submissionIdOf } from '../rules/making.ts';
import { addJoint } from '../store/joint.ts';
import { getSubmitState } from '../store.ts';

/** Fixes the group and adds the submissions of the others, in the transaction that stores the one that was sent. */
export async function addForOthers(
  call: Call,
  run: Run,
  activity: Activity,
  sent: NewSubmission,
  seed: number,
): Promise<void> {
  const group = await fixGroup(run, activity, sent.learnerId);
  const copies: NewSubmission[] = [];
  for (const learnerId of group.members.filter((id) => id !== sent.learnerId)) {
    const id = submissionIdOf(sent.id, learnerId);
    const { last } = await getSubmitState({ learnerId, runId: run.id, activityKey: activity.key, id });
    const { runId, releaseId, answer, receivedAt } = sent;
    const arrived = { ...{ id, learnerId, runId, releaseId, activity, answer, receivedAt, seed, last } };
    copies.push(makeSubmission({ ...arrived, attempt: (last?.attempt ?? 0) + 1 }, call.locale));
  }
  await addJoint({ sent, groupId: group.id, copies, requestId: call.requestId });
}
