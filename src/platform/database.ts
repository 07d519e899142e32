/**
 * Terms: a *round trip* is one request to PostgreSQL and its answer. The *ambient transaction* is the one that the
 * current asynchronous call stands in: `db()` and `query()` use it by themselves, and a nested `transaction()` joins it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { type ClientBase, Pool, type PoolClient, type PoolConfig, types } from 'pg';
import type { DB } from './tables.gen.ts';

export type Database = Kysely<DB>;

/** bigint as a number (all of ours stay below 2^53), so that counts need no conversion at every use. */
types.setTypeParser(types.builtins.INT8, Number);
/** A local wall time stays text: it means nothing until it meets its zone. */
types.setTypeParser(types.builtins.TIMESTAMP, (text) => text.replace(' ', 'T'));

const names = new Map<string, string>();

/** PostgreSQL prepares a statement once per connection if it has a name; equal text gets an equal name. */
function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url').slice(0, 20);
    // Statements made of changing parts would grow this without end; they are then sent unnamed.
    if (names.size < 2000) names.set(text, name);
    else return '';
  }
  return name;
}

interface Ambient {
  client: ClientBase | null;
  /** Ends with the statement before: a connection takes one at a time. */
  last: Promise<unknown>;
  kysely: Transaction<DB> | null;
  afterCommit: (() => void)[];
}
/** Counts the round trips of one request; the edge opens it. */
export interface RoundTrips {
  count: number;
}

const ambient = new AsyncLocalStorage<Ambient>();
const counting = new AsyncLocalStorage<RoundTrips>();

export const countRoundTrips = <T>(trips: RoundTrips, work: () => T): T => counting.run(trips, work);

/** One more round trip of the request at hand. */
export function countRoundTrip(): void {
  const trips = counting.getStore();
  if (trips) trips.count += 1;
}

/** Work that belongs to no single request: it is counted by whoever waits for it. */
export const outsideRequest = <T>(work: () => T): T => counting.exit(() => ambient.exit(work));

export const insideTransaction = (): boolean => Boolean(ambient.getStore()?.client);

let pool: Pool | undefined;
let kysely: Database | undefined;

/** What pg calls these when it cannot reach the server; the edge turns them into "try again soon". */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '53300',
]);
export const isUnreachable = (error: unknown): boolean =>
  error instanceof Error &&
  (unreachable.has((error as { code?: string }).code ?? '') ||
    // The socket of a server that is just being started again.
    ((error as NodeJS.ErrnoException).code === 'ENOENT' &&
      (error as NodeJS.ErrnoException).syscall === 'connect') ||
    /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/.test(
      error.message,
    ));
const codeOf = (error: unknown): string => (error as { code?: string } | null)?.code ?? '';
/** No room, on our disk or on that of PostgreSQL; also where a bound is set to it. */
export const isDiskFull = (error: unknown): boolean =>
  ['53100', 'ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error));
/** A disk or a database that may only be read: some make themselves so before they are full or when they are damaged. */
export const isReadOnly = (error: unknown): boolean => ['EROFS', '25006'].includes(codeOf(error));
/** Another transaction held what this one waited for, for too long. */
export const isLockTimeout = (error: unknown): boolean =>
  (error as { code?: string } | null)?.code === '55P03';
/** Name of the violated unique constraint, or null for any other error. */
export const violatedKey = (error: unknown): string | null => {
  const known = error as { code?: string; constraint?: string } | null;
  return known?.code === '23505' ? (known.constraint ?? '') : null;
};

async function send(client: ClientBase, text: string, values: readonly unknown[]) {
  countRoundTrip();
  const name = nameOf(text);
  return client.query(
    name ? { name, text, values: values as unknown[] } : { text, values: values as unknown[] },
  );
}

/** The next statement of a transaction, after those that were sent before it. */
function sendInTurn(store: Ambient, text: string, values: readonly unknown[]) {
  const { client } = store;
  if (!client) throw new Error('there is no transaction');
  const sent = store.last.then(() => send(client, text, values));
  store.last = sent.catch(() => {});
  return sent;
}

/** Kysely asks its pool for clients and sends text and values; this hands them on with a name. */
function namedPool(source: Pool) {
  const wrap = (client: PoolClient) => ({
    query: (text: string, values: readonly unknown[]) => send(client, text, values),
    release: () => client.release(),
  });
  return {
    connect: async () => wrap(await source.connect()),
    end: async () => {},
  };
}

export function openDatabase(url: string, options: PoolConfig = {}): Database {
  pool = new Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    application_name: 'lectern',
    // A lost network or a stuck lock must not hold a request for ever.
    statement_timeout: 30_000,
    lock_timeout: 10_000,
    keepAlive: true,
    ...options,
  });
  // Without a listener a broken idle connection would end the process; the next query opens a new one.
  pool.on('error', () => {});
  // The same for one that is in use: its query fails, and says so.
  pool.on('connect', (client) => client.on('error', () => {}));
  kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool: namedPool(pool) as never }) });
  return kysely;
}

export async function closeDatabase(): Promise<void> {
  const closing = pool;
  pool = undefined;
  kysely = undefined;
  await closing?.end();
}

function openPool(): Pool {
  if (!pool) throw new Error('the database is not open');
  return pool;
}

/** The pool itself, for libraries that bring their own SQL (sessions, jobs). */
export const databasePool = openPool;

/** Kysely on the ambient transaction, or on the pool. */
export function db(): Database {
  const current = ambient.getStore()?.kysely;
  if (current) return current;
  if (!kysely) throw new Error('the database is not open');
  return kysely;
}

/** One written statement, prepared under its name: for hot paths, where building the query costs more than sending it. */
export async function query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const store = ambient.getStore();
  if (store?.client) return (await sendInTurn(store, text, values)).rows as Row[];
  const own = await openPool().connect();
  try {
    const { rows } = await send(own, text, values);
    own.release();
    return rows as Row[];
  } catch (error) {
    // A connection whose statement failed on the wire may hold half an answer: it is thrown away.
    own.release(isUnreachable(error));
    throw error;
  }
}

/** Runs `work` in one transaction. Inside another it joins that one: there is one commit, at the outermost end. */
export async function transaction<T>(work: () => Promise<T>): Promise<T> {
  if (ambient.getStore()?.client) return work();
  const client = await openPool().connect();
  const store: Ambient = { client, last: Promise.resolve(), kysely: null, afterCommit: [] };
  const inside = new Kysely<DB>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => ({
          query: (text: string, values: readonly unknown[]) => sendInTurn(store, text, values),
          release: () => {},
        }),
        end: async () => {},
      } as never,
    }),
  });
  store.kysely = inside as unknown as Transaction<DB>;
  let broken = false;
  try {
    await send(client, 'begin', []);
    const result = await ambient.run(store, work);
    await send(client, 'commit', []);
    for (const news of store.afterCommit) news();
    return result;
  } catch (error) {
    broken = isUnreachable(error);
    if (!broken) await client.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Runs `news` when the ambient transaction has committed; at once where there is none. */
export function afterCommit(news: () => void): void {
  const store = ambient.getStore();
  if (store?.client) store.afterCommit.push(news);
  else news();
}

/** Leaves the ambient transaction: for work that must survive its rollback. */
export const outsideTransaction = <T>(work: () => T): T =>
  ambient.run({ client: null, last: Promise.resolve(), kysely: null, afterCommit: [] }, work);
