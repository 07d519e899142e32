/** Figures of questions over a ledger that is written for them. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { query } from '#platform/database.ts';
import { useTestMachines } from '#platform/testing.ts';
import { flagsOf } from './rules/items.ts';
import { findRollup, rollUp } from './store.ts';

useTestMachines();

const run = randomUUID();
const now = new Date('2026-10-01T12:00:00Z');
const weights = ['a', 'b', 'c'].map((activityKey) => ({
  activityKey,
  points: 1,
  chosen: activityKey === 'a',
}));

/** `scores` of the first attempts at a, b, c; null: nothing. The second attempt at `a` is always right. */
async function learner(scores: (number | null)[], choice: string): Promise<void> {
  const id = randomUUID();
  await query(`insert into enrollment.enrollment (learner_id, run_id, state) values ($1, $2, 'active')`, [
    id,
    run,
  ]);
  const hand = (key: string, attempt: number, score: number, minute: number) =>
    query(
      `insert into attempts.submission (learner_id, id, run_id, activity_key, attempt, release_id, answer,
         answer_sha256, received_at, score, best_score, signature)
       values ($1, gen_random_uuid(), $2, $3, $4, 'r', $5, '', $6, $7, $7, '')`,
      [id, run, key, attempt, JSON.stringify([choice]), new Date(now.getTime() + minute * 60_000), score],
    );
  for (const [place, { activityKey }] of weights.entries()) {
    const score = scores[place] ?? null;
    if (score !== null) await hand(activityKey, 1, score, place * 2);
  }
  await hand('a', 2, 1, 10);
}

beforeAll(async () => {
  // Who does well in b and c does well in a, and worse in nothing.
  for (const good of [1, 1, 1, 0, 0, 0]) await learner([good, good, good], good ? 'right' : 'wrong');
  await rollUp(run, weights, now);
});

describe('figures', () => {
  test('are those of first attempts, with the best beside them', async () => {
    const found = await findRollup(run);
    const item = found?.items.find(({ activityKey }) => activityKey === 'a');
    expect(found?.learners).toBe(6);
    expect(item).toMatchObject({ learners: 6, attempts: 12, facility: 0.5, best: 1, paired: 6 });
  });

  test('a question that agrees with the rest discriminates fully', async () => {
    const found = await findRollup(run);
    for (const { discrimination } of found?.items ?? []) expect(discrimination).toBeCloseTo(1);
  });

  test('say how those who chose an option did in the rest', async () => {
    const found = await findRollup(run);
    expect(found?.items.find(({ activityKey }) => activityKey === 'a')?.options).toEqual({
      right: { chosen: 3, rest: 1 },
      wrong: { chosen: 3, rest: 0 },
    });
  });

  test('time is that from the submission before; the first has none', async () => {
    const found = await findRollup(run);
    const timesOf = (key: string) => found?.items.find(({ activityKey }) => activityKey === key);
    expect([timesOf('a')?.timed, timesOf('b')?.timed, timesOf('b')?.seconds]).toEqual([0, 6, 120]);
  });

  test('made twice are the same', async () => {
    const before = await findRollup(run);
    await rollUp(run, weights, now);
    expect(await findRollup(run)).toEqual(before);
  });
});

describe('flags', () => {
  const option = (right: boolean, chosen: number, rest: number | null) => ({
    ...{ id: String(right), html: '', right, chosen, rest },
  });
  test('a question that almost everybody fails is hard, and not called weak as well', () => {
    expect(flagsOf({ facility: 0.1, discrimination: 0.05 }, [])).toEqual(['hard']);
  });
  test('a question at which the good do worse is turned round', () => {
    expect(flagsOf({ facility: 0.5, discrimination: -0.3 }, [])).toEqual(['inverse']);
  });
  test('a wrong option that the good prefer makes the key doubtful', () => {
    expect(
      flagsOf({ facility: 0.5, discrimination: 0.4 }, [option(true, 10, 0.4), option(false, 9, 0.8)]),
    ).toEqual(['key']);
  });
  test('a question that works has none', () => {
    expect(
      flagsOf({ facility: 0.6, discrimination: 0.4 }, [option(true, 10, 0.8), option(false, 9, 0.4)]),
    ).toEqual([]);
  });
});
