/** What is read from the database and kept for a while, until news says that it changed. */
import { LRUCache } from 'lru-cache';

/**
 * Keeps `max` values for `ms` milliseconds, since news may be late by a broken connection. The clock is looked at once a
 * second: by itself the library sets a timer every millisecond, which costs a busy page more than the look.
 */
export const keptFor = <Value extends object>(ms: number, max: number): LRUCache<string, Value> =>
  new LRUCache({ max, ttl: ms, ttlResolution: 1_000 });
