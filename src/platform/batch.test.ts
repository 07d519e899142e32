import { describe, expect, it } from 'vitest';
import { inBatches } from './batch.ts';
import { databasePool, query, transaction } from './database.ts';
import { countRoundTrips } from './statements.ts';
import { useTestMachines } from './testing.ts';

const doubled = (seen: number[][], limits = { most: 100, atOnce: 1 }) =>
  inBatches(async (inputs: number[]) => {
    seen.push(inputs);
    const rows = await query<{ n: number }>('select n * 2 as n from unnest($1::int[]) as n', [inputs]);
    return rows.map(({ n }) => n);
  }, limits);

describe('a batch', () => {
  useTestMachines();

  it('answers the calls of one moment with one statement, each with its own output', async () => {
    const seen: number[][] = [];
    const double = doubled(seen);
    expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
    expect(seen).toEqual([[1, 2, 3]]);
  });

  it('gathers what arrives while another is under way, and holds no more than it may', async () => {
    const seen: number[][] = [];
    const double = doubled(seen, { most: 2, atOnce: 1 });
    expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
    expect(seen).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('leaves before the callers of the one before go on, so that the database works meanwhile', async () => {
    const events: string[] = [];
    const leaves = () => events.push('a statement leaves');
    const double = doubled([], { most: 1, atOnce: 1 });
    databasePool().on('acquire', leaves);
    await Promise.all([1, 2].map(async (n) => events.push(`a caller has ${await double(n)}`)));
    databasePool().off('acquire', leaves);
    expect(events).toEqual(['a statement leaves', 'a statement leaves', 'a caller has 2', 'a caller has 4']);
  });

  it('counts one round trip for each caller', async () => {
    const double = doubled([]);
    const trips = [{ count: 0 }, { count: 0 }];
    await Promise.all(trips.map((trip, at) => countRoundTrips(trip, () => double(at))));
    expect(trips).toEqual([{ count: 1 }, { count: 1 }]);
  });

  it('leaves a call inside a transaction alone, on its connection', async () => {
    const seen: number[][] = [];
    const double = doubled(seen);
    const inside = transaction(async () => {
      await query('create temporary table only_here (n int) on commit drop');
      const count = inBatches(
        (of: number[]) => query('select count(*) as n from only_here', []).then(() => of),
        {
          most: 10,
          atOnce: 1,
        },
      );
      return [await count(7), await double(1)];
    });
    expect(await Promise.all([inside, double(2)])).toEqual([[7, 2], 4]);
    expect(seen.toSorted()).toEqual([[1], [2]]);
  });

  it('holds once what must stand apart; the second of two waits for the next', async () => {
    const seen: number[][] = [];
    const call = inBatches(
      async (inputs: number[]) => {
        seen.push(inputs);
        return inputs;
      },
      { most: 3, atOnce: 1, apart: (n) => String(n % 10) },
    );
    expect(await Promise.all([1, 11, 2, 21, 3, 4].map(call))).toEqual([1, 11, 2, 21, 3, 4]);
    expect(seen).toEqual([[1, 2, 3], [11, 4], [21]]);
  });

  it('that fails is tried one by one: only who is at fault is refused', async () => {
    const call = inBatches(
      (inputs: number[]) => query<number>('select 6 / n from unnest($1::int[]) as n', [inputs]),
      { most: 10, atOnce: 1 },
    );
    const settled = await Promise.allSettled([call(1), call(0), call(2)]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await call(3);
  });
});
