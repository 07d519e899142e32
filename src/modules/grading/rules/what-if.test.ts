import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradingPolicy } from '#modules/content/index.ts';
import type { ActivityFacts } from '../schema.ts';
import { attemptFact, courseOf, factsOf, overrideOf } from '../testing/grades.ts';
import { gradeCourse } from './grade.ts';
import { neededFor, suppose } from './what-if.ts';

const passes = (bound: number) => (grade: { percent: number | null }) => (grade.percent ?? 0) >= bound;

describe('what is needed for a goal', () => {
  it('is the share of everything still open', () => {
    // Three of six activities are done with full points; half of the total is open.
    const needed = neededFor(courseOf(6), factsOf({ a0: 1, a1: 1, a2: 1 }), passes(75));
    expect(needed).toBeCloseTo(0.5, 3);
  });

  it('says so where it is reached already, or cannot be any more', () => {
    expect(neededFor(courseOf(2), factsOf({ a0: 1 }), passes(50))).toBe('reached');
    expect(neededFor(courseOf(2), factsOf({ a0: 0 }), passes(60))).toBe('out-of-reach');
    expect(neededFor(courseOf(1), factsOf({ a0: 0.5 }), passes(60))).toBe('out-of-reach');
  });

  it('counts what is held back among what is open', () => {
    const held = [attemptFact(1, 1, { state: 'held' })];
    expect(neededFor(courseOf(2), factsOf({ a0: 1, a1: held }), passes(75))).toBeCloseTo(0.5, 3);
  });

  it('is enough, and a little less is not, whatever is dropped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
        fc.nat(3),
        fc.integer({ min: 1, max: 99 }),
        (scores, drop, bound) => {
          const grading: Partial<GradingPolicy> = {
            categories: [{ key: 'all', title: 'All', weight: 1, drop }],
          };
          const course = courseOf(8, grading);
          const facts = factsOf(Object.fromEntries(scores.map((score, i) => [`a${i}`, score])));
          const needed = neededFor(course, facts, passes(bound));
          if (typeof needed !== 'number') return;
          const withShare = (share: number) => {
            const open = Array.from({ length: 8 - scores.length }, (_, i) => `a${i + scores.length}`);
            const points = new Map(open.map((key) => [key, share]));
            return gradeCourse(course, suppose(facts, points)).percent ?? 0;
          };
          expect(withShare(needed)).toBeGreaterThanOrEqual(bound - 1e-6);
          expect(withShare(Math.max(0, needed - 0.001))).toBeLessThan(bound);
        },
      ),
    );
  });
});

describe('supposing', () => {
  it('changes nothing of who is excused', () => {
    const excused: ActivityFacts = { attempts: [], override: overrideOf({ excused: true }) };
    const facts = factsOf({ a0: excused, a1: 1 });
    const grade = gradeCourse(courseOf(2), suppose(facts, new Map([['a0', 0]])));
    expect(grade.percent).toBe(100);
  });
});
