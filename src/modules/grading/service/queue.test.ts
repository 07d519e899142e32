import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { callOfLearner, testRun } from '#modules/attempts/testing.ts';
import type { Activity } from '#modules/content/contract.ts';
import { findActivity, getRelease } from '#modules/content/index.ts';
import { getRunRules, momentsOf } from '#modules/enrollment/index.ts';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import { type RunnerJob, type RunnerResult, useRunners } from '../contract.ts';
import { listUnstable } from '../store/graders.ts';
import { listGradings } from '../store/gradings.ts';
import { claimGrading, countStuck } from '../store/queue.ts';
import { type HandedIn, type MachineCourse, openMachineCourse } from '../testing/machines.ts';
import { retryGradings } from './queue.ts';
import { deliver, settle } from './results.ts';
import { openWorker, type Worker } from './worker.ts';

useTestMachines();

let course: MachineCourse;
let worker: Worker | null = null;
/** What the machine does with an answer. */
let judge: (job: RunnerJob) => Promise<RunnerResult>;

const judged = (score: number): RunnerResult => ({ outcome: 'judged', judgement: { score } });
const work = (slots = 4) => {
  worker = openWorker({ slots, pollMs: 20 });
};
const gradingsOf = ({ learnerId, submissionId }: HandedIn) => listGradings(learnerId, submissionId);
const stateOf = async (handed: HandedIn) => (await gradingsOf(handed)).map(({ state }) => state).join();
const becomes = (handed: HandedIn, state: string) => expect.poll(() => stateOf(handed)).toBe(state);
/** Time passes for the queue: leases end, waits are over. */
const passTime = () =>
  query(
    `update grading.grading set lease_until = clock_timestamp() - interval '1 s',
       not_before = case when not_before is not null then clock_timestamp() - interval '1 s' end
     where state in ('waiting', 'running', 'pending')`,
  );
const refusedResults = async () =>
  (await query<{ n: number }>('select coalesce(sum(refused), 0)::int as n from grading.grading'))[0]?.n;

beforeAll(async () => {
  course = await openMachineCourse();
});
beforeEach(async () => {
  await query('truncate grading.grading, grading.grader, grading.trial');
  judge = async ({ answer }) => judged(answer === 'right' ? 1 : 0.25);
  useRunners([
    {
      name: 'test',
      longestSeconds: 5,
      check: (spec) => ((spec as { answer: string }).answer === 'impossible' ? 'no such language' : null),
      grade: (job) => judge(job),
    },
  ]);
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});

describe('a submission for a machine', () => {
  test('waits from the moment it is stored and is judged once', async () => {
    const handed = await course.handIn('right');
    expect(handed.score).toBeNull();
    expect(await stateOf(handed)).toBe('waiting');
    work();
    await becomes(handed, 'judged');
    expect((await gradingsOf(handed))[0]).toMatchObject({
      score: 1,
      current: true,
      source: 'machine',
      tries: 0,
    });
  });

  test('of one learner runs one at a time, of several at once', async () => {
    const busy = new Map<string, number>();
    const seen: number[] = [];
    let together = 0;
    judge = async ({ learnerId }) => {
      busy.set(learnerId, (busy.get(learnerId) ?? 0) + 1);
      seen.push(busy.get(learnerId) ?? 0);
      together = Math.max(together, busy.size);
      await new Promise((resolve) => setTimeout(resolve, 60));
      busy.delete(learnerId);
      return judged(1);
    };
    const call = await course.enter();
    const handed = [await course.handIn('a', call), await course.handIn('b', call), await course.handIn('c')];
    work();
    for (const one of handed) await becomes(one, 'judged');
    expect(seen).toEqual([1, 1, 1]);
    expect(together).toBe(2);
  });

  test('that the grader refuses costs no attempt', async () => {
    judge = async () => ({ outcome: 'rejected', feedback: ['<p>No file.</p>'] });
    const call = await course.enter();
    work();
    for (let n = 0; n < 4; n += 1) await becomes(await course.handIn('empty', call), 'rejected');
    judge = async () => judged(1);
    await becomes(await course.handIn('1', call), 'judged');
    await becomes(await course.handIn('2', call), 'judged');
    await expect(course.handIn('3', call)).rejects.toMatchObject({ code: 'no-attempts-left' });
  });
});

describe('a system failure', () => {
  test('is tried again, and costs nothing', async () => {
    let calls = 0;
    judge = async () => {
      calls += 1;
      if (calls < 3) throw new Error('the network is down');
      return judged(1);
    };
    const handed = await course.handIn('right');
    work();
    for (let tries = 1; tries < 3; tries += 1) {
      await expect.poll(async () => (await gradingsOf(handed))[0]?.tries).toBe(tries);
      await passTime();
    }
    await becomes(handed, 'judged');
  });

  test('the third time hands the grading to staff, who may try again', async () => {
    judge = async ({ answer }) => {
      if (answer === 'poison') throw new Error('it broke');
      return judged(1);
    };
    const poison = await course.handIn('poison');
    const other = await course.handIn('right');
    work();
    await becomes(other, 'judged');
    for (let tries = 1; tries < 3; tries += 1) {
      await expect.poll(async () => (await gradingsOf(poison))[0]?.tries).toBe(tries);
      await passTime();
    }
    await becomes(poison, 'needs-staff');
    expect(await countStuck([course.run.id])).toEqual(new Map([[course.run.id, 1]]));
    judge = async () => judged(0.5);
    expect(await retryGradings(callOfLearner(), course.run, null)).toBe(1);
    await becomes(poison, 'judged');
  });

  test('that will never end otherwise goes to staff at once', async () => {
    const handed = await course.handIn('impossible');
    work();
    await becomes(handed, 'needs-staff');
    expect((await gradingsOf(handed))[0]?.tries).toBe(1);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -0.5, 1.5])('is a score of %s', async (score) => {
    judge = async () => judged(score);
    const handed = await course.handIn('liar');
    work();
    await expect.poll(async () => (await gradingsOf(handed))[0]?.tries).toBe(1);
    expect((await gradingsOf(handed))[0]).toMatchObject({ state: 'waiting', score: null });
  });

  test('output that PostgreSQL cannot keep is kept in part', async () => {
    const output = `zero \u0000 half \ud800 ${'x'.repeat(100_000)}`;
    judge = async () => ({
      outcome: 'judged',
      judgement: { score: 1, cases: [{ name: 'a\u0000b', status: 'passed', points: 1, max: 1, output }] },
    });
    const handed = await course.handIn('right');
    work();
    await becomes(handed, 'judged');
    const kept = (await gradingsOf(handed))[0]?.judgement?.cases?.[0];
    expect(kept?.name).toBe('a\ufffdb');
    expect(kept?.output?.length).toBeLessThan(20_000);
  });
});

describe('a worker that is believed dead', () => {
  test('loses its grading to another one, and its own result is refused and counted', async () => {
    const handed = await course.handIn('right');
    const zombie = await claimGrading('zombie', true);
    if (!zombie) throw new Error('nothing was claimed');
    await passTime();
    work();
    await becomes(handed, 'judged');
    expect(await settle(zombie, { worker: 'zombie' }, judged(0))).toBe(false);
    expect((await gradingsOf(handed)).map(({ score }) => score)).toEqual([1]);
    expect(await refusedResults()).toBe(1);
  });

  test('five times with the same grading leaves it to staff; from the second on it runs alone', async () => {
    const handed = await course.handIn('kills workers');
    for (let losses = 0; losses < 5; losses += 1) {
      expect(await claimGrading('busy', false)).toEqual(losses < 2 ? expect.anything() : null);
      if (losses >= 2) expect(await claimGrading('idle', true)).toMatchObject({ losses });
      await passTime();
    }
    expect(await claimGrading('idle', true)).toMatchObject({ state: 'needs-staff' });
    expect(await stateOf(handed)).toBe('needs-staff');
  });

  test('a machine’s late result does not undo what staff have said', async () => {
    const handed = await course.handIn('right');
    const claim = await claimGrading('slow', true);
    if (!claim) throw new Error('nothing was claimed');
    await query(`update grading.grading set state = 'replaced' where submission_id = $1`, [
      handed.submissionId,
    ]);
    expect(await settle(claim, { worker: 'slow' }, judged(1))).toBe(false);
    expect(await stateOf(handed)).toBe('replaced');
  });
});

describe('a grading service that calls back', () => {
  test('is waited for; its first result counts and its second is refused', async () => {
    judge = async () => ({ outcome: 'pending', until: new Date(Date.now() + 60_000) });
    const handed = await course.handIn('right');
    work();
    await becomes(handed, 'pending');
    const key = { ...handed, number: 1 };
    expect(await deliver(key, judged(0.5))).toBe(true);
    expect(await deliver(key, judged(1))).toBe(false);
    expect((await gradingsOf(handed)).map(({ score }) => score)).toEqual([0.5]);
  });

  test('that does not call is asked again, and its late call still counts', async () => {
    judge = async () => ({ outcome: 'pending', until: new Date(Date.now() + 60_000) });
    const handed = await course.handIn('right');
    work();
    await becomes(handed, 'pending');
    await passTime();
    await expect.poll(async () => (await gradingsOf(handed))[0]?.tries).toBe(1);
    await becomes(handed, 'pending');
    expect(await deliver({ ...handed, number: 1 }, judged(1))).toBe(true);
  });
});

test('a grader out of order gets one grading at a time to try, and nobody’s counts its failures', async () => {
  judge = () => Promise.reject(new Error('503'));
  const handed = [];
  for (let n = 0; n < 7; n += 1) handed.push(await course.handIn('right'));
  work(1);
  await expect.poll(async () => (await listUnstable())[0]?.failures).toBe(5);
  await query(`update grading.grader set closed_until = clock_timestamp() - interval '1 s'`);
  await passTime();
  await expect.poll(async () => (await listUnstable())[0]?.failures).toBe(6);
  const tries = await query<{ tries: number }>('select sum(tries)::int as tries from grading.grading');
  expect(tries).toEqual([{ tries: 5 }]);
  judge = async () => judged(1);
  await query(`update grading.grader set closed_until = clock_timestamp() - interval '1 s'`);
  await passTime();
  await expect.poll(listUnstable).toEqual([]);
  await passTime();
  for (const one of handed) await becomes(one, 'judged');
});

test('a grader that was out of order and is back moves the deadlines of the runs that waited for it', async () => {
  judge = () => Promise.reject(new Error('503'));
  const handed = [];
  for (let n = 0; n < 6; n += 1) handed.push(await course.handIn('right'));
  work(1);
  await expect.poll(async () => (await listUnstable())[0]?.failures).toBe(5);
  await query(
    `update grading.grader set closed_until = clock_timestamp(), failing_since = failing_since - interval '40 minutes'`,
  );
  judge = async () => judged(1);
  await passTime();
  await expect.poll(listUnstable).toEqual([]);
  const rules = await getRunRules(course.run);
  const outage = { service: 'machine', runId: course.run.id };
  expect(rules.degraded).toContainEqual(expect.objectContaining(outage));
  const release = await getRelease(course.run.releaseId);
  const due = `${new Date(Date.now() + 60_000).toISOString().slice(0, 19)}`;
  const activity = { ...findActivity(release, 'task'), judgedBy: 'machine', dates: { due } } as Activity;
  const { dueAt, because } = momentsOf(
    { release, rules: { ...rules, zone: 'UTC' }, learner: null },
    activity,
  );
  expect(dueAt?.getTime()).toBe(Date.parse(`${due}Z`) + 3_600_000);
  expect(because).toMatchObject([{ moment: 'dueAt', rule: 'outage' }]);
  expect((await getRunRules(testRun())).degraded).toEqual([]);
});

test('a runner that hears no signal is left alone when its time is up', async () => {
  useRunners([
    { name: 'test', longestSeconds: 0.1, check: () => null, grade: () => new Promise<RunnerResult>(vi.fn()) },
  ]);
  const handed = await course.handIn('right');
  work();
  await expect.poll(async () => (await gradingsOf(handed))[0]?.tries).toBe(1);
});
