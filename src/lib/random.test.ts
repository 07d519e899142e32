import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentIds } from './content-id.ts';
import { shuffled } from './random.ts';

test('a shuffle keeps every item and depends on the seed alone', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.integer(), (items, seed) => {
      const once = shuffled(items, seed);
      expect(shuffled(items, seed)).toEqual(once);
      expect(once.toSorted()).toEqual(items.toSorted());
    }),
  );
});

test('over many seeds every order of three comes up about as often', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const order = shuffled(['a', 'b', 'c'], seed).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('a content id follows its text to another place, and equal texts get different ids', () => {
  const [moon, wind] = contentIds(['Moon', 'wind']);
  expect(contentIds(['wind', 'Moon'])).toEqual([wind, moon]);
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 20 }), (texts) => {
      const ids = contentIds([...texts, ...texts]);
      expect(new Set(ids).size).toBe(2 * texts.length);
      for (const id of ids) expect(id).toMatch(/^i[a-z0-9]+(-\d+)?$/);
    }),
  );
});
