/** SQL of the key with which this site signs. */
import { query } from '#platform/database.ts';

/** The sealed key; the first one stays, whoever makes one at the same moment. */
export async function keepSigningKey(sealed: string): Promise<string> {
  await query('insert into aplus.signing_key (sealed) values ($1) on conflict do nothing', [sealed]);
  return (await findSigningKey()) ?? sealed;
}

export async function findSigningKey(): Promise<string | null> {
  const [row] = await query<{ sealed: string }>('select sealed from aplus.signing_key');
  return row?.sealed ?? null;
}
