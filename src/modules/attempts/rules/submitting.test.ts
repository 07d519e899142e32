import { describe, expect, it } from 'vitest';
import type { Moments } from '#modules/enrollment/index.ts';
import { seedOf } from './seed.ts';
import { attemptsLeft, mayReveal, refusalToSubmit } from './submitting.ts';

const now = new Date('2026-03-01T12:00:00Z');
const run = { startsAt: null, endsAt: null };
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const times = {
  ...{ opensAt: null, dueAt: null, lateUntil: null, closesAt: null, attempts: null },
  ...{ timeFactor: 1, late: null, zone: 'UTC', because: [] },
} satisfies Moments;
const may = (moments: Partial<Moments> = {}, attempts = 0, over: object = {}) =>
  refusalToSubmit({ ...run, ...over }, {}, { ...times, ...moments }, { enrolled: true, attempts, now })
    ?.code ?? null;

describe('handing in', () => {
  it('is possible from the opening up to and at the close', () => {
    expect(may({ opensAt: now, closesAt: now })).toBeNull();
    expect(may({ closesAt: at(-1) })).toBe('activity-closed');
    expect(may({ opensAt: at(1) })).toBe('activity-not-open');
  });

  it('says so where it is the run that has not started or has ended', () => {
    expect(may({ opensAt: at(1) }, 0, { startsAt: at(1) })).toBe('run-not-started');
    expect(may({ closesAt: at(-1) }, 0, { endsAt: at(-1) })).toBe('run-ended');
  });

  it('is possible after the end of the run for whoever has more time', () => {
    expect(may({ closesAt: at(60) }, 0, { endsAt: at(-60) })).toBeNull();
  });

  it('is possible when it is late, until late work is not taken any more', () => {
    expect(may({ dueAt: at(-60) })).toBeNull();
    expect(may({ dueAt: at(-60), lateUntil: at(1) })).toBeNull();
    expect(may({ dueAt: at(-60), lateUntil: at(-1) })).toBe('activity-closed');
    expect(may({ dueAt: at(-60), lateUntil: at(-1), closesAt: at(60) })).toBeNull();
  });

  it('is possible while attempts are left', () => {
    expect(may({ attempts: 3 }, 2)).toBeNull();
    expect(may({ attempts: 3 }, 3)).toBe('no-attempts-left');
    expect(may({}, 1_000)).toBeNull();
    expect([attemptsLeft({ attempts: 3 }, 5), attemptsLeft({ attempts: null }, 5)]).toEqual([0, null]);
  });
});

describe('the right answer', () => {
  const state = (attempts: number, bestScore: number | null, left: number | null) => ({
    attempts,
    bestScore,
    left,
  });

  it('shows as its rule says', () => {
    expect(mayReveal('never', state(3, 1, 0))).toBe(false);
    expect(mayReveal('answered', state(0, null, 3))).toBe(false);
    expect(mayReveal('answered', state(1, 0, 2))).toBe(true);
    expect(mayReveal('correct', state(3, 0.5, 0))).toBe(false);
    expect(mayReveal('correct', state(1, 1, 2))).toBe(true);
    expect(mayReveal('finished', state(2, 0.5, 1))).toBe(false);
    expect(mayReveal('finished', state(3, 0.5, 0))).toBe(true);
    expect(mayReveal('finished', state(1, 1, null))).toBe(true);
  });
});

describe('a shuffle', () => {
  it('is the same for one learner and spreads over many', () => {
    expect(seedOf('ada', 'q')).toBe(seedOf('ada', 'q'));
    const seeds = new Set(Array.from({ length: 1_000 }, (_, n) => seedOf(`learner-${n}`, 'q')));
    expect(seeds.size).toBe(64);
  });
});
