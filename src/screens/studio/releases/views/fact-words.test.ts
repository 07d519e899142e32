/** What a difference of two releases calls a value. */
import { expect, test } from 'vitest';
import { translateTo } from '#lib/messages.ts';
import { factLabel, factValue, writtenFacts } from './fact-words.ts';

const t = translateTo('en');

test.each([
  ['points', 'Points'],
  ['showAnswer', 'The right answer shows'],
  ['reveal/score', 'The points show'],
  ['reveal/score/at', 'The points show'],
  ['dates/lateUntil', 'Late work until'],
  ['peers/self', 'Learners judge their own work, too'],
  ['settings/ranges/1/shown', 'Accepted answer 1'],
  ['settings/options/b/correct', 'Option “b” › This is right'],
  ['settings/batteries/1/files/test_tide.py', 'Group of tests 1 › File “test_tide.py”'],
  ['rubric/criteria/clear/levels/good/share', 'Criterion “clear” › Level “good” › Part of the points'],
  ['grading/categories/homework/weight', 'Category “homework” › Weight'],
  ['grading/late/per', 'For each'],
  ['settings/somethingNew', 'something-new'],
])('%s is said as the form says it: %s', (name, label) => expect(factLabel(t, name.split('/'))).toBe(label));

test('words of the form stand for its values, and what an author wrote stays', () => {
  expect(factValue(t, 'settings.shuffle', 'true')).toBe('yes');
  expect(factValue(t, 'showAnswer', 'never')).toBe('never');
  expect(factValue(t, 'showAnswer', 'finished')).toBe('when right, or no attempt is left');
  expect(factValue(t, 'reveal.score', 'after-due')).toBe('after the learner’s deadline');
  expect(factValue(t, 'level', 'advanced')).toBe('Advanced');
  expect(factValue(t, 'pace', 'self')).toBe('Self-paced');
  expect(factValue(t, 'grading.counts', 'best')).toBe('the best');
  expect(factValue(t, 'grading.late.per', 'P1D')).toBe('1 day');
  expect(factValue(t, 'settings.options.a.text', 'finished')).toBe('finished');
  expect(factValue(t, 'title', 'self')).toBe('self');
});

test('what follows from the answer as it was written is not told again', () => {
  const facts = ['shown', 'from', 'to', 'score'].map((name) => ({
    ...{ name: `settings.ranges.1.${name}`, path: [], before: '1', after: '2' },
  }));
  expect(writtenFacts(facts).map(({ name }) => name)).toEqual([
    'settings.ranges.1.shown',
    'settings.ranges.1.score',
  ]);
});
