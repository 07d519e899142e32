/** Small facts of this installation: that it was seeded, that its administrator was invited. */
import { query } from './database.ts';

export async function findFact(name: string): Promise<unknown> {
  const [row] = await query<{ value: unknown }>('select value from platform.fact where name = $1', [name]);
  return row?.value ?? null;
}

export async function setFact(name: string, value: unknown): Promise<void> {
  await query(
    `insert into platform.fact (name, value) values ($1, $2)
     on conflict (name) do update set value = excluded.value, at = now()`,
    [name, JSON.stringify(value)],
  );
}
