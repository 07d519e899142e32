import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { translateTo } from '#lib/messages.ts';
import { compileCourse, memorySource } from '#modules/content/index.ts';
import { openArchive } from '#platform/archive/index.ts';
import { tarGzOf, zipOf } from '#platform/archive/testing.ts';
import { importCourse } from '../formats.ts';
import { type Imported, importOlx } from './index.ts';
import { activityTypes, compile, textOf } from './testing.ts';

const fixture = fileURLToPath(new URL('./fixtures/tides', import.meta.url));
const importTides = async () => importOlx(await openArchive(fixture));

let tides: Imported;
beforeAll(async () => {
  tides = await importTides();
});
const item = (source: string) => tides.report.items.find((one) => one.source === source);
const codes = (source: string) => item(source)?.notes.map(({ code }) => code);
const file = (path: string) => textOf(tides.files, path);

describe('a small export of everything', () => {
  test('compiles without a mistake, and every target of the report is in the release or the source', async () => {
    const { release, problems } = await compile(tides);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const activities = new Set(release?.activities.map(({ key }) => key));
    const units = new Set(release?.units.map(({ key }) => key));
    for (const { target, source } of tides.report.items) {
      const [, kind, key = ''] = /^(unit|activity|section):(.*)$/.exec(target ?? '') ?? [];
      if (kind === 'unit') expect(units, source).toContain(key);
      else if (kind === 'activity') expect(activities, source).toContain(key);
      else if (kind === 'section')
        expect(JSON.stringify(release?.outline), source).toContain(`"key":"${key}"`);
      else if (target)
        expect(
          [...tides.files.keys()].some((path) => path.startsWith(target.split('#')[0] ?? '')),
          source,
        ).toBe(true);
    }
    expect(tides.report.counts.units).toBe(release?.units.length);
    expect(tides.report.counts.activities).toBe(release?.activities.length);
  });

  test('is byte for byte the same when it is imported again', async () => {
    const again = await importTides();
    expect([...again.files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')])).toEqual(
      [...tides.files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]),
    );
    expect(again.report).toEqual(tides.report);
  });

  test('comes out the same from a folder, a ZIP and a TAR with a folder around it', async () => {
    const source = await openArchive(fixture);
    const files = Object.fromEntries(
      await Promise.all(
        source.paths.map(async (path) => [`course/${path}`, await source.read(path)] as const),
      ),
    );
    for (const bytes of [await zipOf(files), await tarGzOf(files)]) {
      const archive = await openArchive(bytes);
      const imported = await importCourse(archive);
      await archive.close();
      expect(imported.format).toBe('olx');
      expect([...imported.files.keys()]).toEqual([...tides.files.keys()]);
      expect(imported.report).toEqual(tides.report);
    }
  });

  test('an item is exact if and only if it has a place and no note', () => {
    for (const { fate, notes, target } of tides.report.items) {
      expect(fate).toBe(target === null ? 'dropped' : notes.length > 0 ? 'approximated' : 'exact');
      if (fate === 'dropped') expect(notes).not.toEqual([]);
    }
  });
});

describe('course.yaml', () => {
  test('says what policy, about pages and grading say', () => {
    expect(parse(file('course.yaml'))).toMatchObject({
      key: 'seax-tides-1',
      title: 'How tides work',
      summary: 'Why the sea & the Moon move together.',
      language: 'es',
      pace: 'self',
      effort: '2 hours a week',
      cover: 'assets/cover.svg',
      license: 'CC-BY-NC-4.0',
      attribution: { author: 'SeaX' },
      staff: [{ name: 'Ana Ruiz', title: 'Oceanographer, SeaX', bio: 'Measures waves.' }],
      grading: {
        pass: 50,
        letters: { A: 90, B: 75, C: 50 },
        categories: [
          { key: 'homework', title: 'Homework', weight: 40, drop: 1 },
          { key: 'final', title: 'Final', weight: 60 },
        ],
      },
    });
    expect(codes('policies/2024/grading_policy.json')).toEqual(['no-weight', 'short-category']);
    expect(item('course/2024.xml')?.notes.map(({ text }) => text)).toEqual([
      'start: 2024-01-01T00:00:00Z',
      'invitation_only',
      'wiki',
    ]);
  });

  test('lists what learners saw, and graded subsections as assignments', () => {
    const { outline } = parse(file('course.yaml'));
    expect(outline[0].sections).toEqual([
      {
        section: 'moon',
        title: 'The Moon',
        units: [
          'units/why-the-sea-moves/the-pull-of-the-moon.md',
          'units/why-the-sea-moves/variants.md',
          'units/why-the-sea-moves/on-its-own.md',
        ],
      },
      {
        section: 'quiz',
        title: 'Quiz',
        category: 'homework',
        units: ['units/why-the-sea-moves/questions.md'],
      },
    ]);
    expect(outline[1]).toEqual({
      section: 'pages',
      title: translateTo('es')('olx.pages'),
      units: ['units/pages/links.md', 'units/pages/handouts.md'],
    });
    expect(outline).toHaveLength(2);
  });
});

describe('a page', () => {
  test('keeps links, pictures, formulas and text that looks like ours', () => {
    const unit = file('units/why-the-sea-moves/the-pull-of-the-moon.md');
    expect(unit).toContain('## Pull\n\nSee [the quiz](unit:inline), [links](unit:page-links) and this.');
    expect(unit).toContain('![High tide](../../assets/high_tide_1_.png) *Gone*');
    expect(unit).toContain('Pull falls with $d^3$.');
    expect(unit).toContain('::\\:note this is no directive');
    expect(codes('html/intro.xml')).toEqual(['dangling-link', 'dangling-picture', 'script']);
  });

  test('keeps films at YouTube and in the export, with captions of every form', () => {
    const unit = file('units/why-the-sea-moves/the-pull-of-the-moon.md');
    expect(unit).toContain('src="https://www.youtube.com/watch?v=abcdefghijk"');
    expect(unit).toContain('src="../../assets/wave.mp4" download');
    expect(file('assets/captions/film-es.es.vtt')).toContain(
      '00:00:01.000 --> 00:00:02.500\nLa Luna tira del mar.',
    );
    expect(codes('vertical/pull.xml:4')).toEqual(['film-part']);
  });

  test('says of what could not be read why', () => {
    expect(codes('vertical/pull.xml:7')).toEqual(['missing-file']);
    expect(codes('problem/broken.xml')).toEqual(['broken-file']);
    expect(codes('sequential/loop.xml')).toEqual(['empty']);
    expect(codes('sequential/loop.xml:1')).toEqual(['loop']);
    expect(codes('course/2024.xml:4')).toEqual(['missing-file']);
  });

  test('a block that is named twice is there twice, under keys of its own', () => {
    const unit = file('units/why-the-sea-moves/questions.md');
    expect(unit).toContain('{#cause title=Cause points=3 attempts=2 show-answer=correct shuffle}');
    expect(unit).toContain('{#cause-2 title=Cause');
    expect(unit).toContain('Well done, **reader**.');
  });
});

describe('what learners did not all see', () => {
  test('drafts and pages of staff are kept beside the outline', () => {
    expect(file('units/drafts/the-pull-of-the-moon-draft.md')).toContain('Not yet.');
    expect(codes('drafts/vertical/pull.xml')).toEqual(['draft']);
    expect(file('units/unlisted/answers.md')).toContain('42');
    expect(item('chapter/staff.xml')).toMatchObject({ fate: 'approximated', target: 'units/unlisted' });
    expect(codes('tabs/desk.html')).toEqual(['staff-only']);
  });

  test('everyone gets the first variant and the first questions of a bank; the others are kept', () => {
    const unit = file('units/why-the-sea-moves/variants.md');
    expect(unit).toContain('One way.');
    expect(unit).not.toContain('Another way.');
    expect(unit).toContain('{#b1 title=First}');
    expect(unit).not.toContain('#b2');
    expect(unit).toContain('Shown later.');
    expect(file('units/unlisted/b.md')).toContain('Another way.');
    expect(file('units/unlisted/bank.md')).toContain('#b2');
    expect(codes('split_test/ab.xml')).toEqual(['first-variant']);
    expect(codes('vertical/variants.xml:3')).toEqual(['question-bank']);
    expect(codes('vertical/variants.xml:7')).toEqual(['condition']);
  });

  test('what has no place is named with its reason', () => {
    const dropped = tides.report.items
      .filter(({ fate }) => fate === 'dropped')
      .map(({ source, notes }) => [source, notes.at(-1)?.code]);
    expect(Object.fromEntries(dropped)).toMatchObject({
      'course/2023.xml': 'other-run',
      'html/orphan.xml': 'orphan',
      'info/updates.items.json': 'announcements',
      'README.md': 'not-course',
      'about/subtitle.html': 'empty',
      'about/entrance_exam_enabled.html': 'settings',
    });
  });
});

test('our own format goes through as it is, with nothing but exact items', async () => {
  const own = {
    'tides/course.yaml':
      'lectern: 1\nkey: a\ntitle: A\noutline:\n  - { section: s, title: S, units: [units/a.md] }\n',
    'tides/units/a.md': '---\ntitle: A\n---\n\nText.\n',
  };
  const { format, files, report } = await importCourse(memorySource(new Map(Object.entries(own))));
  expect(format).toBe('lectern');
  expect([...files.keys()]).toEqual(['course.yaml', 'units/a.md']);
  expect(report).toMatchObject({
    course: 'A',
    counts: { sections: 1, units: 1, exact: 2, approximated: 0, dropped: 0 },
  });
  expect((await compileCourse(memorySource(files), activityTypes)).release).not.toBeNull();
});

test('every note has its text in every language', async () => {
  const { noteCodes } = await import('./translate/notes.ts');
  for (const locale of ['en', 'es', 'ar']) {
    const texts = JSON.parse(readFileSync(`messages/${locale}/olx.json`, 'utf8'));
    for (const code of noteCodes) expect(texts, `${locale} ${code}`).toHaveProperty(`note-${code}`);
  }
});

test('a graded page in an ungraded section is an assignment by itself, and the run can be chosen', async () => {
  const files = {
    'course.xml': '<course url_name="a" org="O" course="C"/>',
    'course/a.xml':
      '<course display_name="First"><chapter url_name="c"><html url_name="h">x</html></chapter></course>',
    'course/b.xml':
      '<course display_name="Second"><chapter url_name="c" display_name="C"><sequential url_name="s" display_name="S"><vertical url_name="v" display_name="V" graded="true" format="Homework"><html url_name="h">x</html></vertical></sequential></chapter></course>',
    'policies/b/grading_policy.json': '{"GRADER":[{"type":"Homework","weight":1}]}',
  };
  const archive = memorySource(new Map(Object.entries(files)));
  const { files: written, report } = await importOlx(archive, { run: 'b' });
  expect(textOf(written, 'units/c/v.md')).toBe('---\ntitle: V\nkey: v\ncategory: homework\n---\n\nx\n');
  expect(report.course).toBe('Second');
  expect(report.items.find(({ source }) => source === 'course/a.xml')?.notes[0]?.code).toBe('other-run');
  expect((await importOlx(archive)).report.course).toBe('First');
});
