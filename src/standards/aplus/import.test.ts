/** Courses of A+, small ones and the real one: nothing may vanish, and what came over must compile. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { activityTypes } from '#activities/index.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { openArchive } from '#platform/archive/index.ts';
import { importCourse } from '../formats.ts';

const archiveOf = (files: Record<string, string>) =>
  memorySource(new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])));
const textOf = (files: Map<string, Uint8Array>, path: string) => new TextDecoder().decode(files.get(path));
const compile = (files: Map<string, Uint8Array>) => compileCourse(memorySource(files), activityTypes);

const page = (body: string) =>
  `<html><body><nav>Menu</nav><div id="exercise"><h1>First<a class="headerlink" href="#first">¶</a></h1>${body}</div></body></html>`;

const questionnaire = `view_type: access.types.stdsync.createForm
title: Sums
fieldgroups:
- fields:
  - type: static
    more: <p>Think first.</p>
  - type: radio
    title: Question 1
    more: <p>What is 1 + 1?</p>
    points: 4
    options:
    - {label: two, value: a, correct: true}
    - {label: three, value: b}
    feedback:
    - {value: b, label: One too many}
  - {type: text, title: Capital of Finland, points: 6, correct: Helsinki, compare_method: string}
`;
const guess = `view_type: access.types.stdsync.createForm
title: Guess
fieldgroups:
- fields:
  - {type: text, title: Anything, points: 6, correct: '[a-z]+', compare_method: regexp}
`;
const index = `name: Small
lang: en
categories: {quiz: {name: Quizzes}, work: {name: Work}}
modules:
- key: m1
  name: '|en:Module|fi:Moduuli|'
  open: 2026-01-01 12:00
  close: 2026-02-01 12:00
  late_close: 2026-02-08 12:00
  late_penalty: 0.3
  children:
  - key: first
    name: First
    category: chapter
    static_content: m1/first.html
    children:
    - {key: m1_first_sums, category: quiz, max_points: 10, max_submissions: 5, config: sums.yaml}
    - {key: m1_first_guess, category: quiz, max_points: 6, max_submissions: 0, config: guess.yaml}
    - {key: m1_first_gone, category: quiz, max_points: 6, max_submissions: 0, config: guess.yaml, status: hidden}
`;
const drawn = `view_type: access.types.stdsync.createForm
title: Drawn
fieldgroups:
- pick_randomly: 1
  fields:
  - {type: text, title: 'Question {#}', points: 10, correct: a, compare_method: string}
  - {type: text, title: 'Question {#}', points: 10, correct: b, compare_method: string}
`;
const json = JSON.stringify({
  name: 'Small',
  lang: 'en',
  categories: {},
  modules: [
    {
      key: 'm',
      name: 'M',
      children: [
        {
          key: 'ex',
          title: { en: 'Program', fi: 'Ohjelma' },
          max_points: 20,
          max_submissions: 3,
          url: 'https://grader.example.org/c/ex',
          exercise_info: {
            form_spec: [
              { key: 'file1', type: 'file', title: 'main.py', required: true },
              { key: 'pick', type: 'radio', title: 'i18n_q', enum: ['a'], titleMap: { a: 'i18n_a' } },
            ],
            form_i18n: { i18n_q: { en: 'Which?' }, i18n_a: { en: '<b>This</b>' } },
          },
        },
      ],
    },
  ],
});

describe('a built course', () => {
  const built = {
    'b/yaml/index.yaml': index,
    'b/yaml/sums.yaml': questionnaire,
    'b/yaml/guess.yaml': guess,
    'b/html/m1/first.html': page(
      `<p>Before</p><div class="admonition warning"><p class="admonition-title">Mind</p><p>the gap</p></div>
       <div class="highlight-python notranslate"><div class="highlight"><pre><span class="linenos">1</span><span class="k">print</span>(1)</pre></div></div>
       <div data-aplus-exercise="yes"><form><input></form></div><p>Between</p>
       <ul><li><div data-aplus-exercise="yes"><form><input></form></div></li><li>Left</li></ul>
       <div data-aplus-exercise="yes"></div>
       <p><a href="first.html" data-aplus-chapter>Here</a> <a href="../lost.html">lost</a></p>`,
    ),
  };

  test('becomes sections, units and questions of our own in their places', async () => {
    const { format, files, report } = await importCourse(archiveOf(built));
    expect(format).toBe('aplus');
    const text = textOf(files, 'units/m1/first.md');
    const order = [
      'Before',
      ':::warning{title=',
      '```python',
      ':::choice',
      'Between',
      'Left',
      ':::exercise',
      '[Here](unit:',
    ];
    expect(order.map((part) => text.indexOf(part))).toEqual(
      order.map((part) => text.indexOf(part)).toSorted((a, b) => a - b),
    );
    expect(text).not.toContain('Menu');
    expect(text).not.toContain('lecternslot');
    const { release, problems } = await compile(files);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(
      release?.activities.map(({ key, type, points, attempts }) => [key, type, points, attempts]),
    ).toEqual([
      ['m1_first_sums-1', 'choice', 4, 5],
      ['m1_first_sums-2', 'text-answer', 6, 5],
      ['m1_first_guess', 'exercise', 6, null],
    ]);
    const dropped = report.items.filter(({ kind, fate }) => kind === 'exercise' && fate === 'dropped');
    expect(dropped.map(({ source }) => source)).toEqual(['m1_first_gone']);
  });

  test('leaves what the grader draws at random to the grader: only its own form says what was drawn', async () => {
    const { files } = await importCourse(archiveOf({ ...built, 'b/yaml/sums.yaml': drawn }));
    const { release } = await compile(files);
    expect(release?.activities[0]).toMatchObject({
      ...{ key: 'm1_first_sums', type: 'exercise', points: 10 },
      settings: { fields: [] },
    });
  });

  test('keeps dates and the price of being late', async () => {
    const { files } = await importCourse(archiveOf(built));
    const yaml = textOf(files, 'course.yaml');
    expect(yaml).toContain('opens: 2026-01-01T12:00');
    expect(yaml).toContain('late-until: 2026-02-08T12:00');
    const { release } = await compile(files);
    expect(release?.grading.late).toMatchObject({ percent: 30, floor: 70 });
  });

  test('is byte for byte the same when it is imported again', async () => {
    const [one, two] = [await importCourse(archiveOf(built)), await importCourse(archiveOf(built))];
    expect([...two.files]).toEqual([...one.files]);
    expect(two.report).toEqual(one.report);
  });
});

test('aplus-json alone gives the exercises with the fields of their graders', async () => {
  const archive = await openArchive(new TextEncoder().encode(json));
  const { files } = await importCourse(archive);
  await archive.close();
  const { release, problems } = await compile(files);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(release?.activities).toMatchObject([
    {
      type: 'exercise',
      title: 'Program',
      settings: {
        service: 'https://grader.example.org/c/ex',
        fields: [
          { name: 'file1', type: 'file', label: 'main.py', required: true },
          {
            name: 'pick',
            type: 'radio',
            label: 'Which?',
            options: [{ value: 'a', html: '<strong>This</strong>' }],
          },
        ],
      },
    },
  ]);
});

const folder = '../shared/real/aplus';
describe.skipIf(!existsSync(folder))('the test course of A+ (skipped where it is not at hand)', () => {
  const read = async (name: string) => {
    const archive = await openArchive(`${folder}/${name}`);
    const imported = await importCourse(archive);
    await archive.close();
    return imported;
  };

  test.each(['test-course-built.tar.gz', 'test-course.aplus-json.json'])(
    '%s compiles, and nothing of it is missing from the report',
    { timeout: 180_000 },
    async (name) => {
      const { files, report } = await read(name);
      const { release, problems } = await compile(files);
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(report.counts.sections).toBe(6);
      expect(release?.units.length).toBe(report.counts.units);
      expect(release?.activities.length).toBe(report.counts.activities);
      expect(report.items.filter(({ kind }) => kind === 'exercise')).toHaveLength(36);
      const known = new Set([
        ...(release?.units ?? []).map(({ key }) => `unit:${key}`),
        ...(release?.activities ?? []).map(({ key }) => `activity:${key}`),
      ]);
      const targets = report.items.flatMap(({ target }) =>
        target && /^(?:unit|activity):/.test(target) ? [target] : [],
      );
      expect(targets.filter((target) => !known.has(target))).toEqual([]);
    },
  );
});

test('texts in several languages become variants, and each activity keeps its key and its points', async () => {
  const bilingual = questionnaire
    .replace('title: Capital of Finland', "title: '|en:Capital of Finland|fi:Suomen pääkaupunki|'")
    .replace('{label: two, value', "{label: '|en:two|fi:kaksi|', value");
  const { files } = await importCourse(
    archiveOf({
      '_build/yaml/index.yaml': index.replace('lang: en', 'lang: [en, fi]'),
      '_build/yaml/sums.yaml': bilingual,
      '_build/yaml/guess.yaml': guess,
      '_build/html/m1/first.html': page('<p>Read.</p><div data-aplus-exercise="m1_first_sums"></div>'),
    }),
  );
  const variant = [...files.keys()].find((path) => path.endsWith('.fi.md')) ?? '';
  expect(textOf(files, variant)).toContain('Suomen pääkaupunki');
  expect(textOf(files, variant)).toContain('kaksi');
  expect(textOf(files, variant.replace('.fi.md', '.md'))).not.toContain('Suomen');
  const { release, problems } = await compile(files);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(problems.map(({ code }) => code)).not.toContain('variant-differs');
  expect(release?.course.languages).toEqual(['en', 'fi']);
  expect(Object.values(release?.translations?.fi?.sections ?? {})).toEqual(['Moduuli']);
  expect(release?.variants?.[0]?.activities.map(({ key, points }) => [key, points])).toEqual(
    release?.activities
      .filter(({ unitKey }) => unitKey === release.variants?.[0]?.key)
      .map(({ key, points }) => [key, points]),
  );
});
