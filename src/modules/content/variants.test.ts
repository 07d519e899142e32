import { expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import type { Activity } from './contract.ts';
import { inLanguage } from './rules/in-language.ts';
import { translationMark } from './rules/translation.ts';
import { compileCourse } from './service/compile.ts';
import { memorySource } from './service/source.ts';

const moon = `---
title: The Moon
category: quiz
---
The Moon pulls. See [itself](moon.md).

::::choice{#cause title="A cause" points=2 shuffle}
What raises most of the tide?

- [x] The Moon
  > Yes.
- [ ] The wind
  > No.
::::

Then this.

:::text-answer{#name answer="Moon"}
Its name?
:::
`;
const luna = `---
title: La Luna
translates: "${translationMark(moon)}"
---
La Luna tira.

::::choice{#cause title="Una causa"}
¿Qué causa la marea?

- [x] La Luna
  > Sí.
- [ ] El viento
  > No, el viento hace olas.
::::

Y esto.

:::text-answer{#name answer="Luna"}
¿Su nombre?
:::
`;

const manifest = `lectern: 1
key: tides
title: Tides
languages: [en, es, ar]
grading:
  categories: [{ key: quiz, title: Quizzes, weight: 100 }]
outline:
  - section: start
    title: Start
    units: [units/moon.md]
`;

const compile = (files: Record<string, string>) =>
  compileCourse(
    memorySource(
      new Map(
        Object.entries({
          'course.yaml': manifest,
          'units/moon.md': moon,
          'units/moon.es.md': luna,
          ...files,
        }),
      ),
    ),
    activityTypes,
  );

const told = (problems: Awaited<ReturnType<typeof compile>>['problems']) =>
  problems.map(({ severity, file, line, code }) => `${severity} ${file}:${line} ${code}`);

test('a course is read in its other language: same keys, ids and points, other words', async () => {
  const { release, problems } = await compile({
    'translations/es.yaml': 'title: Mareas\nsections: { start: Comienzo }\ncategories: { quiz: Pruebas }\n',
    'about.md': 'All of it.\n',
    'about.es.md': 'Todo.\n',
  });
  expect(told(problems)).toEqual([
    'warning about.es.md:1 unmarked-translation',
    'warning translations/es.yaml:1 unmarked-translation',
  ]);
  if (!release) throw new Error('no release');
  const reading = inLanguage(release, 'es');
  expect(reading.id).toBe(release.id);
  expect(reading.course).toMatchObject({ title: 'Mareas', language: 'es', about: '<p>Todo.</p>' });
  expect(reading.outline[0]).toMatchObject({ title: 'Comienzo', children: [{ title: 'La Luna' }] });
  expect(reading.grading.categories[0]?.title).toBe('Pruebas');
  expect(reading.units[0]).toMatchObject({ title: 'La Luna', language: 'es', key: 'moon' });
  const [cause] = reading.activities;
  expect(cause).toMatchObject({ key: 'cause', title: 'Una causa', points: 2, language: 'es' });
  const optionsOf = (one: typeof cause) => (one as Activity<{ options: { id: string }[] }>).settings.options;
  expect(optionsOf(cause).map(({ id }) => id)).toEqual(optionsOf(release.activities[0]).map(({ id }) => id));
  expect(inLanguage(release, 'ar').units[0]).toMatchObject({ title: 'The Moon', language: 'en' });
  expect(inLanguage(release, 'en')).toBe(release);
});

test('a word that is right in one language is right in all', async () => {
  const { release } = await compile({});
  const judge = activityTypes.get('text-answer')?.judge;
  for (const reading of [release, release && inLanguage(release, 'es')]) {
    const settings = reading?.activities[1]?.settings;
    expect(['moon', 'luna', 'sol'].map((word) => judge?.(word, settings, 1).score)).toEqual([1, 1, 0]);
  }
});

test('a variant that says it is up to date must fit, and a mistake names file, line and place', async () => {
  const { release, problems } = await compile({
    'units/moon.es.md': luna.replace('- [x]', '- [ ]').replace('- [ ] El', '- [x] El'),
  });
  expect(release).toBeNull();
  expect(told(problems)).toEqual(['error units/moon.es.md:7 variant-differs']);
  expect(problems[0]?.message).toContain('options[1].correct');
});

test.each([
  ['points', luna.replace('title="Una causa"', 'points=3'), 'points'],
  ['the number of options', luna.replace('- [ ] El viento\n', '- [ ] El viento\n- [ ] El sol\n'), 'options'],
  ['the kind', luna.replace('::::choice', '::::order').replaceAll(/- \[.\]/g, '1.'), 'type'],
])('%s cannot differ between languages', async (_what, text, place) => {
  const { problems } = await compile({ 'units/moon.es.md': text });
  expect(problems.filter(({ code }) => code === 'variant-differs')[0]?.message).toContain(`: ${place}`);
});

test('what came after a stale variant is read in the original and stops no release', async () => {
  const changed = moon
    .replace('{#name answer="Moon"}', '{#name answer="Moon" case}')
    .concat('\n:::poll{#new}\n- One\n- Two\n:::\n');
  const { release, problems } = await compile({ 'units/moon.md': changed });
  expect(told(problems)).toEqual([
    'warning units/moon.es.md:1 untranslated-activity',
    'warning units/moon.es.md:3 stale-translation',
  ]);
  const reading = release && inLanguage(release, 'es');
  expect(reading?.units[0]).toMatchObject({ stale: true, language: 'es' });
  expect(reading?.units[0]?.blocks.at(-1)).toEqual({ kind: 'activity', key: 'new' });
  expect(reading?.activities.map(({ language }) => language)).toEqual(['es', 'es', 'en']);
});

test('dates, category and attributes of the original hold without being repeated, and make nothing stale', async () => {
  const dated = moon.replace('category: quiz', 'category: quiz\ndue: P1W');
  const { release, problems } = await compile({ 'units/moon.md': dated });
  expect(problems).toEqual([]);
  expect(release && inLanguage(release, 'es').activities[0]?.points).toBe(2);
});

test('a course in one language has nothing of languages in its release', async () => {
  const { release } = await compile({ 'course.yaml': manifest.replace('languages: [en, es, ar]\n', '') });
  expect(release).not.toHaveProperty('variants');
  expect(release?.course).not.toHaveProperty('languages');
});

test('a variant in a language that the course does not name is told', async () => {
  const { problems } = await compile({ 'units/moon.fr.md': luna });
  expect(told(problems)).toEqual(['warning units/moon.fr.md:null undeclared-language']);
});
