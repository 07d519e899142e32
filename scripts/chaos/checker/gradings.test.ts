import { expect, test } from 'vitest';
import { judgedWrongly, type StoredGrading } from './gradings.ts';

const grading = (over: Partial<StoredGrading> = {}): StoredGrading => ({
  ...{ id: 'a', number: 1, state: 'judged', current: true, score: 1, refused: 0, tries: 0, losses: 0 },
  ...{ worker: null, judgedAt: 2, receivedAt: 1 },
  ...over,
});
const handedIn = [{ id: 'a', right: true }];

test('one judgement that counts and fits is good', () => {
  expect(judgedWrongly(handedIn, [grading()])).toEqual([]);
  expect(judgedWrongly([{ id: 'a', right: false }], [grading({ score: 0.5 })])).toEqual([]);
});

test.each([
  ['none', []],
  ['one under way', [grading({ state: 'running', current: false, score: null })]],
  ['two', [grading({ current: false }), grading({ number: 2 })]],
  ['two that count', [grading(), grading({ number: 2 })]],
  ['one with staff', [grading({ state: 'needs-staff', current: false, score: null })]],
  ['one of another program', [grading({ score: 0.25 })]],
])('%s is not', (_, stored) => {
  expect(judgedWrongly(handedIn, stored)).toHaveLength(1);
});
