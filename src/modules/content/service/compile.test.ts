import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compilePage, courseOf, manifestText, testTypes } from '../testing.ts';
import { compileCourse } from './compile.ts';
import { memorySource, readFolder } from './source.ts';

const compile = (files: Record<string, string | Uint8Array>) =>
  compileCourse(memorySource(new Map(Object.entries(files))), testTypes);

/** `line:column code` of each mistake in a unit; the body begins at line 4. */
const mistakes = async (body: string, files: Record<string, string> = {}) =>
  (await compilePage(body, files)).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);

test('a course becomes a release with outline, units, activities and assets', async () => {
  const { release, problems } = await compile({
    'course.yaml': `lectern: 1
key: tides
title: How tides work
summary: Why the sea moves.
language: en
level: introductory
license: CC-BY-4.0
attribution: { author: Ana Ruiz }
cover: assets/cover.svg
staff:
  - { name: Ana Ruiz, picture: assets/cover.svg }
defaults: { attempts: 3, show-answer: correct }
grading:
  pass: 60
  letters: { C: 60, A: 90 }
  categories:
    - { key: quiz, title: Quizzes, weight: 60, drop: 1 }
outline:
  - section: why
    title: Why
    units: [units/moon.md]
    sections:
      - { section: more, title: More, category: quiz, units: [units/sun.md] }
`,
    'about.md': 'All about **tides**.\n',
    'units/moon.md':
      '---\ntitle: Moon\ncategory: quiz\nlicense: CC0-1.0\n---\nSee.\n\n:::ask{#a}\nWhy?\n:::\n\nGo on.\n',
    'units/sun.md':
      '---\ntitle: Sun\nkey: star\n---\n::::ask{#b points=2 attempts=unlimited show-answer=never title="T"}\nQ\n\n:::hint\nH\n:::\n:::solution\nS\n:::\n::::\n\n:::film{#c src=../assets/cover.svg}\n:::\n',
    'assets/cover.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"/>',
  });
  expect(problems).toEqual([]);
  const address = `/assets/${release?.assets[0]?.sha256}/cover.svg`;
  expect(release?.course).toEqual({
    ...{
      key: 'tides',
      title: 'How tides work',
      summary: 'Why the sea moves.',
      language: 'en',
      subject: null,
    },
    ...{ level: 'introductory', pace: 'self', effort: null, cover: address },
    license: { id: 'CC-BY-4.0', author: 'Ana Ruiz' },
    staff: [{ name: 'Ana Ruiz', picture: address }],
    about: '<p>All about <strong>tides</strong>.</p>',
  });
  expect(release?.grading).toEqual({
    pass: 60,
    letters: [
      { letter: 'A', from: 90 },
      { letter: 'C', from: 60 },
    ],
    counts: 'best',
    categories: [{ key: 'quiz', title: 'Quizzes', weight: 60, drop: 1 }],
  });
  const unit = (key: string, title: string, category: string | null, activities: string[]) =>
    ({ kind: 'unit', key, title, category, activities }) as const;
  expect(release?.outline).toEqual([
    {
      ...{ kind: 'section', key: 'why', title: 'Why', category: null },
      children: [
        unit('moon', 'Moon', 'quiz', ['a']),
        {
          kind: 'section',
          key: 'more',
          title: 'More',
          category: 'quiz',
          children: [unit('star', 'Sun', null, ['b'])],
        },
      ],
    },
  ]);
  expect(
    release?.units.map(({ key, path, blocks, license }) => ({
      key,
      path: path.map(({ key }) => key),
      blocks,
      license,
    })),
  ).toEqual([
    {
      ...{ key: 'moon', path: ['why'], license: { id: 'CC0-1.0' } },
      blocks: [
        { kind: 'html', html: '<p>See.</p>' },
        { kind: 'activity', key: 'a' },
        { kind: 'html', html: '<p>Go on.</p>' },
      ],
    },
    {
      key: 'star',
      path: ['why', 'more'],
      license: null,
      blocks: [
        { kind: 'activity', key: 'b' },
        { kind: 'activity', key: 'c' },
      ],
    },
  ]);
  expect(release?.activities).toEqual([
    {
      ...{
        key: 'a',
        type: 'ask',
        title: null,
        unitKey: 'moon',
        points: 1,
        attempts: 3,
        showAnswer: 'correct',
      },
      ...{ prompt: '<p>Why?</p>', hints: [], solution: null, settings: {} },
    },
    {
      ...{
        key: 'b',
        type: 'ask',
        title: 'T',
        unitKey: 'star',
        points: 2,
        attempts: null,
        showAnswer: 'never',
      },
      ...{ prompt: '<p>Q</p>', hints: ['<p>H</p>'], solution: '<p>S</p>', settings: {} },
    },
    {
      ...{
        key: 'c',
        type: 'film',
        title: null,
        unitKey: 'star',
        points: 0,
        attempts: 3,
        showAnswer: 'correct',
      },
      ...{ prompt: '', hints: [], solution: null, settings: { src: address, captions: undefined } },
    },
  ]);
});

test('a kind of activity reads the text of an asset', async () => {
  const { release } = await compilePage(':::film{#f src=../assets/a.vtt captions=../assets/a.vtt}\n:::\n', {
    'assets/a.vtt': 'WEBVTT',
  });
  expect(release?.activities[0]?.settings).toMatchObject({ captions: 'WEBVTT' });
});

test('equal source gives an equal release, in whatever order and however often it is read', async () => {
  const files = { 'assets/b.txt': 'b', 'assets/a.txt': 'a' };
  const first = await compileCourse(courseOf('Text\n', files), testTypes);
  const fresh = await compileCourse(
    courseOf('Text\n', { 'assets/a.txt': 'a', 'assets/b.txt': 'b' }),
    new Map(testTypes),
  );
  expect(fresh.release?.id).toBe(first.release?.id);
  expect(fresh.sourceHash).toBe(first.sourceHash);
  expect(first.release?.id).toMatch(/^[0-9a-f]{64}$/);
});

test('a comment changes the source, not the release; a word changes both', async () => {
  const plain = await compileCourse(courseOf('Text\n'), testTypes);
  const comment = await compileCourse(courseOf('Text\n\n<!-- note -->\n'), testTypes);
  const word = await compileCourse(courseOf('Texts\n'), testTypes);
  expect(comment.sourceHash).not.toBe(plain.sourceHash);
  expect(comment.release?.id).toBe(plain.release?.id);
  expect(word.release?.id).not.toBe(plain.release?.id);
});

test('an edit of one file shows in the pages that use it', async () => {
  const sized = (width: number) => ({
    'assets/m.svg': `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="1"/>`,
  });
  const html = async (width: number) => (await compilePage('![m](../assets/m.svg)\n', sized(width))).html;
  expect(await html(5)).toContain('width="5"');
  expect(await html(6)).toContain('width="6"');
});

test('a folder is read without hidden files and links, and compiles to the same release', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-course-'));
  await mkdir(join(folder, 'units'));
  await mkdir(join(folder, '.git'));
  await writeFile(join(folder, '.git/config'), 'x');
  await writeFile(join(folder, 'course.yaml'), manifestText(['units/page.md']));
  await writeFile(join(folder, 'units/page.md'), '---\ntitle: Page\n---\nText\n');
  await symlink('/etc/hostname', join(folder, 'units/secret.md'));
  const source = await readFolder(folder);
  expect(source.paths).toEqual(['course.yaml', 'units/page.md']);
  await expect(source.read('../../etc/hostname')).rejects.toThrow('the source has no');
  const here = await compileCourse(source, testTypes);
  const there = await compileCourse(courseOf('Text\n'), testTypes);
  expect(here.release?.id).toBe(there.release?.id);
  expect(here.sourceHash).toBe(there.sourceHash);
  await rm(folder, { recursive: true });
});

test('each slip of a unit is named at its line', async () => {
  const svg = { 'assets/moon.svg': '<svg/>' };
  expect(await mistakes(':::aks{#a}\nx\n:::\n')).toEqual(['4:1 unknown-directive']);
  expect(await mistakes('::smile\n')).toEqual(['4:1 unknown-directive']);
  expect(await mistakes(':::ask\nx\n:::\n')).toEqual(['4:1 missing-key']);
  expect(await mistakes(':::ask{#-a}\nx\n:::\n')).toEqual(['4:1 invalid-key']);
  expect(await mistakes(':::ask{#a shufle}\nx\n:::\n')).toEqual(['4:1 unknown-attribute']);
  expect(await mistakes(':::ask{#a points=-1}\nx\n:::\n')).toEqual(['4:1 invalid-attribute']);
  expect(await mistakes(':::ask{#a attempts=0}\nx\n:::\n')).toEqual(['4:1 invalid-attribute']);
  expect(await mistakes(':::ask{#a attempts}\nx\n:::\n')).toEqual(['4:1 invalid-attribute']);
  expect(await mistakes(':::ask{#a show-answer=later}\nx\n:::\n')).toEqual(['4:1 invalid-attribute']);
  expect(await mistakes(':::ask{#a}\nx\n:::\n\n:::ask{#a}\ny\n:::\n')).toEqual(['8:1 duplicate-key']);
  expect(await mistakes(':::film{#a}\n:::\n')).toEqual(['4:1 invalid-activity']);
  expect(await mistakes('::::note\n:::ask{#a}\nx\n:::\n::::\n')).toEqual(['5:1 nested-activity']);
  expect(await mistakes(':::note{kind=x}\nx\n:::\n')).toEqual(['4:1 unknown-attribute']);
  expect(await mistakes('a\n\n:::hint\nx\n:::\n')).toEqual(['6:1 stray-directive']);
  expect(await mistakes(':::ask{#a}\nx\n')).toEqual(['4:1 unclosed-directive']);
  expect(await mistakes(':::ask{#a}\nx\n\n:::hint\ny\n:::\n:::\n')).toEqual([
    '7:1 unclosed-directive',
    '10:1 stray-fence',
  ]);
  expect(await mistakes('::::ask{#a}\n:::solution\nx\n:::\n:::solution\ny\n:::\n::::\n')).toEqual([
    '8:1 duplicate-solution',
  ]);
  expect(await mistakes('x ![m](../assets/mon.svg)\n', svg)).toEqual(['4:3 missing-asset']);
  expect(await mistakes('[m](unit:moon)\n')).toEqual(['4:1 dangling-link']);
  expect(await mistakes('x\n\n[m](moon.md)\n')).toEqual(['6:1 dangling-link']);
  expect(await mistakes('[m](#nowhere)\n')).toEqual(['4:1 dangling-anchor']);
  expect(await mistakes('x\n\n# Top\n')).toEqual(['6:1 heading-order']);
  expect(await mistakes('## A\n\n#### B\n')).toEqual(['6:1 heading-order']);
  expect(await mistakes('![](../assets/moon.svg)\n', svg)).toEqual(['4:1 image-alt']);
  expect(await mistakes('<img src="../assets/moon.svg" alt="">\n', svg)).toEqual([]);
  expect(await mistakes('x\n\n<script>x</script>\n')).toEqual(['6:1 dropped-element']);
});

test('a slip in a shared footnote is named once', async () => {
  expect(await mistakes('a[^1]\n\n:::ask{#q}\nb[^1]\n:::\n\n[^1]: [x](unit:no)\n')).toEqual([
    '10:7 dangling-link',
  ]);
});

test('an unknown name comes with the nearest known one', async () => {
  const remedyOf = async (body: string, files = {}) => (await compilePage(body, files)).problems[0]?.remedy;
  expect(await remedyOf(':::tipp\nx\n:::\n')).toBe('Did you mean "tip"?');
  expect(await remedyOf(':::ask{#a tilte=x}\nx\n:::\n')).toBe('Did you mean "title"?');
  expect(await remedyOf('[m](unit:pgae)\n')).toBe('Did you mean "page"?');
  expect(await remedyOf('![m](assets/moon.svg)\n', { 'assets/moon.svg': '<svg/>' })).toBe(
    'Did you mean "../assets/moon.svg"?',
  );
});

test('mistakes of course.yaml are all named at their lines', async () => {
  const { release, problems } = await compile({
    'course.yaml': `lectern: 2
key: Big Tides
titel: Tides
level: hard
grading:
  pass: 120
  categories:
    - { key: quiz, title: Quizzes, weight: 0 }
outline:
  - section: a
    title: A
    unit: [units/x.md]
`,
  });
  expect(release).toBeNull();
  expect(
    problems.map(({ line, code, message, remedy }) => `${line} ${code}: ${message} ${remedy}`),
  ).toMatchInlineSnapshot(`
    [
      "1 missing-field: "title" is missing. Add "title: …".",
      "1 invalid-field: "lectern" should be 1. Write 1.",
      "2 invalid-field: "key" is not written as it should be. Use lower case letters, digits and hyphens.",
      "3 unknown-field: "titel" is not known here. Did you mean "title"?",
      "4 invalid-field: "level" is none of the known values. Known are: introductory, intermediate, advanced.",
      "6 invalid-field: "pass" is above 100. Write 100 or less.",
      "8 invalid-field: "weight" should be above 0. Write a number above 0.",
      "12 unknown-field: "unit" is not known here. Did you mean "units"?",
    ]
  `);
});

test('what the outline says is checked against itself and the files', async () => {
  const { problems } = await compile({
    'course.yaml': `lectern: 1
key: tides
title: Tides
grading:
  categories:
    - { key: quiz, title: Quizzes, weight: 1 }
    - { key: quiz, title: Again, weight: 1 }
outline:
  - { section: a, title: A, units: [units/x.md, units/none.md] }
  - { section: a, title: B, category: quizz, units: [units/x.md] }
  - { section: c, title: C }
  - section: d
    title: D
    category: quiz
    units: [units/y.md]
    sections:
      - { section: e, title: E, category: quiz, units: [units/z.md] }
`,
    'units/x.md': '---\ntitle: X\ncategory: exam\n---\n',
    'units/y.md': '---\ntitle: Y\ncategory: quiz\nkey: x\n---\n:::ask{#one}\n:::\n',
    'units/z.md': '---\ntitle: Z\n---\n:::ask{#one}\n:::\n',
    'units/lost.md': '---\ntitle: Lost\n---\n',
    'units/drafts/a.md': '---\ntitle: A\n---\n',
    'units/drafts/b.md': '---\ntitle: B\n---\n',
  });
  expect(problems.map(({ file, line, severity, code }) => `${file}:${line} ${severity} ${code}`)).toEqual([
    'course.yaml:7 error duplicate-category',
    'course.yaml:9 error missing-unit',
    'course.yaml:10 error duplicate-section',
    'course.yaml:10 error unknown-category',
    'course.yaml:10 error duplicate-unit',
    'course.yaml:11 warning empty-section',
    'course.yaml:17 error nested-assignment',
    'units/drafts/:null warning unlisted-unit',
    'units/lost.md:null warning unlisted-unit',
    'units/x.md:3 error unknown-category',
    'units/y.md:3 error nested-assignment',
    'units/y.md:4 error duplicate-unit-key',
    'units/z.md:4 error duplicate-key',
  ]);
});

test('what cannot be read at all is a mistake, not a crash', async () => {
  const codes = async (files: Record<string, string | Uint8Array>) =>
    (await compile(files)).problems.map(({ code }) => code);
  const page = { 'course.yaml': manifestText(['units/page.md']) };
  expect(await codes({})).toEqual(['missing-manifest']);
  expect(await codes({ 'course.yaml': 'a: [1\nb: }' })).toContain('yaml');
  expect(await codes({ 'course.yaml': '' })).toContain('missing-field');
  expect(await codes({ 'course.yaml': '- a\n' })).toEqual(['invalid-field']);
  expect(await codes({ 'course.yaml': 'a: *nothing\n' })).toEqual(['yaml']);
  expect(await codes({ ...page, 'units/page.md': new Uint8Array([0xff, 0xfe, 0x41]) })).toEqual(['not-utf8']);
  expect(await codes({ ...page, 'units/page.md': 'No front matter\n' })).toEqual(['missing-front-matter']);
  expect(await codes({ ...page, 'units/page.md': `---\ntitle: T\n---\n${'x'.repeat(1_000_001)}` })).toEqual([
    'file-too-large',
  ]);
  expect(await codes({ ...page, 'units/page.md': '---\ntitle: "a\\0b"\n---\n' })).toEqual(['invalid-field']);
});

test('Markdown nested without end is a mistake, not a crash', async () => {
  const { problems, release } = await compilePage(`${'<div>'.repeat(5_000)}x\n`);
  expect(release === null ? problems.map(({ code }) => code) : ['compiled']).toEqual([
    release ? 'compiled' : 'too-deep',
  ]);
  for (const text of [`${'>'.repeat(5_000)} x\n`, ':::note\n'.repeat(1_000)]) {
    const compiled = await compilePage(text);
    expect(compiled.release).toBe(null);
    expect(compiled.problems.map(({ code }) => code)).toEqual(['too-deep']);
  }
});
