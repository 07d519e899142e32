import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import { checkReceipt, listLatest, listSubmissions, saveDraft, submit } from './index.ts';
import { callOfLearner, enrollForTest, testActivity, testRun, useTestActivities } from './testing.ts';

async function learnerIn(run = testRun()) {
  const call = callOfLearner();
  await enrollForTest(call.actor.id, run.id);
  return { call, run, learner: call.actor.id };
}

const rowsOf = (learner: string) =>
  query<{ attempt: number }>(
    'select attempt from attempts.submission where learner_id = $1 order by attempt',
    [learner],
  );

describe('the ledger', () => {
  useTestMachines();
  beforeAll(useTestActivities);

  it('answers a repeat with the same receipt and keeps one row', async () => {
    const { call, run, learner } = await learnerIn();
    const input = { run, activity: testActivity(), id: randomUUID(), answer: 'yes' };
    const first = await submit(call, input);
    const again = await submit(call, input);
    expect(again).toMatchObject({ receipt: first.receipt, score: 1, repeated: true });
    expect(await rowsOf(learner)).toHaveLength(1);
  });

  it('refuses another answer under the same id', async () => {
    const { call, run } = await learnerIn();
    const id = randomUUID();
    await submit(call, { run, activity: testActivity(), id, answer: 'yes' });
    await expect(submit(call, { run, activity: testActivity(), id, answer: 'no' })).rejects.toMatchObject({
      code: 'submission-id-reused',
    });
  });

  it('accepts exactly one of fifty at the same moment when one attempt is left', async () => {
    const { call, run, learner } = await learnerIn();
    const activity = testActivity({ attempts: 1 });
    const sent = await Promise.allSettled(
      Array.from({ length: 50 }, () => submit(call, { run, activity, id: randomUUID(), answer: 'yes' })),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(new Set(sent.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : [])))).toEqual(
      new Set(['no-attempts-left']),
    );
    expect(await rowsOf(learner)).toHaveLength(1);
  });

  it('makes one submission of the same id sent twenty times at once', async () => {
    const { call, run, learner } = await learnerIn();
    const input = { run, activity: testActivity(), id: randomUUID(), answer: 'yes' };
    const sent = await Promise.all(Array.from({ length: 20 }, () => submit(call, input)));
    expect(new Set(sent.map(({ receipt }) => receipt.signature)).size).toBe(1);
    expect(await rowsOf(learner)).toHaveLength(1);
  });

  it('uses no attempt for an answer that cannot be read', async () => {
    const { call, run, learner } = await learnerIn();
    const send = (answer: unknown) =>
      submit(call, { run, activity: testActivity(), id: randomUUID(), answer });
    await expect(send('?')).rejects.toMatchObject({ code: 'answer-not-understood' });
    for (const nothing of [null, [], {}])
      await expect(send(nothing)).rejects.toMatchObject({ code: 'nothing-answered' });
    await expect(send({ role: 'admin' })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await rowsOf(learner)).toEqual([]);
  });

  it('takes nothing from who is not enrolled, or has left', async () => {
    const run = testRun();
    const stranger = callOfLearner();
    const input = { run, activity: testActivity(), id: randomUUID(), answer: 'yes' };
    await expect(submit(stranger, input)).rejects.toMatchObject({ code: 'not-enrolled' });
    const { call, learner } = await learnerIn(run);
    await query(`update enrollment.enrollment set state = 'left' where learner_id = $1`, [learner]);
    await expect(submit(call, input)).rejects.toMatchObject({ code: 'not-enrolled' });
  });

  it('judges lateness by the clock of the database, not by the caller’s', async () => {
    const { call, run } = await learnerIn(testRun({ endsAt: new Date(Date.now() - 1_000) }));
    const early = { ...call, now: new Date(Date.now() - 3_600_000) };
    await expect(
      submit(early, { run, activity: testActivity(), id: randomUUID(), answer: 'yes' }),
    ).rejects.toMatchObject({ code: 'run-ended' });
  });

  it('keeps the best score in the newest row', async () => {
    const { call, run, learner } = await learnerIn();
    for (const answer of ['no', 'yes', 'no'])
      await submit(call, { run, activity: testActivity(), id: randomUUID(), answer });
    const [latest] = await listLatest(learner, run.id);
    expect(latest).toMatchObject({ attempt: 3, score: 0, bestScore: 1 });
  });

  it('lets nobody change or remove a submission', async () => {
    const { call, run, learner } = await learnerIn();
    await submit(call, { run, activity: testActivity(), id: randomUUID(), answer: 'no' });
    await expect(
      query('update attempts.submission set score = 1 where learner_id = $1', [learner]),
    ).rejects.toThrow('append-only');
    await expect(query('delete from attempts.submission where learner_id = $1', [learner])).rejects.toThrow(
      'append-only',
    );
  });

  it('writes an audit entry with each submission', async () => {
    const { call, run, learner } = await learnerIn();
    const id = randomUUID();
    await submit(call, { run, activity: testActivity(), id, answer: 'yes' });
    const entries = await query('select action from audit.entry where actor = $1 and subject = $2', [
      learner,
      `submission:${id}`,
    ]);
    expect(entries).toEqual([{ action: 'submission.received' }]);
  });

  it('ends the draft with the submission', async () => {
    const { call, run, learner } = await learnerIn();
    const drafts = () => query('select answer from attempts.draft where learner_id = $1', [learner]);
    await saveDraft(call, run, testActivity(), 'ye');
    expect(await drafts()).toEqual([{ answer: 'ye' }]);
    await submit(call, { run, activity: testActivity(), id: randomUUID(), answer: 'yes' });
    expect(await drafts()).toEqual([]);
  });
});

describe('a receipt', () => {
  useTestMachines();
  beforeAll(useTestActivities);

  async function threeAttempts() {
    const { call, run, learner } = await learnerIn();
    const ids: string[] = [];
    for (const answer of ['no', 'no', 'yes']) {
      const { receipt } = await submit(call, { run, activity: testActivity(), id: randomUUID(), answer });
      ids.push(receipt.id);
    }
    return { call, run, learner, ids };
  }

  /** As a thief of the database could, past every trigger. */
  const tamper = (sql: string, values: unknown[]) =>
    query('alter table attempts.submission disable trigger submission_append_only').then(() =>
      query(sql, values),
    );

  it('checks out: signed, intact, chained', async () => {
    const { call, ids } = await threeAttempts();
    for (const id of ids)
      expect(await checkReceipt(call, id)).toMatchObject({ signed: true, intact: true, chained: true });
  });

  it('shows that the stored answer was changed', async () => {
    const { call, ids } = await threeAttempts();
    await tamper(`update attempts.submission set answer = '"yes"' where id = $1`, [ids[0]]);
    expect(await checkReceipt(call, ids[0] ?? '')).toMatchObject({ intact: false, signed: true });
  });

  it('shows that its time was changed', async () => {
    const { call, ids } = await threeAttempts();
    await tamper(
      `update attempts.submission set received_at = received_at - interval '1 day' where id = $1`,
      [ids[0]],
    );
    expect(await checkReceipt(call, ids[0] ?? '')).toMatchObject({ signed: false });
  });

  it('shows that the one before it was removed', async () => {
    const { call, learner, run, ids } = await threeAttempts();
    await tamper('delete from attempts.submission where id = $1', [ids[1]]);
    expect(await checkReceipt(call, ids[2] ?? '')).toMatchObject({ chained: false });
    expect(await listSubmissions(learner, run.id, 'q')).toHaveLength(2);
  });

  it('of another learner is not there', async () => {
    const { ids } = await threeAttempts();
    await expect(checkReceipt(callOfLearner(), ids[0] ?? '')).rejects.toMatchObject({
      code: 'receipt-not-found',
    });
  });
});
