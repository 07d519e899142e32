/** The settings of a course in the studio, over HTTP: the form, programs, mistakes at their fields, two at once. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { memorySource, readDraft } from '#modules/content/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
let author: TestBrowser;
let courses = 0;

async function newCourse() {
  courses += 1;
  const key = `course-${courses}`;
  const yaml = `lectern: 1\nkey: ${key}\ntitle: Tides   # of the sea\ngrading:\n  pass: 60\n  categories:\n    - { key: quiz, title: Quizzes, weight: 100 }\noutline:\n  - section: s\n    title: S\n    category: quiz\n    units: [units/a.md]\n`;
  const files = {
    'course.yaml': yaml,
    'units/a.md': '---\ntitle: A\n---\nHello.\n',
    'assets/ana.svg': '<svg/>',
  };
  const { courseId } = await publishCourse(systemCall('test'), {
    source: memorySource(new Map(Object.entries(files))),
    organization: { key: 'harbor', name: 'Harbor School' },
    courseKey: key,
    courseTitle: 'Tides',
  });
  const at = `/studio/harbor/${key}/settings`;
  const read = async (path = 'course.yaml') =>
    new TextDecoder().decode(await (await readDraft(courseId)).read(path));
  return { at, courseId, read };
}

/** All fields of the form, as a browser sends them. */
async function fieldsOf(at: string): Promise<Record<string, string>> {
  const { settings, about, revision } = (await author.json('GET', at)).json();
  return {
    ...{ revision: String(revision), about, title: settings.title, pace: 'self', 'grading.pass': '60' },
    ...{ 'grading.categories.0.key': 'quiz', 'grading.categories.0.title': 'Quizzes' },
    'grading.categories.0.weight': '100',
  };
}

beforeAll(async () => {
  await newCourse();
  author = await site.signIn({}, { role: 'author', scope: 'organization', target: 'harbor' });
});

describe('the settings', () => {
  test('are for those who may edit the course', async () => {
    const { at } = await newCourse();
    const reader = await site.signIn();
    expect((await reader.get(at)).statusCode).toBe(403);
    expect((await reader.post(at, { title: 'x' })).statusCode).toBe(403);
    expect((await reader.post(`${at}/source`, { source: 'x' })).statusCode).toBe(403);
  });

  test('are saved from the form into course.yaml and about.md, comments kept', async () => {
    const { at, read } = await newCourse();
    const sent = await author.post(at, {
      ...(await fieldsOf(at)),
      ...{
        summary: 'The sea rises and falls.',
        'staff.3.name': 'Ana Ruiz',
        'staff.3.picture': 'assets/ana.svg',
      },
      ...{
        'grading.letters.0.letter': 'A',
        'grading.letters.0.from': '90',
        about: '## What\r\n\r\nTides.\r\n',
      },
    });
    expect(sent.statusCode).toBe(303);
    const yaml = await read();
    expect(yaml).toContain('title: Tides   # of the sea');
    expect(yaml).toContain('summary: The sea rises and falls.');
    expect(yaml).toContain('name: Ana Ruiz');
    expect(yaml).toContain('A: 90');
    expect(await read('about.md')).toBe('## What\n\nTides.\n');
    const page = (await author.get(at)).body;
    expect(page).toContain('value="Ana Ruiz"');
  });

  test('mistakes are said at their fields, what was typed stays, and nothing is saved', async () => {
    const { at, read } = await newCourse();
    const before = await read();
    const refused = await author.post(at, {
      ...(await fieldsOf(at)),
      ...{ 'grading.pass': '160', language: 'no language', subject: 'Typed' },
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('id="field-grading-pass-error"');
    expect(refused.body).toContain('id="field-language-error"');
    expect(refused.body).toContain('value="Typed"');
    expect(await read()).toBe(before);
    const program = await author.json('POST', at, { grading: { pass: 'much' } });
    expect(program.statusCode).toBe(422);
    expect(program.json().fields).toMatchObject([{ path: 'grading.pass' }]);
  });

  test('a program changes what it names, and takes away what it says is null', async () => {
    const { at, read } = await newCourse();
    expect((await author.json('POST', at, { effort: '4 weeks' })).statusCode).toBe(200);
    expect(await read()).toContain('pass: 60');
    await author.json('POST', at, { effort: null });
    expect(await read()).not.toContain('effort');
  });

  test('two who change different settings keep both; of one setting the second sees what stands', async () => {
    const { at, read } = await newCourse();
    const { revision } = (await author.json('GET', at)).json();
    await author.json('POST', at, { revision, title: 'Tides and waves' });
    expect((await author.json('POST', at, { revision, subject: 'The sea' })).statusCode).toBe(200);
    expect(await read()).toContain('title: Tides and waves');
    expect(await read()).toContain('subject: The sea');
    const stale = await author.post(at, {
      ...(await fieldsOf(at)),
      revision: String(revision),
      title: 'Ebb',
    });
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('Tides and waves');
    expect(stale.body).toContain('value="Ebb"');
    expect(await read()).toContain('title: Tides and waves');
  });

  test('course.yaml is edited as a text, refused where it is broken, and lines that both changed are not lost', async () => {
    const { at, read } = await newCourse();
    const source = (await read()).replace('pass: 60', 'pass: 70');
    expect((await author.post(`${at}/source`, { source: source.replaceAll('\n', '\r\n') })).statusCode).toBe(
      303,
    );
    expect(await read()).toBe(source);
    const broken = await author.post(`${at}/source`, { source: 'title: "x' });
    expect(broken.statusCode).toBe(422);
    expect(broken.body).toContain('YAML');
    expect(await read()).toBe(source);
  });
});
