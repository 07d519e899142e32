import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '#modules/catalog/index.ts';
import type { Activity } from '#modules/content/contract.ts';
import {
  extendTime,
  groupOf,
  joinGroup,
  leaveGroup,
  listGroups,
  loadTimes,
  makeGroup,
  placeInGroup,
  removeFromGroup,
} from '#modules/enrollment/index.ts';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import { checkReceipt, listSubmissions, submit } from './index.ts';
import { callOfLearner, enrollForTest, testActivity, testRun, useTestActivities } from './testing.ts';

useTestMachines();
beforeAll(useTestActivities);

type Learner = ReturnType<typeof callOfLearner>;
const teacher = callOfLearner();
const activity = testActivity({ group: { min: 2, max: 3 }, attempts: 2 });

async function learnersOf(run: Run, count: number): Promise<Learner[]> {
  const calls = Array.from({ length: count }, () => callOfLearner());
  for (const call of calls) await enrollForTest(call.actor.id, run.id);
  return calls;
}
const groupFor = async (run: Run, { actor }: Learner, of: Activity = activity) =>
  groupOf((await loadTimes(run, [actor.id])).get(actor.id) ?? null, of);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { code?: string }) => error.code,
  );
const send = (call: Learner, run: Run, answer = 'yes', of: Activity = activity, id: string = randomUUID()) =>
  submit(call, { run, activity: of, id, answer });
const ledgerOf = ({ actor }: Learner, run: Run) => listSubmissions(actor.id, run.id, activity.key);

/** A run with one group of these learners. */
async function groupOfSize(count: number, of: Activity = activity, run = testRun()) {
  const learners = await learnersOf(run, count);
  const [first, ...others] = learners as [Learner, ...Learner[]];
  await makeGroup(first, run, of);
  const code = (await groupFor(run, first, of))?.code ?? '';
  for (const call of others) await joinGroup(call, run, of, code);
  return { run, learners: learners as [Learner, Learner, Learner], code };
}

describe('a group', () => {
  it('is joined by its code however it is typed, and by no id', async () => {
    const { run, code } = await groupOfSize(1);
    const [one, other] = (await learnersOf(run, 2)) as [Learner, Learner];
    await joinGroup(one, run, activity, ` ${code.toUpperCase().replaceAll('-', ' ')} `);
    const [group] = await listGroups(run.id, activity.key);
    expect(group?.members).toHaveLength(2);
    expect(code).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
    expect(await codeOf(joinGroup(other, run, activity, group?.id ?? ''))).toBe('group-code-wrong');
    expect(await codeOf(joinGroup(other, testRun(), activity, code))).toBe('group-code-wrong');
  });

  it('takes no more than it may hold, however many come at once', async () => {
    const { run, code } = await groupOfSize(1);
    const others = await learnersOf(run, 6);
    const said = await Promise.all(others.map((call) => codeOf(joinGroup(call, run, activity, code))));
    expect(said.toSorted()).toEqual([...Array(4).fill('group-full'), null, null].toSorted());
    expect((await listGroups(run.id, activity.key))[0]?.members).toHaveLength(3);
  });

  it('has nobody who is in another one of the activity, also when both are joined at once', async () => {
    const run = testRun();
    const [a, b, both] = (await learnersOf(run, 3)) as [Learner, Learner, Learner];
    await makeGroup(a, run, activity);
    await makeGroup(b, run, activity);
    const codes = (await listGroups(run.id, activity.key)).map(({ code }) => code);
    const said = await Promise.all(codes.map((code) => codeOf(joinGroup(both, run, activity, code))));
    expect(said).toContain('group-taken');
    expect(said).toContain(null);
  });

  it('serves all activities of its set', async () => {
    const [draft, final] = ['draft', 'final'].map((key) =>
      testActivity({ key, group: { min: 1, max: 2, set: 'project' } }),
    ) as [Activity, Activity];
    const { run, learners } = await groupOfSize(2, draft);
    expect(await groupFor(run, learners[1], final)).toEqual(await groupFor(run, learners[0], draft));
  });

  it('is put together by staff, but not with themselves in it', async () => {
    const run = testRun();
    const [a, b] = (await learnersOf(run, 2)) as [Learner, Learner];
    await placeInGroup(teacher, run, activity, [a.actor.id, b.actor.id], null);
    expect((await groupFor(run, a))?.members).toHaveLength(2);
    await removeFromGroup(teacher, run, activity, b.actor.id);
    expect(await groupFor(run, b)).toBeNull();
    expect(await codeOf(placeInGroup(a, run, activity, [a.actor.id], null))).toBe('not-for-oneself');
  });

  it('stays as it is from its first submission on', async () => {
    const { run, learners, code } = await groupOfSize(2);
    const [sender, fellow] = learners;
    await send(sender, run);
    const [late] = (await learnersOf(run, 1)) as [Learner];
    expect(await codeOf(joinGroup(late, run, activity, code))).toBe('group-fixed');
    expect(await codeOf(leaveGroup(fellow, run, activity))).toBe('group-fixed');
    expect(await codeOf(removeFromGroup(teacher, run, activity, fellow.actor.id))).toBe('group-fixed');
    const change = query('delete from enrollment.group_member where learner_id = $1', [fellow.actor.id]);
    await expect(change).rejects.toThrow('stays as it is');
  });

  it('that hands in while somebody joins has them in or out of both, never between', async () => {
    const { run, learners, code } = await groupOfSize(2);
    const [late] = (await learnersOf(run, 1)) as [Learner];
    const [, joined] = await Promise.all([
      send(learners[0], run),
      codeOf(joinGroup(late, run, activity, code)),
    ]);
    expect(await ledgerOf(late, run)).toHaveLength(joined === null ? 1 : 0);
  });
});

describe('what one member hands in', () => {
  it('stands in the ledger of each, with a receipt of their own', async () => {
    const { run, learners } = await groupOfSize(3);
    await send(learners[1], run);
    for (const call of learners) {
      const [row, ...more] = await ledgerOf(call, run);
      expect(more).toEqual([]);
      expect(row).toMatchObject({ answer: 'yes', attempt: 1, score: 1 });
      expect(await checkReceipt(call, row?.id ?? '')).toMatchObject({
        signed: true,
        intact: true,
        chained: true,
      });
    }
  });

  it('twice is once for all of them', async () => {
    const { run, learners } = await groupOfSize(2);
    const id = randomUUID();
    const sent = await Promise.all([1, 2, 3].map(() => send(learners[0], run, 'yes', activity, id)));
    expect(new Set(sent.map(({ receipt }) => receipt.signature)).size).toBe(1);
    for (const call of learners) expect(await ledgerOf(call, run)).toHaveLength(1);
  });

  it('costs an attempt of the group: with one left, one of two at the same moment is refused', async () => {
    const { run, learners } = await groupOfSize(2);
    const [a, b] = learners;
    await send(a, run, 'no');
    const said = await Promise.all([codeOf(send(a, run)), codeOf(send(b, run))]);
    expect(said.toSorted()).toEqual([null, 'no-attempts-left'].toSorted());
    expect((await ledgerOf(b, run)).map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('needs a group, and one that is large enough', async () => {
    const { run, learners } = await groupOfSize(1);
    const [alone] = (await learnersOf(run, 1)) as [Learner];
    expect(await codeOf(send(alone, run))).toBe('group-needed');
    expect(await codeOf(send(learners[0], run))).toBe('group-too-small');
    expect(await ledgerOf(learners[0], run)).toEqual([]);
  });
});

describe('the time of a group', () => {
  const due = new Date(Date.now() - 3_600_000);
  const closed = testActivity({
    group: { min: 2, max: 3 },
    dates: { closes: due.toISOString().slice(0, 19) },
  });
  const moreTime = { kind: 'run', key: '', by: 'P2D', until: null, attempts: 0, reason: 'ill' } as const;

  it('is that of the member with an extension, for those who were together before the deadline', async () => {
    const { run, learners } = await groupOfSize(2, closed);
    await query(`update enrollment.group_member set joined_at = now() - interval '1 d' where run_id = $1`, [
      run.id,
    ]);
    expect(await codeOf(send(learners[0], run, 'yes', closed))).toBe('activity-closed');
    await extendTime(teacher, run, [learners[1].actor.id], moreTime);
    expect(await codeOf(send(learners[0], run, 'yes', closed))).toBeNull();
  });

  it('cannot be got by joining somebody with an extension after the deadline', async () => {
    const { run, learners } = await groupOfSize(2, closed);
    await extendTime(teacher, run, [learners[1].actor.id], moreTime);
    expect(await codeOf(send(learners[0], run, 'yes', closed))).toBe('activity-closed');
  });
});
