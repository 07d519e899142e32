import { expect, test } from 'vitest';
import { allowsChanges, licenseFits, licenseName, licensesFor, licenseUrl } from './license.ts';

test('a license of Creative Commons has a name and an address', () => {
  expect(licenseName('CC-BY-NC-SA-4.0')).toBe('CC BY-NC-SA 4.0');
  expect(licenseUrl('CC-BY-NC-SA-4.0')).toBe('https://creativecommons.org/licenses/by-nc-sa/4.0/');
  expect(licenseUrl('CC0-1.0')).toBe('https://creativecommons.org/publicdomain/zero/1.0/');
  expect([licenseName('MIT'), licenseUrl('MIT')]).toEqual(['MIT', null]);
});

test.each([
  ['CC0-1.0', 'CC-BY-4.0', true],
  ['CC-BY-4.0', 'CC-BY-SA-4.0', true],
  ['CC-BY-4.0', 'CC0-1.0', false],
  ['CC-BY-SA-4.0', 'CC-BY-4.0', false],
  ['CC-BY-SA-3.0', 'CC-BY-SA-4.0', true],
  ['CC-BY-NC-4.0', 'CC-BY-4.0', false],
  ['CC-BY-NC-4.0', 'CC-BY-NC-SA-4.0', true],
  ['CC-BY-NC-SA-4.0', 'CC-BY-SA-4.0', false],
  ['CC-BY-ND-4.0', 'CC-BY-4.0', false],
  ['CC-BY-ND-4.0', 'all-rights-reserved', true],
  ['all-rights-reserved', 'CC-BY-4.0', false],
  ['MIT', 'CC-BY-4.0', true],
])('%s inside %s: %s', (work, whole, fits) => {
  expect(licenseFits(work, whole)).toBe(fits);
});

test('what is shared alike stays so; what is shared freely may be offered as one likes', () => {
  expect(licensesFor('CC-BY-SA-4.0')).toEqual(['CC-BY-SA-4.0']);
  expect(licensesFor('CC0-1.0')).toContain('all-rights-reserved');
});

test('only a license known to allow changes allows them', () => {
  expect(['CC-BY-4.0', 'CC-BY-NC-SA-4.0', 'CC0-1.0'].every(allowsChanges)).toBe(true);
  expect(['CC-BY-ND-4.0', 'all-rights-reserved', 'MIT'].some(allowsChanges)).toBe(false);
});
