import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { LatePolicy } from '#modules/content/contract.ts';
import { latenessOf, phaseOf } from './lateness.ts';

const dueAt = new Date('2026-10-24T20:59:00Z');
const minutesOn = (minutes: number) => new Date(dueAt.getTime() + minutes * 60_000);
const policy: LatePolicy = { percent: 10, per: 'P1D', grace: 'PT15M', floor: 50 };
const late = (minutes: number, over: Partial<LatePolicy> | null = {}, lateUntil: Date | null = null) =>
  latenessOf(
    { dueAt, lateUntil, late: over && { ...policy, ...over }, zone: 'Europe/Helsinki' },
    minutesOn(minutes),
  );

describe('being late', () => {
  it('begins after the deadline and its grace, not at them', () => {
    expect(late(0)).toEqual({ late: false, periods: 0, factor: 1 });
    expect(late(15).late).toBe(false);
    expect(late(16)).toEqual({ late: true, periods: 1, factor: 0.9 });
    expect(late(1, { grace: null }).late).toBe(true);
  });

  it('counts days of the wall clock: the one with 25 hours is one day', () => {
    expect(late(25 * 60)).toMatchObject({ periods: 1 });
    expect(late(25 * 60 + 1)).toMatchObject({ periods: 2, factor: 0.8 });
    expect(late(25 * 60, { per: 'PT24H' })).toMatchObject({ periods: 2 });
  });

  it('keeps at least the floor', () => {
    expect(late(60 * 24 * 100).factor).toBe(0.5);
    expect(late(60 * 24 * 100, { floor: 0 }).factor).toBe(0);
  });

  it('costs nothing where no policy says so, but is said', () => {
    expect(late(60, null)).toEqual({ late: true, periods: 0, factor: 1 });
  });

  it('counts nothing after the time for late work', () => {
    expect(late(61, {}, minutesOn(60)).factor).toBe(0);
    expect(late(60, {}, minutesOn(60)).factor).toBe(0.9);
  });

  it('is impossible without a deadline', () => {
    expect(latenessOf({ dueAt: null, lateUntil: null, late: policy, zone: 'UTC' }, minutesOn(0)).late).toBe(
      false,
    );
  });
});

describe('the phase of an activity', () => {
  const [opensAt, lateUntil, closesAt] = [minutesOn(-60), minutesOn(60), minutesOn(120)];
  const phases = (moments: Partial<Parameters<typeof phaseOf>[0]>) =>
    [-61, -60, 0, 1, 60, 61, 120, 121].map((minutes) =>
      phaseOf(
        { opensAt: null, dueAt: null, lateUntil: null, closesAt: null, ...moments },
        minutesOn(minutes),
      ),
    );

  it('goes from not open over open, late and practice to closed; each bound belongs to the time before it', () => {
    expect(phases({ opensAt, dueAt, lateUntil, closesAt })).toEqual([
      ...['not-open', 'open', 'open', 'late', 'late', 'practice', 'practice', 'closed'],
    ]);
  });

  it('closes with the time for late work where no close is named', () => {
    expect(phases({ dueAt, lateUntil }).slice(-3)).toEqual(['closed', 'closed', 'closed']);
  });

  it('takes late work without end where no bound is named', () => {
    expect(phases({ dueAt }).at(-1)).toBe('late');
    expect(phases({}).at(-1)).toBe('open');
  });
});

test('later never costs less, and the factor stays between the floor and one', () => {
  const zones = fc.constantFrom('Europe/Helsinki', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC');
  const policies = fc.record({
    percent: fc.integer({ min: 0, max: 100 }),
    per: fc.constantFrom('P1D', 'P1W', 'PT1H', 'PT30M', 'P1DT12H'),
    grace: fc.option(fc.constantFrom('PT15M', 'P1D')),
    floor: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(policies, zones, fc.nat(60_000), fc.nat(60_000), (rule, zone, a, b) => {
      const at = (minutes: number) =>
        latenessOf({ dueAt, lateUntil: null, late: rule, zone }, minutesOn(minutes));
      const [sooner, later] = [at(Math.min(a, b)), at(Math.max(a, b))];
      expect(later.factor).toBeLessThanOrEqual(sooner.factor);
      expect(later.periods).toBeGreaterThanOrEqual(sooner.periods);
      expect(later.factor).toBeGreaterThanOrEqual(rule.floor / 100);
      expect(sooner.factor).toBeLessThanOrEqual(1);
    }),
  );
});
