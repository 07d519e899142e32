/** For what all files of a run share: the first one makes it, the others wait and find it there. */
import { Client } from 'pg';
import { inject } from 'vitest';

export async function inTurn(place: number, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl').replace(/\/[^/]*$/, '/postgres') });
  await client.connect();
  try {
    // Held until this connection ends.
    await client.query('select pg_advisory_lock($1)', [place]);
    await work(client);
  } finally {
    await client.end();
  }
}
