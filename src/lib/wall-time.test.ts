import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addDuration,
  instantOf,
  isDuration,
  isWallTime,
  isZone,
  type Twice,
  wallTimeOf,
} from './wall-time.ts';

const utc = (wall: string, zone: string, twice?: Twice) => instantOf(wall, zone, twice).toISOString();
const plus = (at: string, duration: string, zone: string, times?: number) =>
  addDuration(new Date(at), duration, zone, times).toISOString();

describe('a wall time', () => {
  it('means another instant in winter than in summer', () => {
    expect(utc('2026-01-15T23:59:00', 'Europe/Helsinki')).toBe('2026-01-15T21:59:00.000Z');
    expect(utc('2026-07-15T23:59:00', 'Europe/Helsinki')).toBe('2026-07-15T20:59:00.000Z');
  });

  it('that the clock skips means the first moment after the gap', () => {
    expect(utc('2026-03-29T03:30:00', 'Europe/Helsinki')).toBe('2026-03-29T01:00:00.000Z');
    expect(utc('2026-03-29T02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z');
    expect(utc('2026-10-04T02:15:00', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z');
  });

  it('that comes twice means the first for a beginning and the last for an end', () => {
    expect(utc('2026-10-25T03:30:00', 'Europe/Helsinki')).toBe('2026-10-25T00:30:00.000Z');
    expect(utc('2026-10-25T03:30:00', 'Europe/Helsinki', 'last')).toBe('2026-10-25T01:30:00.000Z');
    expect(utc('2026-04-05T01:45:00', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z');
    expect(utc('2026-04-05T01:45:00', 'Australia/Lord_Howe', 'last')).toBe('2026-04-04T15:15:00.000Z');
  });

  it('knows zones that leave summer time for a month and zones that never change', () => {
    // Ramadan of 2026: Morocco goes back to UTC on 15 February at 3:00 and forward on 22 March at 2:00.
    expect(utc('2026-02-15T02:30:00', 'Africa/Casablanca')).toBe('2026-02-15T01:30:00.000Z');
    expect(utc('2026-02-15T02:30:00', 'Africa/Casablanca', 'last')).toBe('2026-02-15T02:30:00.000Z');
    expect(utc('2026-03-01T12:00:00', 'Africa/Casablanca')).toBe('2026-03-01T12:00:00.000Z');
    expect(utc('2026-03-22T02:30:00', 'Africa/Casablanca')).toBe('2026-03-22T02:00:00.000Z');
    expect(utc('2026-07-01T12:00:00', 'Asia/Kolkata')).toBe('2026-07-01T06:30:00.000Z');
  });

  it('needs a zone that exists', () => {
    expect([isZone('Europe/Helsinki'), isZone('Mars/Olympus')]).toEqual([true, false]);
  });
});

describe('a duration', () => {
  it('of days keeps the wall clock, one of hours is elapsed time', () => {
    const eve = '2026-03-28T12:00:00Z';
    expect(plus(eve, 'P1D', 'Europe/Helsinki')).toBe('2026-03-29T11:00:00.000Z');
    expect(plus(eve, 'PT24H', 'Europe/Helsinki')).toBe('2026-03-29T12:00:00.000Z');
    expect(plus(eve, 'P7D', 'Europe/Helsinki')).toBe(plus(eve, 'P1D', 'Europe/Helsinki', 7));
  });

  it('that ends at a reading which comes twice ends at the last', () => {
    expect(plus('2026-10-24T00:30:00Z', 'P1D', 'Europe/Helsinki')).toBe('2026-10-25T01:30:00.000Z');
  });

  it('that crosses a leap day counts it', () => {
    expect(plus('2028-02-28T12:00:00Z', 'P1D', 'UTC')).toBe('2028-02-29T12:00:00.000Z');
    expect(plus('2028-02-29T12:00:00Z', 'P52W1D', 'UTC')).toBe('2029-02-28T12:00:00.000Z');
    expect(isWallTime('2028-02-29T12:00')).toBe(true);
    expect(isWallTime('2026-02-29T12:00')).toBe(false);
  });

  it.each(['P7D', 'P1W', 'PT36H', 'P1DT2H30M', 'P0D'])('is written %s', (text) =>
    expect(isDuration(text)).toBe(true),
  );
  it.each(['', 'P', 'PT', 'P1M', 'P1Y', '-P1D', 'P-1D', 'P1DT', '7', 'P1.5D', 'PT1S'])(
    'is not written "%s"',
    (text) => expect(isDuration(text)).toBe(false),
  );
});

const zones = fc.constantFrom(
  ...[
    'Europe/Helsinki',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'America/St_Johns',
    'Asia/Kolkata',
    'UTC',
  ],
  ...['Pacific/Apia', 'America/Sao_Paulo', 'Antarctica/Troll'],
);
const instants = fc
  .date({ min: new Date('2005-01-01Z'), max: new Date('2037-12-31Z'), noInvalidDate: true })
  .map((at) => new Date(Math.floor(at.getTime() / 60_000) * 60_000));

test('every instant has one reading, and is the first or the last instant of that reading', () => {
  fc.assert(
    fc.property(instants, zones, (at, zone) => {
      const reading = wallTimeOf(at, zone);
      const found = [instantOf(reading, zone, 'first'), instantOf(reading, zone, 'last')].map((d) =>
        d.getTime(),
      );
      expect(found).toContain(at.getTime());
      expect(found[0]).toBeLessThanOrEqual(found[1] ?? 0);
    }),
  );
});

test('any reading of the clock means an instant at which the clock shows it, or that is the end of a gap', () => {
  fc.assert(
    fc.property(instants, zones, (at, zone) => {
      const reading = at.toISOString().slice(0, 19);
      const shown = wallTimeOf(instantOf(reading, zone, 'last'), zone);
      expect(shown >= reading).toBe(true);
      const before = wallTimeOf(new Date(instantOf(reading, zone, 'first').getTime() - 60_000), zone);
      expect(shown === reading || before < reading).toBe(true);
    }),
  );
});

test('a longer duration never ends earlier', () => {
  fc.assert(
    fc.property(instants, zones, fc.nat(400), fc.nat(400), (at, zone, a, b) => {
      const [short, long] = [Math.min(a, b), Math.max(a, b)];
      expect(addDuration(at, `P${short}D`, zone) <= addDuration(at, `P${long}D`, zone)).toBe(true);
    }),
  );
});
