/**
 * Terms: a *wall time* is what a clock on the wall shows (`2026-03-29T02:30:00`), without zone; with an IANA zone it
 * means an instant. A time that the clock skips in spring means the first moment after the gap. One that comes twice in
 * autumn means the first where something begins and the last where something ends: nobody loses an hour by it.
 * A *duration* is written as ISO 8601 says (`P7D`, `PT36H`): weeks and days keep the wall clock, hours are elapsed time.
 */
import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

export type Twice = 'first' | 'last';

/** Rules of zones are searched anew for every question: what was found is kept. */
const found = new LRUCache<string, number>({ max: 20_000 });

function resolve(plain: Temporal.PlainDateTime, zone: string, twice: Twice): number {
  const before = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  // In a gap `earlier` reads the clock as it went before: the next change of the clock is the end of the gap.
  if (!before.toPlainDateTime().equals(plain))
    return (before.getTimeZoneTransition('next') ?? before).epochMilliseconds;
  if (twice === 'first') return before.epochMilliseconds;
  return plain.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds;
}

export function instantOf(wallTime: string, zone: string, twice: Twice = 'first'): Date {
  const key = `${wallTime} ${zone} ${twice}`;
  let at = found.get(key);
  if (at === undefined) {
    at = resolve(Temporal.PlainDateTime.from(wallTime), zone, twice);
    found.set(key, at);
  }
  return new Date(at);
}

/** What the clock of a zone shows at an instant, to the second: `2026-03-29T02:30:00`. */
export const wallTimeOf = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });

/** The same time of day so many days later; which zone it is in does not matter. */
export const shiftDays = (wallTime: string, days: number): string =>
  Temporal.PlainDateTime.from(wallTime)
    .add({ days })
    .toString({ smallestUnit: wallTime.length > 16 ? 'second' : 'minute' });

/** Days from one date to another; of wall times, the time of day does not count. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from.slice(0, 10)).until(to.slice(0, 10), { largestUnit: 'day' }).days;

/** So long after an instant, `times` over; a skipped or doubled wall time is settled in favor of who has to be ready. */
export function addDuration(at: Date, duration: string, zone: string, times = 1): Date {
  const key = `${at.getTime()} ${duration} ${zone} ${times}`;
  let sum = found.get(key);
  if (sum === undefined) {
    sum = sumOf(at, Temporal.Duration.from(duration), zone, times);
    found.set(key, sum);
  }
  return new Date(sum);
}

function sumOf(at: Date, { weeks, days, hours, minutes }: Temporal.Duration, zone: string, times: number) {
  const elapsed = (hours * 60 + minutes) * 60_000 * times;
  if (weeks === 0 && days === 0) return at.getTime() + elapsed;
  const plain = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime();
  return resolve(plain.add({ weeks: weeks * times, days: days * times }), zone, 'last') + elapsed;
}

const durationPattern = /^P(?=\d|T\d)(?:\d{1,3}W)?(?:\d{1,4}D)?(?:T(?=\d)(?:\d{1,5}H)?(?:\d{1,6}M)?)?$/;

/** Weeks, days, hours and minutes; neither months, which differ in length, nor less than nothing. */
export const isDuration = (text: string): boolean => durationPattern.test(text);

/** About how long, in milliseconds: for comparing durations, not for adding them. */
export function roughLength(duration: string): number {
  const { weeks, days, hours, minutes } = Temporal.Duration.from(duration);
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000;
}

/** The years keep a slip of the finger (`0026`, `20260`) from being a date. */
export const isWallTime = (text: string): boolean => {
  if (!/^(?:19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(text)) return false;
  try {
    Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
};

export const isZone = (zone: string): boolean => {
  try {
    Temporal.Now.instant().toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};
