import { describe, expect, it } from 'vitest';
import { instantOf, isZone } from './wall-time.ts';

const utc = (wall: string, zone: string) => instantOf(wall, zone).toISOString();

describe('a wall time', () => {
  it('means another instant in winter than in summer', () => {
    expect(utc('2026-01-15T23:59:00', 'Europe/Helsinki')).toBe('2026-01-15T21:59:00.000Z');
    expect(utc('2026-07-15T23:59:00', 'Europe/Helsinki')).toBe('2026-07-15T20:59:00.000Z');
  });

  it('that the clock skips means the moment after the gap', () => {
    expect(utc('2026-03-29T03:30:00', 'Europe/Helsinki')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('that comes twice means the first', () => {
    expect(utc('2026-10-25T03:30:00', 'Europe/Helsinki')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('knows half-hour shifts and zones that leave summer time for a month', () => {
    expect(utc('2026-04-05T01:45:00', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z');
    expect(utc('2026-03-01T12:00:00', 'Africa/Casablanca')).toBe('2026-03-01T12:00:00.000Z');
  });

  it('needs a zone that exists', () => {
    expect([isZone('Europe/Helsinki'), isZone('Mars/Olympus')]).toEqual([true, false]);
  });
});
