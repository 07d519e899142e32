import { expect, test } from 'vitest';
import { drawActivity, readActivity } from '#activities/testing.ts';
import { translateTo } from '#lib/messages.ts';
import { match } from './index.ts';

const table = (rows: string, attributes = '') => `:::match{#m ${attributes}}
Which belongs to which?

| Left | Right |
| --- | --- |
${rows}
:::`;
const read = (rows: string, attributes = '') => readActivity(match, table(rows, attributes));

const moons = '| Io | Jupiter |\n| Europa | Jupiter |\n| Titan | Saturn |\n| | Mars |';

test('equal right sides are one target, and a row without a left side is a distractor', () => {
  const { activity, problems } = read(moons);
  expect(problems).toEqual([]);
  expect(activity.settings.rows.map(({ text }) => text)).toEqual(['Io', 'Europa', 'Titan']);
  expect(activity.settings.targets.map(({ text }) => text).sort()).toEqual(['Jupiter', 'Mars', 'Saturn']);
  expect(activity.prompt).toContain('Which belongs to which?');
});

test('each row counts alike where partial answers count; an open row is wrong and not spoken of', () => {
  const { settings } = read(moons, 'partial=each').activity;
  const [io, europa] = settings.rows;
  const answer = { [io?.id ?? '']: io?.target ?? '', [europa?.id ?? '']: 'elsewhere' };
  const judged = match.judge?.(answer, settings, 0);
  expect(judged?.score).toBeCloseTo(1 / 3);
  expect(judged?.parts).toEqual([
    { id: io?.id, correct: true },
    { id: europa?.id, correct: false },
  ]);
});

test('formulas and pictures stand in a lettered list, since a menu holds plain text only', () => {
  const plain = drawActivity(match, read(moons).activity);
  expect(plain).not.toContain('match-letter');
  const rich = drawActivity(match, read('| a | $x^2$ |\n| b | ![A cat](cat.png) |').activity);
  expect(rich.match(/match-letter/g)).toHaveLength(2);
  expect(rich).toMatch(/>[AB]: A cat<\/option>/);
});

test('targets never stand in the order of the rows for every learner', () => {
  const { activity } = read('| 1 | a |\n| 2 | b |\n| 3 | c |');
  const orders = new Set(
    Array.from({ length: 30 }, (_, seed) =>
      drawActivity(match, activity, { seed })
        .match(/<option value="i[^"]+"/g)
        ?.slice(0, 3)
        .join(),
    ),
  );
  expect(orders.size).toBe(6);
});

test('an answer that names a row or target that is gone is refused', () => {
  const { settings } = read(moons).activity;
  const target = settings.targets[0]?.id ?? '';
  expect(match.refuse?.({ gone: target }, settings, translateTo('en'), 0)).toMatch(/has changed/);
  expect(match.judge?.({ __proto__: target, constructor: target }, settings, 0).score).toBe(0);
});

test.each([
  ['| a | |\n| b | c |', /no right side/],
  ['| a | b |', /fewer than two/],
])('%s is reported', (rows, message) =>
  expect(
    read(rows)
      .problems.map((problem) => problem.message)
      .join(' '),
  ).toMatch(message),
);
