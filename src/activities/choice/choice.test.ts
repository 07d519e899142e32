import { describe, expect, test } from 'vitest';
import { drawActivity, readActivity } from '#activities/testing.ts';
import { translateTo } from '#lib/messages.ts';
import { choice } from './index.ts';

const read = (source: string) => readActivity(choice, source);
const t = translateTo('en');

/** Score of the options at those places of the source. */
function scoreOf(source: string, chosen: number[]): number | undefined {
  const { settings } = read(source).activity;
  return choice.judge?.(
    chosen.map((at) => settings.options[at]?.id ?? ''),
    settings,
    0,
  ).score;
}

const five = (attributes: string) => `:::choice{#c ${attributes}}
- [x] A
- [x] B
- [ ] C
- [ ] D
- [ ] E
:::`;

describe('several answers follow the partial rule', () => {
  test('none: all or nothing', () => {
    expect(scoreOf(five(''), [0, 1])).toBe(1);
    expect(scoreOf(five(''), [0])).toBe(0);
    expect(scoreOf(five(''), [0, 1, 2])).toBe(0);
  });

  test('each: every option in its right state counts alike', () => {
    expect(scoreOf(five('partial=each'), [0])).toBeCloseTo(4 / 5);
    expect(scoreOf(five('partial=each'), [2, 3, 4])).toBe(0);
  });

  test('halves: half for each mistake, nothing from the third on', () => {
    expect(scoreOf(five('partial=halves'), [0])).toBe(0.5);
    expect(scoreOf(five('partial=halves'), [0, 2])).toBe(0.25);
    expect(scoreOf(five('partial=halves'), [2, 0, 3])).toBe(0);
  });
});

test('a value in braces decides what an option gives; several add up and never leave 0 to 1', () => {
  const one = ':::choice{#c}\n- [x] All\n- [ ] Half {value=0.5}\n- [ ] None\n:::';
  expect([0, 1, 2].map((at) => scoreOf(one, [at]))).toEqual([1, 0.5, 0]);
  const many = ':::choice{#c multiple}\n- [x] A {value=0.6}\n- [x] B {value=0.6}\n- [ ] C {value=-1}\n:::';
  expect([[0], [0, 1], [0, 2]].map((chosen) => scoreOf(many, chosen))).toEqual([0.6, 1, 0]);
});

test('braces are taken off the text, and text in braces that is none of ours stays', () => {
  const { options } = read(':::choice{#c}\n- [x] The Moon {#moon value=1}\n- [ ] a set {1, 2}\n:::').activity
    .settings;
  expect(options.map(({ text }) => text)).toEqual(['The Moon', 'a set {1, 2}']);
  expect(options[0]).toMatchObject({ id: 'moon', html: 'The Moon', value: 1 });
});

test('ids follow the text of an option, so that a changed order keeps old answers right', () => {
  const ids = (source: string) =>
    new Map(read(source).activity.settings.options.map(({ text, id }) => [text, id]));
  const before = ids(':::choice{#c}\n- [x] Moon\n- [ ] Wind\n:::');
  const after = ids(':::choice{#c}\n- [ ] Wind\n- [ ] Rain\n- [x] Moon\n:::');
  expect(after.get('Moon')).toBe(before.get('Moon'));
  expect(after.get('Wind')).toBe(before.get('Wind'));
});

test('feedback is that of the chosen options only', () => {
  const { settings } = read(':::choice{#c}\n- [x] A\n  > Yes.\n- [ ] B\n  > No.\n:::').activity;
  const wrong = settings.options[1]?.id ?? '';
  expect(choice.judge?.([wrong], settings, 0)).toEqual({
    score: 0,
    parts: [{ id: wrong, correct: false, feedback: 'No.' }],
  });
});

test('several right options make check boxes, one makes radio buttons', () => {
  expect(drawActivity(choice, read(five('')).activity)).toContain('type="checkbox"');
  expect(drawActivity(choice, read(':::choice{#c}\n- [x] A\n- [ ] B\n:::').activity)).toContain(
    'type="radio"',
  );
});

test('a shuffle is the same for the same learner and differs between learners', () => {
  const { activity } = read(five('shuffle'));
  const seen = new Set(Array.from({ length: 20 }, (_, seed) => drawActivity(choice, activity, { seed })));
  expect(seen.size).toBeGreaterThan(5);
  expect(drawActivity(choice, activity, { seed: 3 })).toBe(drawActivity(choice, activity, { seed: 3 }));
});

test('an answer to options that are gone, or two where one is asked, is refused with a reason', () => {
  const { settings } = read(':::choice{#c}\n- [x] A\n- [ ] B\n:::').activity;
  const ids = settings.options.map(({ id }) => id);
  expect(choice.refuse?.(['gone'], settings, t, 0)).toMatch(/has changed/);
  expect(choice.refuse?.(ids, settings, t, 0)).toMatch(/one answer only/);
});

test.each([
  ['- [ ] A\n- [ ] B', /No option is right/],
  ['- [x] A\n- B', /no box/],
  ['- [x] A\n- [ ] B\n\nText\n\n- [x] C', /two lists/],
  ['- [x] A {#one}\n- [ ] B {#one}', /Two options/],
  ['- [x] A {value=7}\n- [ ] B', /value/],
])('%s is reported', (list, message) => {
  const { problems } = read(`:::choice{#c}\n${list}\n:::`);
  expect(problems.map((problem) => problem.message).join(' ')).toMatch(message);
});

test('a wrong word for `partial` is reported with the words that are known', () => {
  expect(read(five('partial=half')).problems).toEqual([
    expect.objectContaining({ remedy: 'Use one of: none, each, halves.' }),
  ]);
});
