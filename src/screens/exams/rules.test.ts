import { expect, test } from 'vitest';
import { compilePage } from '#modules/content/testing.ts';
import { answerWaits, shownOf } from './rules.ts';

const moments = { dueAt: null, lateUntil: null, closesAt: null, zone: 'UTC' };
const now = new Date('2026-03-01T12:00:00Z');
const after = (number: number, left: number) => ({ moments, lastDue: null, left, sitting: { number }, now });
const judged = (score: number) => ({ score, judgement: { score }, held: false });

test('while a sitting is left a wrong answer and none hide the right one alike, and the page says so', async () => {
  const { release } = await compilePage('---\ntitle: Test\nexam: { attempts: 2 }\n---\n:::ask{#a}\nQ\n:::\n');
  const activity = release?.activities[0];
  if (!activity) throw new Error('it does not compile');
  const outcomes = (number: number, left: number) =>
    [judged(0), null, judged(1)].map((submission) => {
      const shown = shownOf(activity, submission, after(number, left), new Set());
      return [shown.answer, answerWaits(activity, shown)];
    });
  expect(outcomes(1, 1)).toEqual([
    [false, true],
    [false, true],
    [true, false],
  ]);
  expect(outcomes(2, 0)).toEqual([
    [true, false],
    [true, false],
    [true, false],
  ]);
});
