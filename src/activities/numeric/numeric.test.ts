import { describe, expect, test } from 'vitest';
import { drawActivity, readActivity } from '#activities/testing.ts';
import { translateTo } from '#lib/messages.ts';
import { numeric } from './index.ts';

const t = translateTo('en');
const read = (attributes: string, inner = '') =>
  readActivity(numeric, `:::numeric{#n ${attributes}}\n${inner}\n:::`);

function tried(attributes: string, answer: string, inner = '') {
  const { settings } = read(attributes, inner).activity;
  return {
    refused: numeric.refuse?.(answer, settings, t, 0) ?? null,
    ...numeric.judge?.(answer, settings, 0),
  };
}

describe('tolerance and intervals', () => {
  test.each([
    ['answer=3e8', '3e8'],
    ['answer="[9.7,9.9)" unit=m', '9.7 to 9.9 m'],
    ['answer="(0,inf)"', 'more than 0'],
    ['answer="[0,inf)"', 'at least 0'],
    ['answer="(-inf,5)"', 'less than 5'],
    ['answer="(-inf,5]"', 'at most 5'],
  ])('the right answer to %s reads "%s"', (attributes, words) =>
    expect(drawActivity(numeric, read(attributes).activity, { reveal: true })).toContain(`>${words}<`),
  );

  test('where any number is right, there is no right answer to show', () =>
    expect(drawActivity(numeric, read('answer="(-inf,inf)"').activity, { reveal: true })).not.toContain(
      'right-answer',
    ));

  test.each([
    ['answer=9.8 tolerance=0.1', '9.7', 1],
    ['answer=9.8 tolerance=0.1', '9.9', 1],
    ['answer=9.8 tolerance=0.1', '9.69', 0],
    ['answer=200 tolerance="2%"', '196', 1],
    ['answer=-200 tolerance="2%"', '-204', 1],
    ['answer=200 tolerance="2%"', '195.9', 0],
    ['answer=0.3', '0.3', 1],
    ['answer=3e8', '3·10^8', 1],
    ['answer=0', '-0', 1],
    ['answer="[9.7,9.9)"', '9.7', 1],
    ['answer="[9.7,9.9)"', '9.9', 0],
    ['answer="]1;2["', '1', 0],
    ['answer="(0,inf)"', '1e300', 1],
  ])('%s: %s gives %d', (attributes, answer, score) =>
    expect(tried(attributes, answer)).toMatchObject({ refused: null, score }),
  );
});

test('the first range that holds the number decides, with its feedback', () => {
  const inner =
    '::answer[Half of it.]{value=4.9 tolerance=0.1 score=0.5}\n\n::answer[Not *that*.]{value="[-inf,inf]" score=0}';
  expect(tried('answer=9.8', '4,9', inner)).toMatchObject({ score: 0.5, feedback: ['Half of it.'] });
  expect(tried('answer=9.8', '77', inner)).toMatchObject({ score: 0, feedback: ['Not <em>that</em>.'] });
});

describe('units', () => {
  test.each(['9.8', '9.8 m/s^2', '9.8 m/s²', '9.8 m / s**2', '9.8m/s2'])(
    '"%s" is right where the unit is shown',
    (answer) => expect(tried('answer=9.8 unit="m/s^2"', answer)).toMatchObject({ refused: null, score: 1 }),
  );

  test('another unit than the shown one is refused with the right one, at no cost', () => {
    expect(tried('answer=9.8 unit="m"', '9.8 km').refused).toBe(
      'Give the answer in m, not in “km”. This cost no attempt.',
    );
  });

  test('a required unit is not shown, a missing one is refused, a wrong one is wrong', () => {
    expect(drawActivity(numeric, read('answer=9.8 unit=kg unit-required').activity)).not.toContain('kg');
    expect(tried('answer=9.8 unit=kg unit-required', '9.8').refused).toMatch(/Add the unit/);
    expect(tried('answer=9.8 unit=kg unit-required', '9.8 g')).toMatchObject({ refused: null, score: 0 });
    expect(tried('answer=9.8 unit="N m|Nm" unit-required', '9.8 N·m')).toMatchObject({
      refused: null,
      score: 1,
    });
  });

  test('capital letters count: mW is not MW', () => {
    expect(tried('answer=1 unit=mW unit-required', '1 MW').score).toBe(0);
  });
});

test('what is no number, or may be two, is refused with a word of help', () => {
  expect(tried('answer=5', 'five').refused).toMatch(/could not be read as a number/);
  expect(tried('answer=5', '5 apples').refused).toMatch(/could not be read as a number/);
  expect(tried('answer=1500', '1,500').refused).toMatch(/1\.5 or 1500/);
});

test.each([
  ['answer=five', /not a number/],
  ['answer="1,5"', /not a number/],
  ['answer="[2,1]"', /not a number/],
  ['answer=5 tolerance=lots', /tolerance/],
  ['answer=5 tolerance="-1"', /tolerance/],
  ['answer=5 unit-required', /unit is required/],
  ['', /No answer is right/],
])('{%s} is reported', (attributes, message) =>
  expect(
    read(attributes)
      .problems.map((problem) => problem.message)
      .join(' '),
  ).toMatch(message),
);
