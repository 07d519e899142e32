/**
 * The way to PostgreSQL. Terms: the *ambient transaction* is the one that the current asynchronous call stands in: `db()` and `query()` use it by themselves, and a nested `transaction()` joins it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { Pool, type PoolClient, type PoolConfig, type QueryResult, types } from 'pg';
import { type RoundTrips, roundTrips, type Statement, send, sendAll, uncounted } from './statements.ts';
import type { DB } from './tables.gen.ts';

export type Database = Kysely<DB>;

/** bigint as a number (all of ours stay below 2^53), so that counts need no conversion at every use. */
types.setTypeParser(types.builtins.INT8, Number);
/** A local wall time stays text: it means nothing until it meets its zone. */
types.setTypeParser(types.builtins.TIMESTAMP, (text) => text.replace(' ', 'T'));

interface Ambient {
  client: PoolClient | null;
  kysely: Transaction<DB> | null;
  afterCommit: (() => void)[];
}
const ambient = new AsyncLocalStorage<Ambient>();

/** Work that belongs to no single request: it is counted by whoever waits for it. */
export const outsideRequest = <T>(work: () => T): T => uncounted(() => ambient.exit(work));

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

interface Said extends Statement {
  resolve(answer: QueryResult): void;
  reject(error: unknown): void;
}

/** What each request has said since it last waited. */
const said = new WeakMap<RoundTrips, Said[]>();

function takeSaid(trips: RoundTrips): Said[] {
  const statements = said.get(trips) ?? [];
  said.delete(trips);
  return statements;
}

/** Statements that need nothing of each other, on one connection. */
async function sendTogether(take: () => Said[]): Promise<void> {
  let client: PoolClient;
  try {
    client = await openPool().connect();
  } catch (error) {
    for (const { reject } of take()) reject(error);
    return;
  }
  const statements = take();
  let open = statements.length;
  let broken = false;
  // It goes back before the last caller goes on, whose next statement then finds it warm.
  const close = () => {
    open -= 1;
    if (open === 0) client.release(broken);
  };
  for (const [at, answer] of sendAll(client, statements).entries()) {
    const { resolve, reject } = statements[at] as Said;
    answer.then(
      (result) => {
        close();
        resolve(result);
      },
      (error) => {
        // A connection whose statement failed on the wire may hold half an answer: it is thrown away.
        broken ||= isUnreachable(error);
        close();
        reject(error);
      },
    );
  }
}

/** A statement outside a transaction. Those that a request says before it waits leave together. */
function sendFreely(text: string, values: readonly unknown[]): Promise<QueryResult> {
  const trips = roundTrips();
  return new Promise((resolve, reject) => {
    const statement: Said = { text, values, resolve, reject };
    const before = trips && said.get(trips);
    if (before) before.push(statement);
    else if (!trips) void sendTogether(() => [statement]);
    else {
      said.set(trips, [statement]);
      process.nextTick(() => sendTogether(() => takeSaid(trips)));
    }
  });
}

/** What Kysely takes for a pool: it sends text and values. */
const poolOf = (sending: (text: string, values: readonly unknown[]) => Promise<QueryResult>) => ({
  connect: async () => ({ query: sending, release: () => {} }),
  end: async () => {},
});

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
    pipeline: true,
    ...options,
  });
  // Without a listener a broken idle connection would end the process; the next query opens a new one.
  pool.on('error', () => {});
  // The same for one that is in use: its query fails, and says so.
  pool.on('connect', (client) => client.on('error', () => {}));
  kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool: poolOf(sendFreely) as never }) });
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
  const client = ambient.getStore()?.client;
  const { rows } = await (client ? send(client, text, values) : sendFreely(text, values));
  return rows as Row[];
}

/** Runs `work` in one transaction. Inside another it joins that one: there is one commit, at the outermost end. */
export async function transaction<T>(work: () => Promise<T>): Promise<T> {
  if (ambient.getStore()?.client) return work();
  const client = await openPool().connect();
  const pool = poolOf((text, values) => send(client, text, values));
  const inside = new Kysely<DB>({ dialect: new PostgresDialect({ pool: pool as never }) });
  const store: Ambient = { client, kysely: inside as unknown as Transaction<DB>, afterCommit: [] };
  let broken = false;
  try {
    // It leaves with the first statement of the work.
    const begun = send(client, 'begin', []);
    begun.catch(() => {});
    const result = await ambient.run(store, work);
    await begun;
    // PostgreSQL answers the commit of a transaction in which a statement failed, even one whose error was caught, by undoing it.
    const { command } = await send(client, 'commit', []);
    if (command !== 'COMMIT')
      throw new Error('a statement of this transaction failed, so nothing of it was kept');
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
  ambient.run({ client: null, kysely: null, afterCommit: [] }, work);
