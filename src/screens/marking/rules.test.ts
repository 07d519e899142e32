import { expect, test } from 'vitest';
import { translateTo } from '#lib/messages.ts';
import { checkInput } from '#platform/input.ts';
import { allotFromForm, anchorOf, markFromForm, markInputOf, withoutEmpty } from './rules.ts';
import { MarkBody, PinBody } from './schema.ts';

const read = (fields: Record<string, string>) =>
  markInputOf(checkInput(MarkBody, markFromForm(fields), 'text') as MarkBody);

test('a field that is left empty gives no points, no level and no comment', () => {
  expect(read({ version: '3', 'level.a': 'x', 'points.a': '', 'level.b': '', points: '' })).toEqual({
    version: 3,
    marks: [
      { criterion: 'a', level: 'x', points: null, comment: '' },
      { criterion: 'b', level: null, points: null, comment: '' },
    ],
    points: null,
    comment: '',
    reason: '',
  });
});

test('points may have a comma; what is no number is refused', () => {
  expect(read({ points: '2,5' }).points).toBe(2.5);
  expect(() => read({ points: 'two' })).toThrow();
});

test('a saved reply joins the comment', () => {
  expect(read({ comment: ' Good. ', reply: 'See page 3.' }).comment).toBe('Good.\n\nSee page 3.');
});

test('a place is lines or a region, never half of one', () => {
  const place = (fields: Record<string, string>) =>
    anchorOf(checkInput(PinBody, withoutEmpty(fields), 'text') as PinBody);
  expect(place({ from: '2', to: '' })).toEqual({ from: 2, to: 2 });
  expect(place({ file: 'a.png', x: '1', y: '2', width: '3', height: '4' })).toMatchObject({ page: 1, x: 1 });
  expect(place({ file: 'a.png', x: '1' })).toBeNull();
});

test('cohorts of the form become a table of cohort and marker', () => {
  expect(allotFromForm({ way: 'cohort', 'cohort.a': 'm', 'cohort.b': '' })).toEqual({
    way: 'cohort',
    cohorts: { a: 'm' },
  });
});

test('points read as points in every language', () => {
  const t = translateTo('en');
  expect(t('marking.level-points', { points: 6, of: 10 })).toBe('6 of 10');
  expect(t('marking.level-points', { points: 0.333, of: 1 })).toBe('0.33 of 1');
});
