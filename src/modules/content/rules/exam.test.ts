import { expect, test } from 'vitest';
import { compilePage } from '../testing.ts';

const exam = (front: string, body: string) => compilePage(`---\ntitle: Test\n${front}\n---\n${body}`);
const questions =
  'Read this first.\n\n:::ask{#a attempts=5}\nSecret?\n:::\n\nMore secrets.\n\n:::ask{#b}\nAgain?\n:::\n';

test('the front matter makes an exam of a unit, and its questions belong to it', async () => {
  const { unit, release, problems } = await exam(
    'exam: { minutes: 30, questions: one-by-one, order: shuffled, navigation: one-way }',
    questions,
  );
  expect(problems).toEqual([]);
  expect(unit?.exam).toEqual({
    ...{ minutes: 30, attempts: 1, perPage: 1, order: 'shuffled', navigation: 'one-way' },
  });
  expect(release?.activities.map(({ key, exam, attempts }) => [key, exam, attempts])).toEqual([
    ['a', 'page', 1],
    ['b', 'page', 1],
  ]);
});

test('an exam says little: one sitting, all questions on one page, no clock of its own', async () => {
  const { unit } = await exam('exam: {}', questions);
  expect(unit?.exam).toEqual({
    ...{ minutes: null, attempts: 1, perPage: null, order: 'fixed', navigation: 'in-order' },
  });
  const { release } = await exam('exam: { attempts: unlimited, questions: 5 }', questions);
  expect(release?.units[0]?.exam?.perPage).toBe(5);
  expect(release?.activities.map(({ attempts }) => attempts)).toEqual([null, null]);
});

test('a search finds the introduction of an exam and none of its questions', async () => {
  const { unit } = await exam('exam: { minutes: 30 }', questions);
  expect(unit?.text).toBe('Read this first.');
});

test('an exam without a question and a wrong word are named at their lines', async () => {
  const codes = async (front: string, body = questions) =>
    (await exam(front, body)).problems.map(({ line, code }) => `${line} ${code}`);
  expect(await codes('exam: { minutes: 30 }', 'Nothing to ask.\n')).toEqual(['3 empty-exam']);
  expect(await codes('exam: { minutes: 0 }')).toEqual(['3 invalid-field']);
  expect(await codes('exam: { order: random }')).toEqual(['3 invalid-field']);
  expect(await codes('exam: { seconds: 5 }')).toEqual(['3 unknown-field']);
});

test('what is for groups and what takes files is refused in an exam, and is none elsewhere', async () => {
  const body = ':::ask{#a group=3}\nTogether?\n:::\n\n:::send{#b}\nA file?\n:::\n';
  const { problems } = await exam('exam: { minutes: 30 }', body);
  expect(problems.map(({ line, code }) => `${line} ${code}`)).toEqual(['3 group-in-exam', '3 files-in-exam']);
  expect((await compilePage(body)).problems).toEqual([]);
});
