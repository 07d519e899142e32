import { describe, expect, test } from 'vitest';
import type { Revision } from '#modules/content/index.ts';
import { stintsOf } from './rules.ts';

const noon = Date.parse('2026-11-22T12:00:00Z');
const facts = { sha256: 'a', size: 1 };

/** Saved so many minutes after noon. */
const saved = (number: number, minutes: number, other: Partial<Revision> = {}): Revision => ({
  ...{ courseId: 'c', number, note: '', origin: 'browser', createdBy: 'ana', alsoBy: [] },
  changes: { 'units/a.md': { before: facts, after: facts } },
  createdAt: new Date(noon + minutes * 60_000),
  ...other,
});

const numbers = (revisions: Revision[], released: number | null = null) =>
  stintsOf(revisions, released).map((stint) => stint.revisions.map(({ number }) => number));

describe('savings of one stint', () => {
  test('by the same people, of the same files, without a long pause are one', () => {
    expect(numbers([saved(3, 30), saved(2, 15), saved(1, 0)])).toEqual([[3, 2, 1]]);
    expect(numbers([saved(3, 61), saved(2, 15), saved(1, 0)])).toEqual([[3], [2, 1]]);
  });

  test('end where somebody else writes, alone or with them', () => {
    const [others, both] = [{ createdBy: 'ben' }, { createdBy: 'ben', alsoBy: ['ana'] }];
    expect(numbers([saved(3, 2), saved(2, 1, others), saved(1, 0)])).toEqual([[3], [2], [1]]);
    expect(numbers([saved(2, 1, both), saved(1, 0, { alsoBy: ['ben'] })])).toEqual([[2, 1]]);
    expect(stintsOf([saved(2, 1, both)], null)[0]?.by).toEqual(['ben', 'ana']);
  });

  test('end at other files, at a note, at another door and at what was released', () => {
    const changes = { 'course.yaml': { before: facts, after: facts } };
    for (const other of [{ changes }, { note: 'Moved' }, { origin: 'git' as const }])
      expect(numbers([saved(2, 1), saved(1, 0, other)])).toEqual([[2], [1]]);
    expect(numbers([saved(3, 2), saved(2, 1), saved(1, 0)], 2)).toEqual([[3], [2, 1]]);
  });
});
