import { expect, test } from 'vitest';
import type { Activity } from '#modules/content/contract.ts';
import type { OutlineSection, Release } from '#modules/content/index.ts';
import type { TargetDates } from '../schema.ts';
import { copyDates } from './copying.ts';

const outline: OutlineSection[] = [
  {
    ...{ kind: 'section', key: 'tides', title: 'Tides', category: null },
    dates: { opens: '2026-10-05T08:00', due: 'P2W' },
    children: [
      {
        ...{ kind: 'unit', key: 'moon', title: 'Moon', category: null, activities: ['a', 'b'] },
        dates: { due: '2026-10-19T23:59' },
      },
    ],
  },
];
const activity = (key: string, dates?: Activity['dates']) =>
  ({ key, unitKey: 'moon', ...(dates && { dates }) }) as Activity;
const release = {
  outline,
  activities: [activity('a'), activity('b', { due: 'P7D' })],
} as unknown as Release;

const copy = (dates: TargetDates[], cohorts: { key: string; title: string; dates: TargetDates[] }[] = []) =>
  copyDates(release, { dates, cohorts }, 7).map(
    ({ cohort, kind, key, name, after }) => `${cohort}|${kind} ${key}|${name} ${after}`,
  );

test('dates of the course become dates of the new run, with all of their name, so that the nearest still counts', () => {
  expect(copy([])).toEqual([
    '|section tides|opens 2026-10-12T08:00',
    '|section tides|due P2W',
    '|unit moon|due 2026-10-26T23:59',
    '|activity b|due P7D',
  ]);
});

test('what staff had set comes first in the new run as in the old one', () => {
  expect(copy([{ kind: 'unit', key: 'moon', dates: { due: '2026-10-21T12:00' } }])).toEqual([
    '|section tides|opens 2026-10-12T08:00',
    '|section tides|due P2W',
    '|unit moon|due 2026-10-28T12:00',
  ]);
});

test('a date of the whole run leaves nothing of the course to copy', () => {
  expect(copy([{ kind: 'run', key: '', dates: { opens: 'none', due: 'P1D' } }])).toEqual([
    '|run |opens none',
    '|run |due P1D',
  ]);
});

test('cohorts keep their own dates', () => {
  const evening = {
    key: 'evening',
    title: 'Evening',
    dates: [{ kind: 'run' as const, key: '', dates: { due: '2026-11-02T20:00:00' } }],
  };
  expect(copy([], [evening])).toContain('evening|run |due 2026-11-09T20:00:00');
});
