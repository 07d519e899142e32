import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Degraded } from '../schema.ts';
import { datedActivity, datedRelease, learnerTimes, runRules } from '../testing.ts';
import { momentsOf } from './moments.ts';
import { afterOutages, defaultFairness, degradedBetween } from './outage.ts';

const deadline = new Date('2026-10-05T21:00:00Z');
const at = (minutes: number) => new Date(deadline.getTime() + minutes * 60_000);
const outage = (from: number, until: number, over: Partial<Degraded> = {}): Degraded => ({
  ...{ service: 'platform', runId: null, from: at(from), until: at(until) },
  ...over,
});
const moved = (...periods: Degraded[]) =>
  (afterOutages(deadline, periods, defaultFairness).getTime() - deadline.getTime()) / 60_000;

describe('an outage', () => {
  it('of a quarter of an hour in the last four hours moves the deadline by an hour', () => {
    expect(moved(outage(-30, -15))).toBe(60);
    expect(moved(outage(-30, -16))).toBe(0);
    expect(moved(outage(-300, -241))).toBe(0);
  });

  it('counts for the minutes that fall into the last hours, wherever it began', () => {
    expect(moved(outage(-600, -230))).toBe(0);
    expect(moved(outage(-600, -100))).toBe(180);
  });

  it('that goes on after the deadline leaves time after its own end', () => {
    expect(moved(outage(-30, 200))).toBe(240);
  });

  it('of two services at once counts once', () => {
    expect(moved(outage(-60, -20), outage(-50, -10, { service: 'ask' }))).toBe(60);
  });

  it('moves nothing where the run has switched it off', () => {
    expect(afterOutages(deadline, [outage(-60, 0)], { windowHours: 0, minimumMinutes: 1 })).toEqual(deadline);
  });
});

describe('a deadline moved by an outage', () => {
  const resolve = (period: Degraded, over: Parameters<typeof datedActivity>[0] = {}) =>
    momentsOf(
      {
        release: datedRelease({ unit: { due: '2026-10-06T00:00', closes: '2026-10-06T00:30' } }),
        rules: runRules({ degraded: [period] }),
        learner: learnerTimes(),
      },
      datedActivity(over),
    );

  it('says so, and no end comes before it', () => {
    const moments = resolve(outage(-60, -30));
    expect([moments.dueAt, moments.closesAt]).toEqual([at(60), at(90)]);
    expect(moments.because.find(({ moment }) => moment === 'dueAt')).toMatchObject({
      ...{ rule: 'outage', reason: 'platform', before: deadline },
    });
  });

  it('was moved for the activities that need the service, in its run only', () => {
    expect(resolve(outage(-60, -30, { service: 'code' })).dueAt).toEqual(deadline);
    expect(resolve(outage(-60, -30, { service: 'code' }), { type: 'code' }).dueAt).toEqual(at(60));
    expect(resolve(outage(-60, -30, { service: 'machine' }), { judgedBy: 'machine' }).dueAt).toEqual(at(60));
    expect(resolve(outage(-60, -30, { runId: 'other' })).dueAt).toEqual(deadline);
    expect(resolve(outage(-60, -30, { runId: 'run' })).dueAt).toEqual(at(60));
  });
});

test('a deadline never moves earlier, and always leaves the time that was lost', () => {
  const periods = fc.array(
    fc
      .tuple(fc.integer({ min: -600, max: 600 }), fc.integer({ min: 1, max: 300 }))
      .map(([from, length]) => outage(from, from + length)),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(periods, (list) => {
      const end = afterOutages(deadline, list, defaultFairness).getTime();
      expect(end).toBeGreaterThanOrEqual(deadline.getTime());
      if (end === deadline.getTime()) return;
      const lost = degradedBetween(list, at(-240).getTime(), end);
      expect(end - deadline.getTime()).toBeGreaterThanOrEqual(lost);
      expect(end - deadline.getTime() - lost).toBeLessThan(3_600_000);
    }),
  );
});
