import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawnFor } from './draw.ts';

const keys = (count: number) => Array.from({ length: count }, (_, index) => `question-${index}`);
const pool = (count: number, draw: number) => ({ key: 'bank', draw, activities: keys(count) });

describe('a draw', () => {
  test('has as many activities as the pool says, each once, in the order of the page', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 40 }), fc.nat(), (learner, count, some) => {
        const draw = 1 + (some % count);
        const drawn = drawnFor(pool(count, draw), learner);
        expect(drawn).toHaveLength(draw);
        expect(drawn).toEqual(keys(count).filter((key) => drawn.includes(key)));
      }),
    );
  });

  test('is the same every time, whatever the order of the source', () => {
    fc.assert(
      fc.property(fc.uuid(), (learner) => {
        const backwards = { ...pool(20, 5), activities: keys(20).reverse() };
        expect(new Set(drawnFor(backwards, learner))).toEqual(new Set(drawnFor(pool(20, 5), learner)));
      }),
    );
  });

  test('changes by one activity at most where one is added', () => {
    fc.assert(
      fc.property(fc.uuid(), (learner) => {
        const before = drawnFor(pool(20, 5), learner);
        const after = drawnFor(pool(21, 5), learner);
        expect(after.filter((key) => !before.includes(key)).every((key) => key === 'question-20')).toBe(true);
      }),
    );
  });

  test('falls to every activity about as often, and differs from sitting to sitting', () => {
    const counts = new Map<string, number>();
    const draws = new Set<string>();
    for (let learner = 0; learner < 2_000; learner++) {
      for (const key of drawnFor(pool(10, 2), `learner-${learner}`))
        counts.set(key, (counts.get(key) ?? 0) + 1);
      draws.add(drawnFor(pool(10, 2), 'one', learner).join());
    }
    for (const key of keys(10)) {
      expect(counts.get(key)).toBeGreaterThan(320);
      expect(counts.get(key)).toBeLessThan(480);
    }
    expect(draws.size).toBe(45);
  });
});
