import { describe, expect, it } from 'vitest';
import { attemptsLeft, mayReveal, refusalToSubmit, seedOf } from './submitting.ts';

const now = new Date('2026-03-01T12:00:00Z');
const run = { startsAt: null, endsAt: null };
const may = (over: object = {}, attempts = 0, limit: number | null = null) =>
  refusalToSubmit({ ...run, ...over }, { attempts: limit }, { enrolled: true, attempts, now })?.code ?? null;

describe('handing in', () => {
  it('is possible from the start up to, and not at, the end', () => {
    expect(may({ startsAt: now, endsAt: new Date(now.getTime() + 1) })).toBeNull();
    expect(may({ endsAt: now })).toBe('run-ended');
    expect(may({ startsAt: new Date(now.getTime() + 1) })).toBe('run-not-started');
  });

  it('is possible while attempts are left', () => {
    expect(may({}, 2, 3)).toBeNull();
    expect(may({}, 3, 3)).toBe('no-attempts-left');
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
