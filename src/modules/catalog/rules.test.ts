import { describe, expect, test } from 'vitest';
import { runProblems } from './rules.ts';

const zone = 'Europe/Helsinki';

describe('settings of a run', () => {
  test('without any bound are fine', () => {
    expect(runProblems({ zone, startsAt: null, endsAt: null })).toEqual([]);
  });

  test.each([
    [{ zone: 'Europe/Nowhere' }, 'zone', 'unknown-zone'],
    [{ zone, startsAt: '2026-02-30T10:00' }, 'startsAt', 'not-a-time'],
    [{ zone, endsAt: '0026-02-03T10:00' }, 'endsAt', 'not-a-time'],
    [{ zone, startsAt: '2026-03-01T10:00', endsAt: '2026-03-01T10:00' }, 'endsAt', 'not-after-start'],
    [
      { zone, enrollmentOpensAt: '2026-03-01T10:00', enrollmentClosesAt: '2026-02-01T10:00' },
      'enrollmentClosesAt',
      'not-after-opening',
    ],
    [
      { zone, enrollmentOpensAt: '2026-03-02T10:00', endsAt: '2026-03-01T10:00' },
      'endsAt',
      'not-after-opening',
    ],
  ])('%j is refused at %s', (settings, path, message) => {
    expect(runProblems(settings)).toEqual([{ path, message }]);
  });

  test('are compared as moments: in the gap of spring 03:30 and 04:00 are the same', () => {
    const gap = { zone, startsAt: '2026-03-29T03:30', endsAt: '2026-03-29T04:00' };
    expect(runProblems(gap)).toEqual([{ path: 'endsAt', message: 'not-after-start' }]);
  });
});
