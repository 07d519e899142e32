/** Who meets which release while a pilot is on. */
import { describe, expect, test } from 'vitest';
import type { Activity } from '#modules/content/contract.ts';
import type { Release } from '#modules/content/index.ts';
import { oneRelease, onlyFor, withPilot } from './releases.ts';

const releaseOf = (id: string, ...keys: string[]): Release => ({
  ...({ id, outline: [], assets: [] } as unknown as Release),
  units: keys.map((key) => ({ key }) as Release['units'][number]),
  activities: keys.map((key) => ({ key, unitKey: id }) as Activity),
});

const main = releaseOf('main', 'both', 'old');
const pilot = releaseOf('pilot', 'both', 'new');
const releases = withPilot(main, { cohort: 'Evening', release: pilot, members: new Set(['ada']) });

describe('a run in a pilot', () => {
  test('shows its release to the cohort and everybody’s to all others', () => {
    expect(releases.of('ada')).toBe(pilot);
    expect(releases.of('ben')).toBe(main);
  });

  test('says of each activity who meets it', () => {
    expect(['both', 'old', 'new', 'none'].map((key) => onlyFor(releases, key))).toEqual([
      null,
      'others',
      'pilot',
      null,
    ]);
  });

  test('has all of both releases for staff, each once, everybody’s where it is in both', () => {
    expect(releases.whole.activities.map(({ key, unitKey }) => `${key} ${unitKey}`)).toEqual([
      'both main',
      'old main',
      'new pilot',
    ]);
    expect(releases.whole.units.map(({ key }) => key)).toEqual(['both', 'old', 'new']);
  });

  test('keeps that as long as it keeps both, so that pages find what they derived from it', () => {
    const again = withPilot(main, { cohort: 'Evening', release: pilot, members: new Set() });
    expect(again.whole).toBe(releases.whole);
  });
});

test('without a pilot everybody meets everything', () => {
  const all = oneRelease(main);
  expect(all.of('ada')).toBe(main);
  expect(onlyFor(all, 'old')).toBeNull();
});
