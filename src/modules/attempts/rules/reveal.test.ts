import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RevealRule, RevealRules, ShowAnswer } from '#modules/content/contract.ts';
import { judgementShown, type RevealFacts, resultShown, revealed } from './reveal.ts';

const now = new Date('2026-10-05T12:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

const facts = (over: Partial<RevealFacts> = {}, due: Date | null = null): RevealFacts => ({
  now,
  moments: { dueAt: due, lateUntil: null, closesAt: null, zone: 'Europe/Helsinki' },
  lastDue: () => due,
  released: false,
  attempts: 1,
  left: null,
  bestScore: 0.5,
  ...over,
});
const shown = (reveal: RevealRules, over: Partial<RevealFacts> = {}, due: Date | null = null) =>
  revealed({ reveal, showAnswer: 'never' }, facts(over, due));

describe('a score shows', () => {
  test.each<[RevealRule, Partial<RevealFacts>, Date | null, boolean]>([
    ['at-once', {}, null, true],
    ['released', {}, null, false],
    ['released', { released: true }, null, true],
    ['after-due', {}, at(1), false],
    ['after-due', {}, now, false],
    ['after-due', {}, at(-1), true],
    ['after-due', {}, null, true],
    ['after-all-due', { lastDue: () => at(60) }, at(-1), false],
    ['after-all-due', { lastDue: () => at(-1) }, at(-60), true],
    ['after-all-due', { lastDue: () => at(-1) }, at(60), false],
    ['full-points', { bestScore: 0.99 }, null, false],
    ['full-points', { bestScore: 1 }, null, true],
    ['attempts-used', { left: 1 }, null, false],
    ['attempts-used', { left: 0 }, null, true],
    ['attempts-used', { left: null }, null, false],
    // Noon in UTC is 15:00 in Helsinki.
    [{ at: '2026-10-05T15:00' }, {}, null, true],
    [{ at: '2026-10-05T15:01' }, {}, null, false],
  ])('%j with %j and due %s: %s', (rule, over, due, expected) =>
    expect(shown({ score: rule }, over, due).score).toBe(expected),
  );
});

test('a hidden score hides feedback and right answer, unless their own rules say more', () => {
  const showAnswer: ShowAnswer = 'answered';
  const hidden = { score: 'released' } as const;
  expect(revealed({ reveal: hidden, showAnswer }, facts())).toEqual({
    score: false,
    feedback: false,
    answer: false,
  });
  const more = { ...hidden, feedback: 'at-once', answer: 'after-due' } as const;
  expect(revealed({ reveal: more, showAnswer }, facts({}, at(-1)))).toEqual({
    score: false,
    feedback: true,
    answer: true,
  });
});

test('without rules everything is as it was: the right answer follows show-answer alone', () => {
  expect(revealed({ showAnswer: 'correct' }, facts())).toEqual({
    score: true,
    feedback: true,
    answer: false,
  });
  expect(revealed({ showAnswer: 'correct' }, facts({ bestScore: 1 })).answer).toBe(true);
});

test('a right answer waits until nothing can be handed in, also late', () => {
  const moments = { dueAt: at(-60), lateUntil: at(60), closesAt: null, zone: 'UTC' };
  expect(shown({ answer: 'after-due', score: 'after-due' }, { moments })).toMatchObject({
    score: true,
    answer: false,
  });
  expect(shown({ answer: 'after-due' }, { moments, now: at(61) }).answer).toBe(true);
});

test('whatever the rules, a hidden score is in no part of what is told of a submission', () => {
  const rule = fc.constantFrom<RevealRule>(
    'released',
    'after-due',
    'after-all-due',
    'full-points',
    'attempts-used',
  );
  fc.assert(
    fc.property(rule, fc.double({ min: 0, max: 0.9, noNaN: true }), (score, points) => {
      const judgement = { score: points, parts: [{ id: 'a', correct: points > 0.5 }], feedback: ['Well'] };
      const result = resultShown(
        { score: points, bestScore: points, judgement },
        { reveal: { score, feedback: 'at-once' }, showAnswer: 'answered' },
        facts({ left: 1 }, at(60)),
      );
      expect(result).toEqual({ score: null, bestScore: null, judgement: null });
    }),
  );
});

test('hidden feedback takes the marks at single parts with it', () => {
  const judgement = { score: 1, parts: [{ id: 'a', correct: true }], feedback: ['Well'], cases: [] };
  expect(judgementShown(judgement, { score: true, feedback: false, answer: false })).toEqual({ score: 1 });
});
