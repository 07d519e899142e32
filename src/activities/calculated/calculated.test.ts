import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawActivity, readActivity } from '#activities/testing.ts';
import { translateTo } from '#lib/messages.ts';
import { calculated } from './index.ts';
import { calculate, parseExpression } from './rules/expression.ts';
import { factorBetween, isKnownUnit } from './rules/unit.ts';
import { drawValues, fillValues, printNumber } from './rules/values.ts';

const t = translateTo('en');
const read = (attributes: string, inner = '') =>
  readActivity(calculated, `:::calculated{#c ${attributes}}\nHow much?\n\n${inner}\n:::`);
const problems = (attributes: string, inner = '') =>
  read(attributes, inner)
    .problems.map(({ message }) => message)
    .join(' ');

/** What comes of an answer to the question of seed 0. */
function tried(attributes: string, inner: string, value: string) {
  const { settings } = read(attributes, inner).activity;
  const answer = { value, seed: 0 };
  return {
    refused: calculated.refuse?.(answer, settings, t, 0) ?? null,
    score: calculated.judge?.(answer, settings, 0).score,
  };
}

describe('an expression is read as it is printed', () => {
  test.each([
    ['2+3*4', 14],
    ['-2^2', -4],
    ['(-2)^2', 4],
    ['2^-1', 0.5],
    ['2^3^2', 512],
    ['2*-3', -6],
    ['8/2/2', 2],
    ['5-3-1', 1],
    ['2x(x+1)', 24],
    ['3x²', 27],
    ['xy', 6],
    ['2xy^2', 24],
    ['x y', 6],
    ['(x)(y)', 6],
    ['3·10^8', 3e8],
    ['1,5 + 0.5', 2],
    ['2π/π', 2],
    ['sin(pi/2)', 1],
    ['ln(e)', 1],
    ['log(1000)', 3],
    ['log(8; 2)', 3],
    ['√(16)', 4],
    ['sqrt(16)x', 12],
    ['min(x, y)', 2],
    ['round(2.345; 2)', 2.35],
    ['fact(5)', 120],
    ['−x', -3],
    ['+x', 3],
    ['6÷2×3', 9],
    ['1.5e3', 1500],
  ])('%s is %d', (text, value) => {
    expect(
      calculate(
        text,
        new Map([
          ['x', 3],
          ['y', 2],
        ]),
      ),
    ).toBeCloseTo(value, 9);
  });

  test.each([
    '',
    '2+',
    '(2',
    '2)',
    '()',
    '*2',
    '2**',
    'sin',
    'sin()',
    'sin 2',
    'sin(1, 2)',
    '2,',
    'q',
    'x.y',
    'x[0]',
    '"a"',
    'x=1',
    'x;y',
    '#',
  ])('%s cannot be read', (text) => expect(parseExpression(text, ['x', 'y'])).toHaveProperty('mistake'));

  test.each([
    'constructor',
    '__proto__',
    'toString',
    'valueOf',
    'process',
    'globalThis',
    'this',
    'eval("1")',
    'x.constructor',
    'constructor.constructor("return process")()',
    '$(1)',
    '`1`',
  ])('%s reaches nothing but numbers', (text) =>
    expect(parseExpression(text, ['x'])).toHaveProperty('mistake'),
  );

  test('no text throws or takes long, and what is read has a number or none as its value', () => {
    const piece = fc.constantFrom(
      'x',
      '2',
      '(',
      ')',
      '+',
      '-',
      '*',
      '/',
      '^',
      'sin',
      ',',
      ' ',
      '9',
      '.',
      'e',
      'fact(',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 250 }), (pieces) => {
        const text = pieces.join('');
        expect(typeof calculate(text, new Map([['x', 2]]))).toBe('number');
      }),
    );
    expect(parseExpression('('.repeat(5_000), [])).toHaveProperty('mistake', 'length');
  });
});

describe('values', () => {
  const inner =
    '::value{name=a from=0.1 to=1 step=0.1}\n\n::value{name=w of="sun, moon"}\n\n::value{name=d is="2*a" digits=1}';
  const { settings } = read('answer=d', inner).activity;

  test('are the same for the same seed, within their range and as exact as it was written', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { shown } = drawValues(settings, seed);
        expect(drawValues(settings, seed).shown).toEqual(shown);
        expect(String(shown.get('a'))).toMatch(/^(?:0\.[1-9]|1)$/);
        expect(shown.get('d')).toBeCloseTo(2 * Number(shown.get('a')), 9);
        expect(['sun', 'moon']).toContain(shown.get('w'));
      }),
    );
  });

  test('of one name do not change where another is added before it', () => {
    const more = read('answer=d', `::value{name=z from=1 to=9}\n\n${inner}`).activity.settings;
    for (let seed = 0; seed < 50; seed++)
      expect(drawValues(more, seed).shown.get('a')).toBe(drawValues(settings, seed).shown.get('a'));
  });

  test('stand in text and formulas as the language prints them; other braces stay; words are escaped', () => {
    const drawn = {
      numbers: new Map([['a', -2.5]]),
      shown: new Map<string, number | string>([
        ['a', -2.5],
        ['w', '<b>"x"'],
      ]),
    };
    const html = '<p>{a} {b} {w} <math><mtext>⟦a⟧</mtext><mtext>⟦q⟧</mtext></math></p>';
    expect(fillValues(html, drawn, 'es')).toBe(
      '<p>−2,5 {b} &lt;b&gt;&quot;x&quot; <math><mn>−2,5</mn><mtext>⟦q⟧</mtext></math></p>',
    );
    expect([printNumber(3e10, 'en'), printNumber(0, 'en'), printNumber(1e-7, 'en')]).toEqual([
      '3·10¹⁰',
      '0',
      '1·10⁻⁷',
    ]);
  });
});

describe('a number is right', () => {
  const inner = '::value{name=v of="20"}\n\n::value{name=t of="3"}\n\n::answer[Divided.]{is="v/t" score=0.5}';
  test.each([
    ['answer="v*t" unit=m', '60', 1],
    ['answer="v*t" unit=m', '60 m', 1],
    ['answer="v*t" unit=m', '0.06 km', 1],
    ['answer="v*t" unit=m', '6000cm', 1],
    ['answer="v*t" unit=m', '60.5', 1],
    ['answer="v*t" unit=m', '61', 0],
    ['answer="v*t" tolerance=1 unit=m', '61', 1],
    ['answer="v*t" tolerance="5%"', '63', 1],
    ['answer="v*t"', '20*3', 1],
    ['answer="v/t"', '20/3', 1],
    ['answer="v*t"', '6,667', 0],
    ['answer="v*t" unit="m/s" unit-required', '216 km/h', 1],
    ['answer="v*t" unit="m/s" unit-required', '60 m', 0],
  ])('%s: %s gives %d', (attributes, value, score) => {
    const said = tried(attributes, inner, value);
    if (value !== '6,667') expect(said).toEqual({ refused: null, score });
    else expect(said.refused).toMatch(/6\.667 or 6667/);
  });

  test('another right answer gives its part, with its feedback', () => {
    const { settings } = read('answer="v*t"', inner).activity;
    expect(calculated.judge?.({ value: '6.667', seed: 0 }, settings, 0)).toEqual({
      score: 0.5,
      feedback: ['Divided.'],
    });
  });

  test('what is none, lacks its unit or has another is refused at no cost', () => {
    expect(tried('answer="v*t"', inner, 'sixty').refused).toMatch(/could not be read/);
    expect(tried('answer="v*t" unit=m unit-required', inner, '60').refused).toMatch(/Add the unit/);
    expect(tried('answer="v*t" unit=m', inner, '60 kg').refused).toMatch(/in m, not in “kg”/);
  });
});

describe('a formula is right where it has the same values', () => {
  const inner = '::value{name=a of="3"}\n\n::unknown{name=x from=0.5 to=4}';
  test.each([
    ['answer="2*a*x"', '6x', 1],
    ['answer="2*a*x"', 'x*6', 1],
    ['answer="2*a*x"', '3x+3x', 1],
    ['answer="2*a*x"', '6x^2/x', 1],
    ['answer="2*a*x"', '6.001x', 0],
    ['answer="2*a*x"', '6', 0],
    ['answer="(x+1)^2"', 'x²+2x+1', 1],
    ['answer="sin(x)^2+cos(x)^2"', '1', 1],
    ['answer="ln(x)"', 'ln(x^2)/2', 1],
    ['answer="ln(x)"', 'log(x)', 0],
    ['answer="1/x"', '1/(x-x)', 0],
  ])('%s: %s gives %d', (attributes, value, score) =>
    expect(tried(attributes, inner, value)).toEqual({ refused: null, score }),
  );

  test('a name or sign that cannot stand there is refused with a word of help', () => {
    expect(tried('answer="2*a*x"', inner, '6z').refused).toMatch(/“z” is no name/);
    expect(tried('answer="2*a*x"', inner, '6x?').refused).toMatch(/“\?” cannot stand/);
    expect(tried('answer="2*a*x"', inner, '6(x').refused).toMatch(/could not be read/);
  });
});

test('an answer to the numbers of another attempt is asked again with those shown', () => {
  const { settings } = read('answer=a', '::value{name=a from=1 to=9}').activity;
  expect(calculated.refuse?.({ value: '1', seed: 3 }, settings, t, 4)).toMatch(
    /numbers of this question have changed/,
  );
});

test('the right answer shows with the values put in, never before', () => {
  const { activity } = read('answer="2*a*x"', '::value{name=a of="3"}\n\n::unknown{name=x}');
  expect(drawActivity(calculated, activity, { reveal: true, disabled: true })).toContain('2*3*x');
  expect(drawActivity(calculated, activity)).not.toContain('2*3');
});

describe('units', () => {
  test.each([
    ['km/h', 'm/s', 1 / 3.6],
    ['m/s^2', 'cm/s²', 100],
    ['N·m', 'J', 1],
    ['J/(kg K)', 'J/kg/K', 1],
    ['kWh', 'MJ', 3.6],
    ['mm²', 'm^2', 1e-6],
  ])('%s is so many %s', (from, to, factor) => expect(factorBetween(from, to)).toBeCloseTo(factor, 12));

  test('what measures something else has no factor; what is none is not known', () => {
    expect(factorBetween('m', 's')).toBeNull();
    expect([isKnownUnit('apples'), isKnownUnit('m'.repeat(500)), isKnownUnit('kg m/s^2')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

test.each([
  ['', '', /No answer is right/],
  ['answer="a+"', '::value{name=a from=1 to=2}', /cannot be read/],
  ['answer=b', '::value{name=a from=1 to=2}', /cannot be read/],
  ['answer=a', '::value{name=a from=2 to=1}', /no number between/],
  ['answer=a', '::value{name=a from=1 to=2 step=0}', /no number between/],
  ['answer=a', '::value{name=a from=x to=2}', /`from` is "x"/],
  ['answer=sin', '::value{name=sin from=1 to=2}', /is a function/],
  ['answer=a', '::value{name=a from=1 to=2}\n\n::value{name=a from=1 to=2}', /taken/],
  ['answer="1/a"', '::value{name=a of="0, 1"}', /has no value for a = 0/],
  ['answer=a unit=apples', '::value{name=a of="1"}', /unit "apples"/],
  ['answer=a unit-required', '::value{name=a of="1"}', /unit is required/],
  ['answer=a values=never', '::value{name=a of="1"}', /values/],
])('{%s} %s is reported', (attributes, inner, message) =>
  expect(problems(attributes, inner)).toMatch(message),
);
