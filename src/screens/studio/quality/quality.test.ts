import { beforeAll, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { translateTo } from '#lib/messages.ts';
import { useActivityTypes } from '#modules/content/contract.ts';
import { compileCourse, memorySource, readFolder } from '#modules/content/index.ts';
import { checkUnit, checkUnits, findingText } from './index.ts';
import { lixOf } from './rules/reading.ts';

beforeAll(() => useActivityTypes(activityTypes));

const front = '---\ntitle: Page\n---\n';

async function found(body: string, language = 'en') {
  const manifest = `lectern: 1\nkey: a\ntitle: A\nlanguage: ${language}\noutline:\n  - { section: s, title: S, units: [units/page.md] }\n`;
  const files = new Map([
    ['course.yaml', manifest],
    ['units/page.md', front + body],
    ['assets/moon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['assets/moon.mp4', 'film'],
  ]);
  const { units, problems } = await compileCourse(memorySource(files), activityTypes);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const unit = units.get('units/page.md');
  if (!unit) throw new Error('the page does not compile');
  return checkUnit(unit, front + body, language);
}

const rulesOf = async (body: string, language?: string) =>
  (await found(body, language)).map(({ rule, line }) => `${line - 3} ${rule}`);

const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`).join(' ');
const question = (type: string, inner: string, attributes = '') =>
  `:::${type}{#q title="Q" ${attributes}}\n${inner}\n:::\n`;

test.each([
  ['a picture called by its file name', '![moon.svg](../assets/moon.svg)', '1 picture-unsaid'],
  ['a picture called “image”', 'A\n\n![Image](../assets/moon.svg)', '3 picture-unsaid'],
  ['a caption repeated', '![A moon](../assets/moon.svg "A moon")', '1 picture-said-twice'],
  ['a long alternative text', `![${words(60)}](../assets/moon.svg)`, '1 picture-long'],
  ['an empty heading', '##\n\nText.', '1 heading-empty'],
  ['two headings alike', '## Tide\n\nA.\n\n## Tide\n\nB.', '5 heading-twice'],
  ['bold in place of a heading', '**The tide**\n\nIt rises.', '1 heading-bold'],
  ['a heading above nothing', '## One\n\n## Two\n\nText.', '1 section-empty'],
  ['a heading at the end', 'Text.\n\n## Two', '3 section-empty'],
  ['a link called “here”', 'Look [here](https://example.org).', '1 link-unclear'],
  ['a bare address', 'Look at https://example.org/a', '1 link-address'],
  ['a link without words', 'Look [](https://example.org).', '1 link-empty'],
  ['two links alike', '[Moon](https://a.org) and [Moon](https://b.org)', '1 link-two-ways'],
  ['a long sentence', `One. ${words(41)}.`, '1 sentence-long'],
  ['a film in HTML without captions', '<video controls src="../assets/moon.mp4"></video>', '1 no-captions'],
  ['a film without captions', question('video', 'A moon.', 'src="../assets/moon.mp4"'), '1 no-captions'],
  ['one option', question('choice', '- [x] Yes'), '1 one-option'],
  ['only right options', question('choice', '- [x] Yes\n- [x] No'), '1 all-right'],
  ['an option twice', question('choice', '- [x] Yes\n- [ ] No\n- [ ] no'), '1 option-twice'],
  ['a tolerance beyond reason', question('numeric', 'How?', 'answer=10 tolerance=8'), '1 wide-tolerance'],
  ['no tolerance', question('numeric', 'How?', 'answer=9.81'), '1 no-tolerance'],
  [
    'a sentence to hit',
    question('text-answer', 'Why?', 'answer="it is because of the moon"'),
    '1 exact-sentence',
  ],
  ['a question that asks nothing', ':::choice{#q}\n- [x] a\n- [ ] b\n:::\n', '1 question-unasked'],
  [
    'one attempt and no word after it',
    question('choice', '- [x] a\n- [ ] b', 'attempts=1'),
    '1 question-unexplained',
  ],
])('%s is found', async (_what, body, expected) => {
  expect(await rulesOf(body)).toEqual([expected]);
});

test.each([
  ['a picture that is told', '![A half moon above the sea](../assets/moon.svg "The moon")'],
  ['headings with something below them', '## A\n\n### B\n\nText.\n\n## C\n\nText.'],
  ['a heading above an activity', `## A\n\n${question('poll', '- a\n- b')}`],
  ['a link that says where it leads', 'Look at [the tables of the harbor](https://example.org).'],
  ['a whole number without tolerance', question('numeric', 'How many?', 'answer=4')],
  ['an interval', question('numeric', 'How?', 'answer="[1,9]"')],
  ['a bold sentence', '**Never look into the sun!**'],
  ['one attempt with feedback', question('choice', '- [x] a\n  > Yes.\n- [ ] b', 'attempts=1')],
])('%s is fine', async (_what, body) => {
  expect(await rulesOf(body)).toEqual([]);
});

test('words are those of the language of the course', async () => {
  expect(await rulesOf('Mira [aquí](https://example.org).', 'es')).toEqual(['1 link-unclear']);
  expect(await rulesOf('انظر [هنا](https://example.org).', 'ar')).toEqual(['1 link-unclear']);
});

test('LIX is words per sentence plus per cent of long words, where there is enough to tell', () => {
  const text = Array.from({ length: 20 }, () => 'The sea rises twice every single afternoon.').join(' ');
  expect(lixOf([text], 'en')).toBe(null);
  expect(lixOf([text, text], 'en')).toBeCloseTo(7 + 100 / 7);
  expect(lixOf([text, text], 'ar')).toBe(null);
});

test('every finding has words in every language, and the demo course is clean', async () => {
  const source = await readFolder('courses/finding-your-way');
  const { units, variants } = await compileCourse(source, activityTypes);
  const all = [...(await checkUnits(new Map([...units, ...variants]), source))].flatMap(([file, list]) =>
    list.map((finding) => `${file}:${finding.line} ${findingText(translateTo('en'), finding).message}`),
  );
  expect(all).toEqual([]);
});
