/**
 * How statements leave. Terms: a *turn* is what the program does until it waits; a *round trip* is what one connection is
 * sent in one turn, and the answers. A connection takes the next statement before it has answered the last one (pipeline
 * mode, https://node-postgres.com/features/pipelining), so that what does not depend on an answer waits for none.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Client, QueryResult } from 'pg';

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

/** Counts the round trips of one request; the edge opens it. */
export interface RoundTrips {
  count: number;
}

const counting = new AsyncLocalStorage<RoundTrips>();

export const countRoundTrips = <T>(trips: RoundTrips, work: () => T): T => counting.run(trips, work);

/** Of the request at hand; undefined for work that belongs to no single one. */
export const roundTrips = (): RoundTrips | undefined => counting.getStore();

/** One more round trip of the request at hand. */
export function countRoundTrip(): void {
  const trips = counting.getStore();
  if (trips) trips.count += 1;
}

/** Work that belongs to no single request: it is counted by whoever waits for it. */
export const uncounted = <T>(work: () => T): T => counting.exit(work);

function hand(client: Client, text: string, values: readonly unknown[]): Promise<QueryResult> {
  const name = nameOf(text);
  return client.query({ ...(name && { name }), text, values: values as unknown[] });
}

export interface Statement {
  text: string;
  values: readonly unknown[];
}

/** Leaves at once, in one write: who hands out the connection has waited already. */
export function sendAll(client: Client, statements: readonly Statement[]): Promise<QueryResult>[] {
  countRoundTrip();
  const { stream } = client.connection;
  stream.cork();
  const answers = statements.map(({ text, values }) => hand(client, text, values));
  stream.uncork();
  return answers;
}

const gathering = new WeakSet<Client>();

/** What is sent in this turn leaves in one write, at its end. */
function gather(client: Client): void {
  if (gathering.has(client)) return;
  gathering.add(client);
  countRoundTrip();
  const { stream } = client.connection;
  stream.cork();
  process.nextTick(() => {
    gathering.delete(client);
    stream.uncork();
  });
}

export function send(client: Client, text: string, values: readonly unknown[]): Promise<QueryResult> {
  gather(client);
  return hand(client, text, values);
}
