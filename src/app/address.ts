/**
 * Where the site answers, kept in its database: a command beside it, started without the site's PORT and BASE_URL,
 * prints addresses that work.
 */
import { findFact, setFact } from '#platform/facts.ts';
import type { Config } from './config.ts';

const name = 'address';

export async function keepAddress(baseUrl: string): Promise<void> {
  if ((await findFact(name)) !== baseUrl) await setFact(name, baseUrl);
}

/**
 * What a command was told itself comes first, since a copy of a database still names the address of its original; then
 * where the site over this database answers. Of the configuration where no site was started yet.
 */
export async function addressFor(
  { baseUrl }: Pick<Config, 'baseUrl'>,
  told: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  if (told.BASE_URL || told.PORT) return baseUrl;
  const kept = await findFact(name);
  return typeof kept === 'string' ? kept : baseUrl;
}
