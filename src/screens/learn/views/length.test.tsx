/** How long something lasts, as a choice. */
import { expect, test } from 'vitest';
import { renderFragment } from '#ui/testing.ts';
import { LengthSelect, periods } from './length.tsx';

const drawn = (value: string, blank?: string) =>
  renderFragment(() => (
    <LengthSelect name="per" label="For each" value={value} usual={periods} blank={blank} />
  ));

test('lengths are chosen by words, and one that is not usual stays as it was written', () => {
  const usual = drawn('P1D');
  expect(usual).toMatch(/<option[^>]*value="P1D"[^>]*>1 day</);
  expect(usual).toMatch(/<option[^>]*value="PT12H"[^>]*>12 hours</);
  expect(usual).not.toContain('P3D');
  expect(drawn('P3D')).toMatch(
    /<option[^>]*value="P3D"[^>]*selected[^>]*>3 days<|<option[^>]*selected[^>]*value="P3D"[^>]*>3 days</,
  );
});

test('where none is a choice, nothing has to be chosen', () => {
  expect(drawn('', 'None')).not.toContain('required');
  expect(drawn('P1D')).toContain('required');
});
