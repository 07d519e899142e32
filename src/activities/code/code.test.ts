import { describe, expect, test } from 'vitest';
import { translateTo } from '#lib/messages.ts';
import { drawActivity, readActivity } from '../testing.ts';
import { code } from './index.ts';
import { gradingTask, trialTask } from './rules.ts';
import type { CodeTask } from './settings.ts';

const source = (inside: string, attributes = 'language=python') =>
  `::::code{#steer ${attributes}}\nSteer.\n\n${inside}\n::::`;
const fence = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n\n`;
const whole = source(
  fence('python starter file=rhumb.py', 'def bearing(a, b):\n    ...') +
    fence('python given file=earth.py', 'RADIUS = 6371') +
    fence('python tests file=test_rhumb.py', 'visible = 1') +
    fence('python tests hidden points=3 file=test_more.py', 'secret = "Timbuktu"') +
    fence('python', 'print("only an example")'),
);
const read = (text: string) => readActivity(code, text);
const settingsOf = (text: string) => read(text).activity.settings;
const answer = { 'rhumb.py': 'def bearing(a, b):\n    return 0\n' };

describe('a code exercise', () => {
  test('has files to write, given files and batteries of tests; other blocks belong to the question', () => {
    const { activity, problems } = read(whole);
    expect(problems).toEqual([]);
    expect(activity.settings.files.map(({ name, given }) => [name, given])).toEqual([
      ['rhumb.py', false],
      ['earth.py', true],
    ]);
    expect(activity.settings.batteries.map(({ hidden, points }) => [hidden, points])).toEqual([
      [false, 1],
      [true, 3],
    ]);
    expect(activity.prompt).toContain('only an example');
    expect(activity.prompt).not.toContain('secret');
  });

  test('asks the runner for everything when handed in, and for visible tests only before', () => {
    const settings = settingsOf(whole);
    const handedIn = gradingTask(answer, settings).spec as CodeTask;
    expect(handedIn.program).toEqual({ ...answer, 'earth.py': 'RADIUS = 6371\n' });
    expect(handedIn.batteries).toHaveLength(2);
    const tried = trialTask(answer, settings).spec as CodeTask;
    expect(JSON.stringify(tried)).not.toContain('Timbuktu');
  });

  test('a learner cannot put a file in the place of a given one', () => {
    const settings = settingsOf(whole);
    const spec = gradingTask({ ...answer, 'earth.py': 'RADIUS = 1' }, settings).spec as CodeTask;
    expect(spec.program['earth.py']).toBe('RADIUS = 6371\n');
    const refused = code.refuse?.({ 'earth.py': 'RADIUS = 1' }, settings, translateTo('en'), 0);
    expect(refused).toContain('earth.py');
  });

  test('shows nothing of hidden tests, whatever may be revealed', () => {
    const { activity } = read(whole);
    for (const reveal of [false, true])
      expect(drawActivity(code, activity, { reveal, answer })).not.toMatch(/Timbuktu|test_more/);
  });

  test('without a starter begins with an empty file', () => {
    const settings = settingsOf(source('::case{input="3 4" output="7"}', 'language=cpp'));
    expect(settings.files).toEqual([{ name: 'main.cpp', content: '', given: false }]);
    expect(settings.batteries).toMatchObject([
      { cases: [{ name: '1', stdin: '3 4', expected: '7', points: 1 }] },
    ]);
  });

  test('an untouched or emptied program is nothing handed in', () => {
    const settings = settingsOf(whole);
    const starter = settings.files[0]?.content ?? '';
    expect(code.fromForm?.({ value: [starter.replaceAll('\n', '\r\n')] }, settings)).toBeNull();
    expect(code.fromForm?.({ value: ['  '] }, settings)).toBeNull();
    expect(code.fromForm?.({ value: ['pass\r\n'] }, settings)).toEqual({ 'rhumb.py': 'pass\n' });
  });
});

test.each([
  ['an unknown language', source('::case{output=1}', 'language=cobol'), /language/],
  ['no tests', source(''), /no tests/],
  ['tests without points', source(fence('python tests points=0', 'x')), /no tests/],
  ['a word nobody knows', source(fence('python tests secret', 'x')), /secret/],
  ['a name that leaves the folder', source(fence('python tests file=../x.py', 'x')), /name of a file/],
  [
    'two files of one name',
    source(fence('python given file=main.py', 'x') + fence('python tests', 'x')),
    /Two files/,
  ],
  ['a case without output', source('::case{input=1}'), /output/],
])('%s is a problem with a remedy', (_, text, message) => {
  const { problems } = read(text);
  expect(problems.map((problem) => problem.message).join()).toMatch(message);
  for (const { remedy } of problems) expect(remedy).not.toBe('');
});
