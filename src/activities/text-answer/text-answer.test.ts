import { describe, expect, test } from 'vitest';
import { drawActivity, readActivity } from '#activities/testing.ts';
import { textAnswerType as type } from './index.ts';

const read = (attributes: string, inner = '') =>
  readActivity(type, `:::text-answer{#t ${attributes}}\n${inner}\n:::`);
const scoreOf = (attributes: string, answer: string, inner = '') =>
  type.judge?.(answer, read(attributes, inner).activity.settings, 0).score;

describe('case and accents count only where they are said to', () => {
  test.each([
    ['answer="São Paulo"', 'sao  paulo', 1],
    ['answer="São Paulo" accents', 'sao paulo', 0],
    ['answer="São Paulo" accents', 'SÃO PAULO', 1],
    ['answer="pH" case', 'PH', 0],
    ['answer="pH" case', 'pH', 1],
  ])('%s: %s gives %d', (attributes, answer, score) => expect(scoreOf(attributes, answer)).toBe(score));
});

test('the first accepted answer that fits decides, with its feedback', () => {
  const inner =
    '::answer[The *Swedish* name.]{text="Helsingfors" score=0.5}\n\n::answer[Nearly]{pattern="^hels" score=0.2}';
  const { settings } = read('answer="Helsinki"', inner).activity;
  expect(type.judge?.('Helsinki', settings, 0)).toEqual({ score: 1 });
  expect(type.judge?.('helsingfors', settings, 0)).toEqual({
    score: 0.5,
    feedback: ['The <em>Swedish</em> name.'],
  });
  expect(type.judge?.('HELSINGBORG', settings, 0).score).toBe(0.2);
  expect(type.judge?.('Oslo', settings, 0)).toEqual({ score: 0 });
});

test('a pattern follows the rules of case and accents too, and keeps its classes', () => {
  const inner = String.raw`::answer{pattern="^\\D+é\\d{2}$"}`.replaceAll('\\\\', '\\');
  expect(scoreOf('', 'CAFE12', inner)).toBe(1);
  expect(scoreOf('case accents', 'CAFE12', inner)).toBe(0);
  expect(scoreOf('case accents', 'café12', inner)).toBe(1);
});

test.each(['(?=a)', '(?<!a)b', '(a)\\1', '(', '[z-a]', 'a{2000}'])(
  'the pattern %s is reported with what RE2 lacks',
  (pattern) => {
    const [problem] = read('answer=x', `::answer{pattern="${pattern}" score=0.5}`).problems;
    expect(problem).toMatchObject({ remedy: expect.stringMatching(/RE2/), line: 2 });
  },
);

test.each(['(a+)+$', '(a|aa)+$', '(a|a?)+b$', '(.*a){20}$', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
  'the pattern %s, which takes others for ever, answers to the longest text',
  (pattern) => {
    const { activity, problems } = read('answer=x', `::answer{pattern="${pattern}" score=0.5}`);
    expect(problems).toEqual([]);
    expect(type.judge?.(`${'a'.repeat(1_999)}!`, activity.settings, 0).score).toBe(0);
  },
);

test('a pattern so large that it would be slow is reported', () => {
  const { problems } = read('answer=x', '::answer{pattern="(a?){900}a{900}" score=0.5}');
  expect(problems.map(({ message }) => message).join()).toMatch(/too large/);
});

test('lines make a text area; a long answer keeps its lines', () => {
  const { activity } = read('answer=x lines=4');
  expect(drawActivity(type, activity, { answer: 'a\nb' })).toMatch(
    /<textarea[^>]*rows="4"[^>]*>a\nb<\/textarea>/,
  );
  expect(type.fromForm?.({ value: ['a\r\nb'] }, activity.settings)).toBe('a\nb');
});

test('the right answer shows its texts, never a pattern', () => {
  const { activity } = read('answer="Helsinki"', '::answer{pattern="^hel+s"}');
  const html = drawActivity(type, activity, { reveal: true, disabled: true });
  expect(html).toContain('<q>Helsinki</q>');
  expect(html).not.toContain('^hel');
});

test.each([
  ['', '', /No answer is right/],
  ['answer=x lines=many', '', /lines/],
  ['answer=x', '::answer[?]{score=1}', /neither or both/],
  ['answer=x', '::answer{text=y score=2}', /score/],
  ['answer=x', '::answer{txt=y}', /no attribute `txt`/],
])('{%s} %s is reported', (attributes, inner, message) =>
  expect(
    read(attributes, inner)
      .problems.map((problem) => problem.message)
      .join(' '),
  ).toMatch(message),
);
