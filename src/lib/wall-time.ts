/**
 * Terms: a *wall time* is what a clock on the wall shows (`2026-03-29T02:30:00`), without zone; with an IANA zone it
 * means an instant. A time that the clock skips in spring means the moment after the gap; one that comes twice in
 * autumn means the first (`compatible` of Temporal, RFC 5545).
 */
import { Temporal } from 'temporal-polyfill';

export function instantOf(wallTime: string, zone: string): Date {
  const zoned = Temporal.PlainDateTime.from(wallTime).toZonedDateTime(zone, { disambiguation: 'compatible' });
  return new Date(zoned.epochMilliseconds);
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
