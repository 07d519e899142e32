import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainSymbols, readDecimal } from './decimal.ts';

const value = (text: string) => {
  const read = readDecimal(text);
  return read.kind === 'number' ? read.value : read.kind;
};

describe('a number is read as people write it', () => {
  test.each([
    ['1.5', 1.5],
    ['1,5', 1.5],
    ['-3', -3],
    ['−3', -3],
    ['+ 7', 7],
    ['.5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    ['12 000', 12_000],
    ['12\u202f000,25', 12_000.25],
    ["1'234'567.5", 1_234_567.5],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1.234.567', 1_234_567],
    ['12,34,567', 1_234_567],
    ['9.806', 9.806],
    ['0,125', 0.125],
    ['1e3', 1000],
    ['1,5E-3', 0.0015],
    ['3·10^8', 3e8],
    ['3 × 10⁻⁴', 3e-4],
    ['2*10**3', 2000],
    ['10^3', 1000],
    ['-10^2', -100],
    ['٣٫٥', 3.5],
    ['۱۲٬۰۰۰', 12_000],
    ['१२', 12],
    ['\u200e-٣\u200f', -3],
    ['１２', 12],
  ])('%s', (text, expected) => expect(value(text)).toBe(expected));
});

test('a comma before three digits may mean two numbers and is never guessed', () => {
  expect(readDecimal('1,500')).toEqual({ kind: 'ambiguous', readings: [1.5, 1500] });
  expect(readDecimal('-12,345')).toEqual({ kind: 'ambiguous', readings: [-12.345, -12345] });
});

test.each([
  '',
  'five',
  '-',
  '1 5',
  '1..5',
  '1.2.3',
  '1,2.3,4',
  '3/',
  '3/4',
  'e3',
  '1e999',
  '١.٢.٣',
  'NaN',
  'Infinity',
])('"%s" is not taken for a bare number', (text) => {
  const read = readDecimal(text);
  expect(read.kind === 'number' && read.rest === '').toBe(false);
});

test('what follows the number is its unit', () => {
  expect(readDecimal('9.81 m/s²')).toEqual({ kind: 'number', value: 9.81, rest: 'm/s^2' });
  expect(readDecimal('5 eV')).toEqual({ kind: 'number', value: 5, rest: 'eV' });
  expect(readDecimal('20 %')).toEqual({ kind: 'number', value: 20, rest: '%' });
  expect(plainSymbols('10 ㎧')).toBe('10 m∕s');
});

test('every number that JavaScript prints is read back', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(readDecimal(String(number))).toEqual({
        kind: 'number',
        value: number === 0 ? expect.closeTo(0) : number,
        rest: '',
      });
    }),
  );
});

test.each(['en', 'de', 'es', 'fr', 'ar-EG', 'fa', 'hi', 'de-CH'])(
  'every number of five digits or more that %s prints is read back',
  (locale) => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (hundredths) => {
        const number = hundredths / 100;
        const read = readDecimal(format.format(number));
        expect(read.kind === 'number' && read.value + 0).toBe(number + 0);
      }),
    );
  },
);

test('any text is answered without an error', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readDecimal(text)));
});
