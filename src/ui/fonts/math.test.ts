import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the font for formulas takes at most half of what a cold page may weigh', () => {
  const font = readFileSync(new URL('math.woff2', import.meta.url));
  expect(font.subarray(0, 4).toString()).toBe('wOF2');
  expect(font.length).toBeLessThan(25_000);
});
