import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { afterCommit, db, query, transaction } from './database.ts';
import { countRoundTrips } from './statements.ts';
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

  const tripsOf = async (work: () => Promise<unknown>) => {
    const trips = { count: 0 };
    await countRoundTrips(trips, work);
    return trips.count;
  };

  it('counts the round trips of one request; a transaction begins with its first statement', async () => {
    const trips = tripsOf(async () => {
      await query('select 1');
      await transaction(async () => query('select 2'));
    });
    expect(await trips).toBe(3);
  });

  it('sends together what a request says before it waits, each with its own answer or failure', async () => {
    const answers: unknown[] = [];
    const say = (text: string) =>
      query(text).then(
        (rows) => answers.push(rows),
        (error) => answers.push(error.code),
      );
    const trips = tripsOf(() =>
      Promise.all([
        say('select pg_backend_pid() as pid'),
        say('select 1 / 0'),
        sql`select 3 as n`.execute(db()),
        say('select pg_backend_pid() as pid'),
      ]),
    );
    expect(await trips).toBe(1);
    const [first, failed, last] = answers;
    expect(failed).toBe('22012');
    expect(last).toEqual(first);
  });

  it('sends together what a transaction says before it waits, in that order', async () => {
    await query('create table public.ordered (n int, at int generated always as identity)');
    const trips = tripsOf(() =>
      transaction(() =>
        Promise.all([1, 2, 3].map((n) => query('insert into public.ordered (n) values ($1)', [n]))),
      ),
    );
    expect(await trips).toBe(2);
    expect(await query('select n from public.ordered order by at')).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  it('undoes a transaction whole when one of the statements that were sent together fails', async () => {
    await query('create table public.undone (n int primary key)');
    const failing = transaction(() =>
      Promise.all([1, 1, 2].map((n) => query('insert into public.undone values ($1)', [n]))),
    );
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect(await query('select * from public.undone')).toEqual([]);
  });

  it('fails when a statement in it failed, although the error was caught: nothing of it is kept', async () => {
    await query('create table public.caught (n int)');
    const news: string[] = [];
    const work = transaction(async () => {
      afterCommit(() => news.push('kept'));
      await query('insert into public.caught values (1)');
      await query('select 1 / 0').catch(() => {});
    });
    await expect(work).rejects.toThrow('nothing of it was kept');
    expect(news).toEqual([]);
    expect(await query('select * from public.caught')).toEqual([]);
  });
});
