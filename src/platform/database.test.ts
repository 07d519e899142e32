import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { afterCommit, countRoundTrips, db, query, transaction } from './database.ts';
import { useTestMachines } from './testing.ts';

describe('the database', () => {
  useTestMachines();

  it('joins a nested transaction to the outer one, so that both are undone together', async () => {
    await query('create table public.t (n int)');
    const failing = transaction(async () => {
      await transaction(async () => {
        await sql`insert into public.t values (1)`.execute(db());
      });
      throw new Error('later');
    });
    await expect(failing).rejects.toThrow('later');
    expect(await query('select * from public.t')).toEqual([]);
  });

  it('announces after the commit, and not at all when it is undone', async () => {
    const news: string[] = [];
    await transaction(async () => {
      afterCommit(() => news.push('kept'));
      expect(news).toEqual([]);
    });
    await transaction(async () => {
      afterCommit(() => news.push('undone'));
      throw new Error('no');
    }).catch(() => {});
    expect(news).toEqual(['kept']);
  });

  it('prepares an equal statement once per connection', async () => {
    await transaction(async () => {
      for (const n of [1, 2, 3]) await query('select $1::int as prepared_once', [n]);
      const rows = await query(
        "select 1 from pg_prepared_statements where statement like 'select $1%prepared_once'",
      );
      expect(rows).toHaveLength(1);
    });
  });

  it('counts the round trips of one request', async () => {
    const trips = { count: 0 };
    await countRoundTrips(trips, async () => {
      await query('select 1');
      await transaction(async () => query('select 2'));
    });
    expect(trips.count).toBe(4);
  });
});
