import { expect, test } from 'vitest';
import { findGitVersion, isNewEnough } from './version.ts';

test.each([
  ['2.37', true],
  ['2.37.0', true],
  ['2.39.5', true],
  ['3.0', true],
  ['2.36.9', false],
  ['2.9.5', false],
  ['1.99.1', false],
])('git %s is new enough: %s', (version, enough) => {
  expect(isNewEnough(version)).toBe(enough);
});

test('the command says which it is', async () => {
  expect(await findGitVersion()).toMatch(/^\d+\.\d+/);
});
