import { beforeAll, describe, expect, it } from 'vitest';
import { callOfLearner } from '#modules/attempts/testing.ts';
import { listMemberships, placeInGroup } from '#modules/enrollment/index.ts';
import { listCurrentGradings } from '#modules/grading/index.ts';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import {
  answerAppeal,
  appeal,
  leaveOut,
  makeSample,
  openOverview,
  openPeers,
  openReview,
  rateReview,
  removeSample,
  reviewAsStaff,
  takeNext,
  tendPool,
  writeReview,
} from './index.ts';
import {
  daysLater,
  handIn,
  learnersOf,
  type PersonCall,
  publishPeers,
  type TestPeers,
  useTellActivity,
} from './testing.ts';

const key = 'essay';
const staff = callOfLearner();
const given = (points: number | null, comment = '', version = 0) => ({
  ...{ version, marks: [], points, comment, reason: '' },
});

async function take(call: PersonCall, { run }: TestPeers): Promise<string> {
  const id = await takeNext(call, run, key);
  if (!id) throw new Error('nothing to review');
  return id;
}

const write = (call: PersonCall, { run }: TestPeers, id: string, points = 8, comment = '') =>
  writeReview(call, { run, id, input: given(points, comment), done: true });

const reviewNext = async (call: PersonCall, peers: TestPeers, points = 8, comment = '') =>
  write(call, peers, await take(call, peers), points, comment);

async function classOf(size: number, attributes: string) {
  const peers = await publishPeers(attributes);
  const learners = await learnersOf(peers, size);
  for (const [at, call] of learners.entries()) await handIn(call, peers, `Text ${at}.`);
  const [first, second] = learners;
  if (!first || !second) throw new Error('a class has two learners');
  return { peers, learners, first, second };
}

/** Everybody writes all that is asked of them. */
async function reviewAll(peers: TestPeers, learners: PersonCall[], points = 8): Promise<void> {
  const { reviews } = peers.activity.peers ?? { reviews: 0 };
  for (let round = 0; round < reviews; round += 1)
    for (const call of learners) await reviewNext(call, peers, points);
}

async function gradingOf({ run }: TestPeers, call: PersonCall) {
  return (await listCurrentGradings(run.id, [call.actor.id]))[0];
}

describe('reviews by fellow learners', () => {
  useTestMachines();
  beforeAll(useTellActivity);

  it('begin with handing in: before, there is nothing to read', async () => {
    const peers = await publishPeers('reviews=1');
    const [call] = await learnersOf(peers, 1);
    if (!call) throw new Error('no learner');
    await expect(takeNext(call, peers.run, key)).rejects.toMatchObject({ code: 'review-hand-in-first' });
    await handIn(call, peers);
    expect((await openPeers(call, peers.run, key)).next.step).toBe('review');
    expect(await takeNext(call, peers.run, key)).toBeNull();
    await expect(openPeers(callOfLearner(), peers.run, key)).rejects.toMatchObject({
      code: 'peers-not-here',
    });
  });

  it('are never of the work of somebody with whom one hands in something else', async () => {
    const { peers, first, second, learners } = await classOf(3, 'reviews=1');
    const shared = { key: 'project', group: { min: 2, max: 3 } };
    await placeInGroup(staff, peers.run, shared, [first.actor.id, second.actor.id], null);
    expect((await listMemberships(peers.run.id)).size).toBe(2);
    const review = await take(first, peers);
    const { lines } = await openOverview(staff, peers.run, key);
    const read = lines.find(({ received }) => received.some(({ id }) => id === review));
    expect(read?.work.learnerId).toBe(learners[2]?.actor.id);
  });

  it('are given one at a time, never of one’s own work, and tell nobody whose it is', async () => {
    const { peers, learners, first } = await classOf(4, 'reviews=2');
    const [id, again] = await Promise.all([take(first, peers), take(first, peers)]);
    expect(again).toBe(id);
    const open = await openReview(first, peers.run, id);
    const own = (await openPeers(first, peers.run, key)).own;
    expect(open.review.workId).not.toBe(own?.id);
    const seen = JSON.stringify(open);
    for (const { actor } of learners.filter((call) => call !== first)) expect(seen).not.toContain(actor.id);
    for (const other of learners.slice(1))
      await expect(openReview(other, peers.run, id)).rejects.toMatchObject({ code: 'review-not-found' });
  });

  it('keep drafts, and a save that began from an older one is refused', async () => {
    const { peers, first } = await classOf(2, 'reviews=1');
    const id = await take(first, peers);
    const { version } = await writeReview(first, {
      run: peers.run,
      id,
      input: given(null, 'So far'),
      done: false,
    });
    const save = (from: number, done = true) =>
      writeReview(first, { run: peers.run, id, input: given(done ? 5 : null, 'Done', from), done });
    await expect(save(0)).rejects.toMatchObject({ code: 'review-changed' });
    expect((await openReview(first, peers.run, id)).review.comment).toBe('So far');
    await expect(
      writeReview(first, { run: peers.run, id, input: given(null, '', version), done: true }),
    ).rejects.toMatchObject({ code: 'review-incomplete' });
    await save(version);
    await expect(save(version + 1)).rejects.toMatchObject({ code: 'review-over' });
  });

  it('become a grading when all that were promised are there, and are read after one’s own are written', async () => {
    const { peers, learners, first, second } = await classOf(3, 'reviews=2');
    await reviewNext(second, peers, 6, 'Clear.');
    await reviewNext(second, peers, 6, 'Clear.');
    expect((await openPeers(first, peers.run, key)).received).toEqual([]);
    for (const call of learners) if (call !== second) await reviewNext(call, peers, 6);
    for (const call of learners) if (call !== second) await reviewNext(call, peers, 6);
    const state = await openPeers(first, peers.run, key);
    expect([state.next.step, state.received.length]).toEqual(['done', 2]);
    expect(JSON.stringify(state.received)).not.toContain(second.actor.id);
    expect(await gradingOf(peers, first)).toMatchObject({ source: 'peers', score: 0.6, current: true });
  });

  it('go to another reader when they are left lying', async () => {
    const { peers, first, second } = await classOf(3, 'reviews=1');
    const id = await take(first, peers);
    await tendPool(daysLater(staff, 3), peers.run, peers.activity);
    await expect(write(first, peers, id)).rejects.toMatchObject({ code: 'review-over' });
    expect(await take(first, peers)).not.toBe(id);
    await reviewNext(second, peers);
  });

  it('that learners owe are asked of them near the end, and of staff when they do not come', async () => {
    const { peers, first } = await classOf(3, 'reviews=2 review-days=4');
    await reviewNext(first, peers);
    await reviewNext(first, peers);
    const own = (await openPeers(first, peers.run, key)).own?.id;
    await tendPool(daysLater(staff, 3.2), peers.run, peers.activity);
    const asked = await query<{ kind: string }>('select kind from peers.review where work_id = $1', [own]);
    expect(asked.map(({ kind }) => kind)).toEqual(['peer', 'peer']);
    await tendPool(daysLater(staff, 3.8), peers.run, peers.activity);
    await tendPool(daysLater(staff, 3.8), peers.run, peers.activity);
    const { waiting } = await openOverview(staff, peers.run, key);
    expect(waiting.filter(({ workId }) => workId === own)).toHaveLength(2);
    for (const { id, workId } of waiting)
      if (workId === own)
        await writeReview(staff, { run: peers.run, id, input: given(9), done: true, staff: true });
    expect((await gradingOf(peers, first))?.score).toBeCloseTo(0.9);
  });

  it('by staff can be added to any work, and are there once', async () => {
    const { peers, first } = await classOf(2, 'reviews=1');
    const own = (await openPeers(first, peers.run, key)).own?.id ?? '';
    const id = await reviewAsStaff(peers.run, own);
    expect(await reviewAsStaff(peers.run, own)).toBe(id);
    await expect(write(first, peers, id)).rejects.toMatchObject({ code: 'review-not-found' });
    await writeReview(staff, { run: peers.run, id, input: given(7), done: true, staff: true });
    expect((await gradingOf(peers, first))?.score).toBeCloseTo(0.7);
  });

  it('that authors found useless give no credit', async () => {
    const { peers, learners, first, second } = await classOf(2, 'reviews=1 review-credit=20%');
    await reviewAll(peers, learners, 5);
    expect((await gradingOf(peers, second))?.score).toBeCloseTo(0.6);
    const [received] = (await openPeers(first, peers.run, key)).received;
    await rateReview(first, peers.run, key, { id: received?.id ?? '', rating: 1 });
    expect((await gradingOf(peers, second))?.score).toBeCloseTo(0.4);
    await expect(
      rateReview(second, peers.run, key, { id: received?.id ?? '', rating: 3 }),
    ).rejects.toMatchObject({ code: 'rating-too-early' });
  });

  it('no longer count when staff leave them out, and the grading is made anew', async () => {
    const { peers, first } = await classOf(3, 'reviews=2');
    const own = (await openPeers(first, peers.run, key)).own?.id ?? '';
    for (const points of [2, 8]) {
      const id = await reviewAsStaff(peers.run, own);
      await writeReview(
        { ...callOfLearner() },
        { run: peers.run, id, input: given(points), done: true, staff: true },
      );
    }
    expect((await gradingOf(peers, first))?.score).toBeCloseTo(0.5);
    const [low] = (await openOverview(staff, peers.run, key)).lines.flatMap(({ work, received }) =>
      work.id === own ? received : [],
    );
    await expect(leaveOut(staff, peers.run, low?.id ?? '', ' ')).rejects.toMatchObject({
      code: 'exclusion-reason-missing',
    });
    await leaveOut(staff, peers.run, low?.id ?? '', 'Empty');
    const id = await reviewAsStaff(peers.run, own);
    await writeReview(staff, { run: peers.run, id, input: given(8), done: true, staff: true });
    expect((await gradingOf(peers, first))?.score).toBeCloseTo(0.8);
  });

  it('can be appealed once, and the answer of staff counts from then on', async () => {
    const { peers, learners, first } = await classOf(2, 'reviews=1');
    await expect(appeal(first, peers.run, key, 'Unfair')).rejects.toMatchObject({ code: 'appeal-too-early' });
    await reviewAll(peers, learners, 3);
    await expect(appeal(first, peers.run, key, '  ')).rejects.toMatchObject({
      code: 'appeal-reason-missing',
    });
    await appeal(first, peers.run, key, 'Unfair');
    await expect(appeal(first, peers.run, key, 'Really')).rejects.toMatchObject({ code: 'appeal-made' });
    const workId = (await openPeers(first, peers.run, key)).own?.id ?? '';
    const unfinished = { workId, answer: 'Right.', input: given(null, 'Better than that.') };
    await expect(answerAppeal(staff, peers.run, unfinished)).rejects.toMatchObject({
      code: 'review-incomplete',
    });
    await answerAppeal(staff, peers.run, { workId, answer: 'Right.', input: given(9) });
    expect(await gradingOf(peers, first)).toMatchObject({ source: 'staff', score: 0.9 });
    expect((await openPeers(first, peers.run, key)).appeal).toMatchObject({ answer: 'Right.' });
    await tendPool(daysLater(staff, 8), peers.run, peers.activity);
    expect((await gradingOf(peers, first))?.source).toBe('staff');
  });

  it('begin with samples where training is asked, which nobody’s grade comes from', async () => {
    const { peers, learners, first } = await classOf(2, 'reviews=1 training=1 self-review');
    const [, model] = learners;
    const workId = (await openPeers(model ?? first, peers.run, key)).own?.id ?? '';
    await expect(
      makeSample(staff, peers.run, key, { title: '', workId, input: given(4) }),
    ).rejects.toMatchObject({ code: 'sample-incomplete' });
    await makeSample(staff, peers.run, key, { title: 'A short one', workId, input: given(4, 'Too short') });
    const training = await take(first, peers);
    const open = await openReview(first, peers.run, training);
    expect([open.review.kind, open.answer.lines]).toEqual(['sample', ['Text 1.']]);
    await write(first, peers, training, 6);
    expect((await openReview(first, peers.run, training)).sample).toMatchObject({ score: 0.4 });
    await reviewNext(first, peers);
    expect((await openPeers(first, peers.run, key)).next.step).toBe('self');
    await reviewNext(first, peers, 10);
    expect((await openPeers(first, peers.run, key)).next.step).toBe('done');
    expect(await gradingOf(peers, first)).toBeUndefined();
    const [sample] = (await openPeers(first, peers.run, key)).samples;
    await removeSample(peers.run, sample?.id ?? '');
    expect((await openPeers(first, peers.run, key)).samples).toEqual([]);
  });

  it('are read by who has written theirs, though a sample came later', async () => {
    const { peers, learners, first } = await classOf(2, 'reviews=1 training=1');
    await reviewNext(first, peers);
    const workId = (await openPeers(learners[1] ?? first, peers.run, key)).own?.id ?? '';
    await makeSample(staff, peers.run, key, { title: 'Late', workId, input: given(4) });
    expect((await openPeers(first, peers.run, key)).next.step).toBe('done');
  });

  it('are of the newest work until somebody has begun to read one', async () => {
    const { peers, first, second } = await classOf(2, 'reviews=1');
    await handIn(first, peers, 'Second try.');
    const id = await take(second, peers);
    expect((await openReview(second, peers.run, id)).answer.lines).toEqual(['Second try.']);
    await handIn(first, peers, 'Third try.');
    expect((await openReview(second, peers.run, id)).answer.lines).toEqual(['Second try.']);
  });
});
