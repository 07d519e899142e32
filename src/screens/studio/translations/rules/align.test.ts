import { describe, expect, test } from 'vitest';
import { alignBlocks, changesSince } from './align.ts';

const choice = (key: string, text: string) => `:::choice{#${key}}\n${text}\n:::`;

describe('beside each block of the original', () => {
  test('stands what stands in its place, and activities by their keys', () => {
    const original = ['One', 'Two', choice('a', 'Why?'), 'Three'];
    const translation = ['Uno', 'Dos', choice('a', '¿Por qué?'), 'Tres'];
    expect(alignBlocks(original, translation)).toEqual(translation);
  });

  test('a block that was left out moves nothing behind the next activity', () => {
    const original = ['One', 'Two', choice('a', 'Why?'), 'Three'];
    expect(alignBlocks(original, ['Uno', choice('a', '¿?'), 'Tres'])).toEqual([
      'Uno',
      '',
      choice('a', '¿?'),
      'Tres',
    ]);
  });

  test('nothing that was written is lost: what is left over stands with the last of its stretch', () => {
    expect(alignBlocks(['One'], ['Uno', 'Más'])).toEqual(['Uno\n\nMás']);
  });
});

test('a changed block is told with what it was, a new one without, and what stayed stays', () => {
  expect(changesSince(['One', 'Two', 'Three'], ['One', 'Two!', 'New', 'Three'])).toEqual([
    { now: 'One', before: 'One' },
    { now: 'Two!', before: 'Two' },
    { now: 'New', before: null },
    { now: 'Three', before: 'Three' },
  ]);
});
