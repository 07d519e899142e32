import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';

const loose = { case: false, accents: false };
const same = (one: string, other: string, counts = loose) =>
  foldText(one, counts) === foldText(other, counts);

test.each([
  ['Helsinki', '  HELSINKI '],
  ['café', 'cafe\u0301'],
  ['café', 'Cafe'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['don’t', "don't"],
  ['a – b', 'a - b'],
  ['كَتَبَ', 'كتب'],
  ['كتــاب', 'كتاب'],
  ['أحمد', 'احمد'],
  ['שָׁלוֹם', 'שלום'],
  ['ﬁn', 'fin'],
  ['New   York', 'new\u00a0york'],
])('"%s" and "%s" are the same where neither case nor accents count', (one, other) =>
  expect(same(one, other)).toBe(true),
);

test.each([
  ['कि', 'का'],
  ['が', 'か'],
  ['ไป', 'ปา'],
  ['year', 'yea'],
])('"%s" and "%s" differ: what sets them apart is a letter, not an accent', (one, other) =>
  expect(same(one, other)).toBe(false),
);

test('case and accents count where they are said to', () => {
  expect(same('Polish', 'polish', { case: true, accents: false })).toBe(false);
  expect(same('año', 'ano', { case: false, accents: true })).toBe(false);
  expect(same('AÑO', 'an\u0303o', { case: false, accents: true })).toBe(true);
});
