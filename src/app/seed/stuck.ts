/** A grading that no machine could make, so that the list of those has one to show. */
import { randomUUID } from 'node:crypto';
import { listLatest, submit } from '#modules/attempts/index.ts';
import type { Run } from '#modules/catalog/index.ts';
import { findActivity, type Release } from '#modules/content/index.ts';
import { deliverFailure } from '#modules/grading/index.ts';
import { transaction } from '#platform/database.ts';
import type { Call } from '#platform/endpoint.ts';
import { answerTo } from './answers.ts';

const key = 'reckoning-course';

/** In one transaction: no worker may be faster. The learner is enrolled and has handed in nothing here. */
export async function seedStuck(learnerId: string, call: Call, run: Run, release: Release): Promise<void> {
  const activity = findActivity(release, key);
  const done = (await listLatest(learnerId, run.id)).some(({ activityKey }) => activityKey === key);
  if (!activity || done) return;
  await transaction(async () => {
    const id = randomUUID();
    await submit(call, { run, activity, id, answer: answerTo(activity, true) });
    await deliverFailure(
      { learnerId, submissionId: id, number: 1 },
      { grader: 'sandbox', text: 'The sandbox did not start: no space left on device', final: true },
    );
  });
}
