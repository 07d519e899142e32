import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listSubmissions, onReceived, submit } from '#modules/attempts/index.ts';
import { callOfLearner, enrollForTest, testActivity, testRun } from '#modules/attempts/testing.ts';
import type { Activity, JudgedBy } from '#modules/content/contract.ts';
import { groupOf, joinGroup, loadTimes, makeGroup } from '#modules/enrollment/index.ts';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import { listGradings, releaseHeld } from '../store/gradings.ts';
import { openMachineCourse } from '../testing/machines.ts';
import { grade } from './gradings.ts';
import { queueForMachine } from './queue.ts';
import { deliver } from './results.ts';

useTestMachines();
type Learner = ReturnType<typeof callOfLearner>;
let releaseId: string;
beforeAll(async () => {
  releaseId = (await openMachineCourse()).run.releaseId;
  onReceived(queueForMachine);
});
beforeEach(() => query('truncate grading.grading'));

const activityOf = (judgedBy: JudgedBy): Activity =>
  testActivity({ key: 'task', type: 'machine', judgedBy, attempts: 2, group: { min: 2, max: 2 } });

/** Two who have handed in together; the first sent it. */
async function handedIn(judgedBy: JudgedBy) {
  const run = testRun({ releaseId });
  const activity = activityOf(judgedBy);
  const [sender, fellow] = [callOfLearner(), callOfLearner()] as [Learner, Learner];
  for (const call of [sender, fellow]) await enrollForTest(call.actor.id, run.id);
  await makeGroup(sender, run, activity);
  const own = (await loadTimes(run, [sender.actor.id])).get(sender.actor.id) ?? null;
  await joinGroup(fellow, run, activity, groupOf(own, activity)?.code ?? '');
  await submit(sender, { run, activity, id: randomUUID(), answer: 'right' });
  const rowOf = async ({ actor }: Learner) => {
    const [row] = await listSubmissions(actor.id, run.id, activity.key);
    if (!row) throw new Error('nothing was handed in');
    return row;
  };
  return { run, sender: await rowOf(sender), fellow: await rowOf(fellow) };
}
type Row = Awaited<ReturnType<typeof handedIn>>['sender'];
const gradingsOf = ({ learnerId, id }: Row) => listGradings(learnerId, id);
const currentOf = async (row: Row) => (await gradingsOf(row)).filter(({ current }) => current);

describe('what a machine says of a group’s submission', () => {
  it('is asked for once and counts for each member', async () => {
    const { sender, fellow } = await handedIn('machine');
    expect(await gradingsOf(sender)).toMatchObject([{ state: 'waiting' }]);
    expect(await gradingsOf(fellow)).toEqual([]);
    const key = { learnerId: sender.learnerId, submissionId: sender.id, number: 1 };
    await deliver(key, { outcome: 'judged', judgement: { score: 0.5 } });
    for (const row of [sender, fellow]) expect(await currentOf(row)).toMatchObject([{ score: 0.5 }]);
  });

  it('gives the attempt back to each where the answer is rejected', async () => {
    const { sender, fellow } = await handedIn('machine');
    const key = { learnerId: sender.learnerId, submissionId: sender.id, number: 1 };
    await deliver(key, { outcome: 'rejected', feedback: ['Not this.'] });
    const returned = await query('select from attempts.returned where submission_id = any($1::uuid[])', [
      [sender.id, fellow.id],
    ]);
    expect(returned).toHaveLength(2);
    expect(await gradingsOf(fellow)).toMatchObject([{ state: 'rejected' }]);
  });
});

describe('what people say of one member’s submission', () => {
  it('counts for the others, whoever’s was judged, and is released to all', async () => {
    const { run, sender, fellow } = await handedIn('staff');
    const teacher = callOfLearner();
    const judgement = { score: 0.75 };
    await grade(teacher, { submission: fellow, source: 'staff', judgement, released: false });
    for (const row of [sender, fellow])
      expect(await currentOf(row)).toMatchObject([{ score: 0.75, releasedAt: null }]);
    expect(await releaseHeld(run.id, 'task', [sender.learnerId])).toHaveLength(2);
  });

  it('has one current judgement each when two judge different members at once', async () => {
    const { sender, fellow } = await handedIn('staff');
    const judge = (submission: Row, score: number) =>
      grade(callOfLearner(), { submission, source: 'staff', judgement: { score }, released: true });
    await Promise.all([judge(sender, 0.2), judge(fellow, 0.4)]);
    const [ofSender, ofFellow] = [await currentOf(sender), await currentOf(fellow)];
    expect(ofSender).toHaveLength(1);
    expect(ofFellow.map(({ score }) => score)).toEqual(ofSender.map(({ score }) => score));
  });
});
