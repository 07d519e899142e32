import { expect, test } from 'vitest';
import type { ActivityType, ActivityTypes, Rubric } from '../contract.ts';
import { compileCourse } from '../service/compile.ts';
import { courseOf, testTypes } from '../testing.ts';

const ask = testTypes.get('ask') as ActivityType;
/** `tell` is judged by people. */
const types: ActivityTypes = new Map([
  ...testTypes,
  ['tell', { ...ask, name: 'tell', judgedBy: ['staff', 'peers'] }],
]);

async function compile(body: string, files: Record<string, string> = {}) {
  const { release, problems } = await compileCourse(courseOf(body, files), types);
  return { activities: release?.activities ?? [], problems };
}

const nested = (rubric: string, attributes = '') =>
  `::::tell{#t ${attributes}}\nSay.\n:::rubric\n${rubric}\n:::\n::::\n`;

async function rubricOf(text: string): Promise<Rubric | undefined> {
  const { activities, problems } = await compile(nested(text));
  expect(problems).toEqual([]);
  return activities[0]?.rubric;
}

const messages = async (text: string) => {
  const { problems } = await compile(nested(text));
  return problems.map(({ line, message, remedy }) => `${line}: ${message} ${remedy}`);
};

test('headings are criteria, list items their levels, best first', async () => {
  const rubric = await rubricOf(
    '### Clarity {#clear points=4}\nCan it be *read*?\n\n- None {points=0}\n- Good **style** {#good points=4}\n  Short words.\n\n  Whole sentences.\n',
  );
  expect(rubric?.criteria).toEqual([
    {
      ...{ id: 'clear', title: 'Clarity', points: 4, html: '<p>Can it be <em>read</em>?</p>' },
      levels: [
        {
          id: 'good',
          title: 'Good style',
          html: '<p>Short words.</p>\n<p>Whole sentences.</p>',
          share: 1,
        },
        { id: expect.stringMatching(/^i/), title: 'None', html: '', share: 0 },
      ],
    },
  ]);
});

test('levels without points go down in even steps', async () => {
  const rubric = await rubricOf('### A\n- Good\n- Fair\n- None\n\n### B\nPoints only.\n');
  expect(rubric?.criteria[0]?.levels.map(({ share }) => share)).toEqual([1, 0.5, 0]);
  expect(rubric?.criteria[1]).toMatchObject({ points: 1, levels: [] });
});

test('an id follows from the title, so that criteria may change places', async () => {
  const one = await rubricOf('### A\n- Good\n\n### B\n- Good\n');
  const two = await rubricOf('### B\n- Good\n\n### A\n- Good\n');
  expect(one?.criteria.map(({ id }) => id)).toEqual(two?.criteria.map(({ id }) => id).reverse());
});

test.each([
  ['nothing', 'Text.', /stands before the first criterion/],
  ['no criterion', '', /no criterion/],
  ['points for one level only', '### A\n- Good {points=1}\n- None\n', /None.*has no points/],
  ['more points than there are', '### A {points=2}\n- Good {points=3}\n', /more than the criterion/],
  ['a word that means nothing', '### A {weight=2}\n', /weight=2/],
  ['a criterion worth nothing', '### A {points=0}\n', /needs points/],
  ['no title', '### {points=2}\n', /no title/],
  ['an id used twice', '### A {#x}\n### B {#x}\n', /called "x"/],
])('%s is a mistake with a line and a remedy', async (_, text, message) => {
  const found = await messages(text);
  expect(found.join('\n')).toMatch(message);
  for (const line of found) expect(line).toMatch(/^\d+: /);
});

test('several activities share a rubric of a file', async () => {
  const body = ':::tell{#a rubric=essay}\nSay.\n:::\n\n:::tell{#b rubric=essay}\nSay.\n:::\n';
  const { activities, problems } = await compile(body, { 'rubrics/essay.md': '# Clarity {points=3}\n' });
  expect(problems).toEqual([]);
  expect(activities.map(({ rubric }) => rubric?.criteria[0]?.points)).toEqual([3, 3]);
});

test('a mistake in a shared rubric is reported once, in its own file', async () => {
  const body = ':::tell{#a rubric=essay}\nSay.\n:::\n\n:::tell{#b rubric=essay}\nSay.\n:::\n';
  const { problems } = await compile(body, { 'rubrics/essay.md': '# Clarity {points=none}\n' });
  expect(problems).toMatchObject([{ file: 'rubrics/essay.md', line: 1 }]);
});

test('a rubric that is not there, and two at once, are mistakes', async () => {
  const missing = await compile(':::tell{#a rubric=esay}\nSay.\n:::\n', { 'rubrics/essay.md': '# A\n' });
  expect(missing.problems[0]?.remedy).toContain('Did you mean "essay"?');
  const two = await compile(nested('### A', 'rubric=essay'), { 'rubrics/essay.md': '# A\n' });
  expect(two.problems[0]?.message).toContain('one rubric');
});

test('only who may judge a kind can be named', async () => {
  const peers = await compile(':::tell{#a judged-by=peers}\nSay.\n:::\n');
  expect(peers.activities[0]?.judgedBy).toBe('peers');
  const wrong = await compile(':::tell{#a judged-by=rule}\nSay.\n:::\n');
  expect(wrong.problems[0]?.remedy).toBe('Known are: staff, peers.');
});
