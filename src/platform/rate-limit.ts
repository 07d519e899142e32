/** Limits on endpoints that check a credential: counted in PostgreSQL, so that every process sees the same count. */
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { databasePool } from './database.ts';
import { commonRefusals, Refusal } from './refusal.ts';

const limiters = new Map<string, RateLimiterPostgres>();

function limiterOf(name: string, points: number, seconds: number): RateLimiterPostgres {
  let limiter = limiters.get(name);
  if (!limiter) {
    limiter = new RateLimiterPostgres({
      storeClient: databasePool(),
      schemaName: 'platform',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: seconds,
    });
    limiters.set(name, limiter);
  }
  return limiter;
}

/** Counts one try for each key (client address, account) and refuses when any has none left. */
export async function takeTry(
  name: string,
  keys: string[],
  limit: { points: number; seconds: number },
): Promise<void> {
  const limiter = limiterOf(name, limit.points, limit.seconds);
  try {
    await Promise.all(keys.map((key) => limiter.consume(key.slice(0, 200))));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfter = Math.ceil(error.msBeforeNext / 1000);
    throw new Refusal(commonRefusals['too-many-requests'], {
      retryAfter,
      // Nobody counts 893 seconds; 0: less than two minutes.
      values: { seconds: retryAfter, minutes: retryAfter < 120 ? 0 : Math.ceil(retryAfter / 60) },
    });
  }
}

/** For tests and for a new database behind the same process. */
export const forgetLimiters = (): void => limiters.clear();
