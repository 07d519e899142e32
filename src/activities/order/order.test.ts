import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawActivity, readActivity } from '#activities/testing.ts';
import { translateTo } from '#lib/messages.ts';
import { order } from './index.ts';

const source = (attributes: string) => `:::order{#o ${attributes}}
1. Egg
2. Caterpillar
3. Pupa
4. Moth
5. Dust
:::`;
const { settings, ...activity } = readActivity(order, source('partial=each')).activity;
const { sequence } = settings;
const answerOf = (places: number[]) =>
  Object.fromEntries(places.map((place, index) => [sequence[place - 1] ?? '', index + 1]));
const t = translateTo('en');

describe('the score counts the fewest items that would have to be moved', () => {
  test.each([
    [[1, 2, 3, 4, 5], 1],
    [[5, 1, 2, 3, 4], 0.75],
    [[2, 1, 3, 4, 5], 0.75],
    [[2, 1, 4, 3, 5], 0.5],
    [[5, 4, 3, 2, 1], 0],
  ])('%j gives %d', (places, score) => {
    const judged = order.judge?.(answerOf(places), settings, 0);
    expect(judged?.score).toBe(score);
    expect(judged?.parts?.filter(({ correct }) => correct)).toHaveLength(score === 0 ? 0 : score * 4 + 1);
  });

  test('without `partial` it is all or nothing', () => {
    const strict = readActivity(order, source('')).activity.settings;
    expect(order.judge?.(answerOf([2, 1, 3, 4, 5]), strict, 0).score).toBe(0);
  });
});

test('a list is never shown in its right order at first', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const html = drawActivity(order, { ...activity, settings }, { seed });
      const shown = [...html.matchAll(/data-text="(\w+)"/g)].map(([, text]) => text);
      expect(shown).toHaveLength(5);
      expect(shown).not.toEqual(['Egg', 'Caterpillar', 'Pupa', 'Moth', 'Dust']);
    }),
  );
});

test('an answered list is shown in the order of the answer', () => {
  const html = drawActivity(order, { ...activity, settings }, { answer: answerOf([3, 1, 2, 5, 4]) });
  const shown = [...html.matchAll(/data-text="(\w+)"/g)].map(([, text]) => text);
  expect(shown).toEqual(['Pupa', 'Egg', 'Caterpillar', 'Dust', 'Moth']);
});

test('places left open or given twice are refused at no cost', () => {
  const [first = '', second = ''] = sequence;
  const full = answerOf([1, 2, 3, 4, 5]);
  expect(order.refuse?.({ [first]: 1 }, settings, t, 0)).toMatch(/4 items have no place/);
  expect(order.refuse?.({ ...full, [second]: 1 }, settings, t, 0)).toMatch(/same place/);
  expect(order.refuse?.({ ...full, gone: 6 }, settings, t, 0)).toMatch(/has changed/);
  expect(order.refuse?.(full, settings, t, 0)).toBeNull();
});

test('nonsense in the form is an open place', () => {
  expect(order.fromForm?.({ [`place-${sequence[0]}`]: ['first'] }, settings)).toBeNull();
});
