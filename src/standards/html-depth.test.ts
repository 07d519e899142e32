import { expect, test } from 'vitest';
import { isTooDeep } from './html-depth.ts';

test('many elements one after the other are not deep, however their ends are left out', () => {
  expect(isTooDeep('<p>a<br><b>b</b>'.repeat(1_000))).toBe(false);
  expect(isTooDeep(`<ul>${'<li>a'.repeat(1_000)}</ul>`)).toBe(false);
});

test('elements in one another are deep', () => {
  expect(isTooDeep('<div>'.repeat(101))).toBe(true);
  expect(isTooDeep('<div><p></p>'.repeat(101))).toBe(true);
});

test('ends of elements that are not open do not hide the depth', () => {
  expect(isTooDeep('</div>'.repeat(1_000) + '<div>'.repeat(101))).toBe(true);
  expect(isTooDeep('<div></b>'.repeat(101))).toBe(true);
});
