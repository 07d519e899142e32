import { expect, test } from 'vitest';
import { clockOfDuration, durationOfClock } from './clock-time.ts';

test('a length is typed as on a clock and stands in the source as a duration', () => {
  expect(durationOfClock('2:10')).toBe('PT2M10S');
  expect(durationOfClock(' 1:02:07 ')).toBe('PT1H2M7S');
  expect(durationOfClock('90:00')).toBe('PT90M');
  expect(durationOfClock('0:00')).toBe('PT0S');
  for (const clock of ['0:07', '2:10', '1:02:07', '1:00:00'])
    expect(clockOfDuration(durationOfClock(clock))).toBe(clock);
});

test('what is no length stays as it was typed, so that the mistake shows', () => {
  for (const text of ['', 'two minutes', '2:75', 'P1D', 'PT', 'PT2.5S']) {
    expect(durationOfClock(text)).toBe(text);
    expect(clockOfDuration(text)).toBe(text);
  }
});
