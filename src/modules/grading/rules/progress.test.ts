import { describe, expect, it } from 'vitest';
import { isComplete, nextUnit } from './progress.ts';

const units = [
  { key: 'read', activities: [] },
  { key: 'quiz', activities: ['a', 'b'] },
  { key: 'end', activities: [] },
];
const state = (done: string[], answered: string[] = []) => ({
  done: new Set(done),
  answered: new Set(answered),
});

describe('a unit', () => {
  it('is complete when the learner says so', () => {
    expect(units.map((unit) => isComplete(unit, state(['read'])))).toEqual([true, false, false]);
  });

  it('is complete when everything in it is answered, and not before', () => {
    expect(isComplete({ key: 'quiz', activities: ['a', 'b'] }, state([], ['a']))).toBe(false);
    expect(isComplete({ key: 'quiz', activities: ['a', 'b'] }, state([], ['a', 'b']))).toBe(true);
  });

  it('without activities is not complete by itself', () => {
    expect(isComplete({ key: 'read', activities: [] }, state([]))).toBe(false);
  });
});

describe('going on', () => {
  it('leads to the first incomplete unit from where the learner was', () => {
    expect(nextUnit(units, state(['quiz']), 'quiz')).toBe('end');
  });

  it('leads back to what was skipped when everything after is complete', () => {
    expect(nextUnit(units, state(['quiz', 'end']), 'end')).toBe('read');
  });

  it('begins at the beginning, also when the last seen unit is gone', () => {
    expect(nextUnit(units, state([]), null)).toBe('read');
    expect(nextUnit(units, state([]), 'removed')).toBe('read');
  });

  it('leads to the first unit when everything is complete', () => {
    expect(nextUnit(units, state(['read', 'quiz', 'end']), 'end')).toBe('read');
  });
});
