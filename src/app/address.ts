/**
 * Where the site answers, kept in its database: a command beside it, started without the site's PORT and BASE_URL,
 * prints addresses that work.
 */
import { findFact, setFact } from '#platform/facts.ts';

const name = 'address';

export async function keepAddress(baseUrl: string): Promise<void> {
  if ((await findFact(name)) !== baseUrl) await setFact(name, baseUrl);
}

/** Null: no site was started over this database yet. */
export async function findAddress(): Promise<string | null> {
  const address = await findFact(name);
  return typeof address === 'string' ? address : null;
}
