/** The outline of a course in the studio, over HTTP: forms and programs, several at once, and who may. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { activityTypes } from '#modules/content/contract.ts';
import {
  compileCourse,
  editDraft,
  getDraft,
  listRevisions,
  memorySource,
  readDraft,
} from '#modules/content/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();

const choice = (key: string, points = 2) =>
  `::::choice{#${key} points=${points} title="On ${key}"}\nWhat?\n\n- [x] This\n- [ ] That\n::::\n`;

const files = {
  'course.yaml': `lectern: 1
key: tides
title: Tides   # and what they do
grading:
  categories: [{key: quiz, title: Quizzes, weight: 100}]
outline:
  - section: why
    title: Why
    units: [units/moon.md, units/sun.md]
  - section: forces
    title: Forces
    units:
      - units/wind.md
`,
  'units/moon.md': `---\ntitle: The Moon\n---\n\nSee [the Sun](sun.md).\n\n${choice('pull')}`,
  'units/sun.md': `---\ntitle: The Sun\n---\n\n${choice('heat', 3)}`,
  'units/wind.md': '---\ntitle: The wind\n---\n\nIt blows.\n',
};

let author: TestBrowser;
let reader: TestBrowser;
let courses = 0;

/** A course of its own for each test: `at` is its page in the studio. */
async function newCourse(changed: Record<string, string> = {}) {
  courses += 1;
  const key = `tides-${courses}`;
  const source = { ...files, 'course.yaml': files['course.yaml'].replace('tides', key), ...changed };
  const { courseId } = await publishCourse(systemCall('test'), {
    source: memorySource(new Map(Object.entries(source))),
    organization: { key: 'harbor', name: 'Harbor School' },
    courseKey: key,
    courseTitle: 'Tides',
  });
  const at = `/studio/harbor/${key}`;
  const read = async (path: string) => new TextDecoder().decode(await (await readDraft(courseId)).read(path));
  /** `why: moon sun` for each section. */
  const shape = async () =>
    (await author.json('GET', at))
      .json<{ sections: { key: string; units: { key: string }[] }[] }>()
      .sections.map((section) => [`${section.key}:`, ...section.units.map((unit) => unit.key)].join(' '));
  const compiled = async () => compileCourse(await readDraft(courseId), activityTypes());
  return { courseId, at, read, shape, compiled };
}

beforeAll(async () => {
  await newCourse();
  author = await site.signIn({ name: 'Ana' }, { role: 'author', scope: 'organization', target: 'harbor' });
  reader = await site.signIn();
});

describe('the outline', () => {
  test('is for those who may edit the course, and for nobody else', async () => {
    const { at } = await newCourse();
    expect((await site.visitor().get(at)).statusCode).toBe(401);
    expect((await reader.get(at)).statusCode).toBe(403);
    expect((await reader.post(`${at}/items/unit:moon/remove`)).statusCode).toBe(403);
    expect((await author.get(at)).statusCode).toBe(200);
    expect((await author.get('/studio')).body).toContain(at);
    expect((await reader.get('/studio')).statusCode).toBe(403);
  });

  test('shows units with activities, points and mistakes', async () => {
    const { at } = await newCourse();
    await author.json('POST', `${at}/items/unit:sun/remove`);
    const { body } = await author.get(at);
    expect(body).toContain('2 points');
    expect(body).toContain('1 error');
    expect(body).toContain('units/moon.md:5');
    expect(body).toContain('Unpublished changes');
  });

  test('gets sections and units by their titles, whatever letters they are written in', async () => {
    const { at, shape, read, compiled } = await newCourse();
    const section = await author.post(`${at}/sections`, { title: 'Sailing on: “tides”' });
    expect(section.headers.location).toBe(`${at}#section-sailing-on-tides`);
    const sent = await author.json('POST', `${at}/units`, {
      title: 'المد والجزر',
      section: 'sailing-on-tides',
    });
    expect(sent.statusCode).toBe(201);
    expect(sent.json()).toEqual({ item: 'unit:unit' });
    expect(await shape()).toEqual(['why: moon sun', 'forces: wind', 'sailing-on-tides: unit']);
    expect(await read('units/unit.md')).toBe('---\ntitle: المد والجزر\n---\n\n');
    expect(await read('course.yaml')).toContain('title: Tides   # and what they do');
    expect((await compiled()).problems).toEqual([]);
  });

  test('units that no section names are offered, and come into the one that is chosen', async () => {
    const { at, courseId, shape } = await newCourse();
    const { revision } = await getDraft(courseId);
    // A variant stands beside its unit, and is no unit of its own.
    const edits = ['stray', 'lost', 'moon.es'].map((name) => ({
      path: `units/${name}.md`,
      content: `---\ntitle: ${name}\n---\nText.\n`,
    }));
    await editDraft(systemCall('test'), { courseId, base: revision, origin: 'git', edits });
    expect((await author.get(at)).body).toContain('2 units stand in no section');
    const sent = await author.post(`${at}/units`, { files: 'units/stray.md', section: 'forces' });
    expect(sent.headers.location).toBe(`${at}#section-forces`);
    expect(await shape()).toEqual(['why: moon sun', 'forces: wind stray']);
    const none = await author.post(`${at}/units`, { section: 'forces' });
    expect(none.statusCode).toBe(422);
    expect(none.body).toContain('Choice of units is missing');
    const send = (files: string[]) => author.json('POST', `${at}/units`, { files, section: 'why' });
    for (const file of ['units/stray.md', 'course.yaml', '../x.md'])
      expect((await send(['units/lost.md', file])).statusCode).toBe(404);
    expect((await send([])).statusCode).toBe(422);
    expect((await author.json('POST', `${at}/units`, { section: 'why' })).statusCode).toBe(422);
    expect((await send(['units/lost.md'])).statusCode).toBe(201);
    expect(await shape()).toEqual(['why: moon sun lost', 'forces: wind stray']);
  });

  test('refuses an empty title at its field, and keeps what stood', async () => {
    const { at, shape } = await newCourse();
    const refused = await author.post(`${at}/units`, { title: '  ', section: 'why' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('unit-title-why');
    expect(await shape()).toEqual(['why: moon sun', 'forces: wind']);
  });

  test('moves by step and by place, and says where the item stands then', async () => {
    const { at, shape } = await newCourse();
    const moved = await author.json('POST', `${at}/items/unit:moon/move`, { step: 'down' });
    expect(moved.json()).toEqual({
      ...{ item: 'unit:moon', into: 'why', section: 'Why', before: null, number: 2, of: 2 },
    });
    expect(await shape()).toEqual(['why: sun moon', 'forces: wind']);
    const form = await author.post(`${at}/items/${encodeURIComponent('unit:moon')}/move`, {
      ...{ step: 'down', items: 'unit:sun', points: '' },
    });
    expect(form.headers.location).toBe(`${at}#unit-moon`);
    expect(await shape()).toEqual(['why: sun', 'forces: moon wind']);
    await author.json('POST', `${at}/items/unit:wind/move`, { into: 'why', before: 'unit:sun' });
    await author.json('POST', `${at}/items/section:forces/move`, { before: 'section:why' });
    expect(await shape()).toEqual(['forces: moon', 'why: wind sun']);
  });

  test('a title, dates and a category are changed where they stand in the source', async () => {
    const { at, read, compiled } = await newCourse();
    const sent = await author.post(`${at}/items/unit:sun`, {
      ...{ title: 'Our Sun', category: 'quiz', due: '2026-10-12T23:59', 'closes-instead': 'P21D' },
    });
    expect(sent.statusCode).toBe(303);
    expect(await read('units/sun.md')).toContain(
      '---\ntitle: Our Sun\ncategory: quiz\ndue: 2026-10-12T23:59\ncloses: P21D\n---\n',
    );
    await author.json('POST', `${at}/items/section:why`, { opens: 'P1D' });
    expect(await read('course.yaml')).toContain('opens: P1D');
    expect((await compiled()).problems).toEqual([]);
    const wrong = await author.post(`${at}/items/unit:sun`, { title: 'Our Sun', 'due-instead': 'soon' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('neither a local time nor a duration');
    const unknown = await author.json('POST', `${at}/items/unit:sun`, { category: 'nothing' });
    expect(unknown.statusCode).toBe(422);
  });

  test('many units are changed at once, in one revision', async () => {
    const { at, courseId, read } = await newCourse();
    const before = (await listRevisions(courseId)).length;
    const sent = await author.post(`${at}/items`, {
      items: ['unit:moon', 'unit:sun', 'section:forces'],
      ...{ 'due-instead': 'P14D', opens: '2026-10-05T08:00', closes: '', points: '5' },
    });
    expect(sent.statusCode).toBe(303);
    expect(await read('units/moon.md')).toContain('#pull points=5');
    expect(await read('units/sun.md')).toContain('#heat points=5');
    expect(await read('units/sun.md')).toContain('due: P14D');
    expect(await read('units/sun.md')).not.toContain('closes');
    expect(await read('units/sun.md')).toContain('opens: 2026-10-05T08:00');
    expect(await read('course.yaml')).toContain('due: P14D');
    expect((await listRevisions(courseId)).length).toBe(before + 1);
    // Empty stays as it is; what is ticked is taken away.
    await author.post(`${at}/items`, { items: ['unit:sun'], due: '', clear: 'opens' });
    expect(await read('units/sun.md')).toContain('due: P14D');
    expect(await read('units/sun.md')).not.toContain('opens');
  });

  test('a copy has keys of its own, so that nobody’s answers are mixed up', async () => {
    const { at, shape, read, compiled } = await newCourse();
    await author.json('POST', `${at}/items/unit:moon/duplicate`);
    expect(await shape()).toEqual(['why: moon moon-2 sun', 'forces: wind']);
    expect(await read('units/moon-2.md')).toContain('title: The Moon (2)');
    expect(await read('units/moon-2.md')).toContain('{#pull-2 points=2');
    const sent = await author.json('POST', `${at}/items/section:why/duplicate`);
    expect(sent.json()).toEqual({ item: 'section:why-2' });
    expect(await shape()).toEqual([
      ...['why: moon moon-2 sun', 'forces: wind', 'why-2: moon-3 moon-4 sun-2'],
    ]);
    expect((await compiled()).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('deleting says what learners handed in and who links here, and the history keeps it', async () => {
    const { at, shape, courseId } = await newCourse();
    const page = await author.get(`${at}/items/unit:sun`);
    expect(page.body).toContain('1 unit links here');
    expect((await author.post(`${at}/items/unit:sun/remove`)).headers.location).toBe(at);
    expect(await shape()).toEqual(['why: moon', 'forces: wind']);
    const draft = await readDraft(courseId);
    expect(draft.paths).not.toContain('units/sun.md');
    expect((await readDraft(courseId, 1)).paths).toContain('units/sun.md');
    await author.json('POST', `${at}/items/section:why/remove`);
    expect((await author.json('POST', `${at}/items/section:forces/remove`)).statusCode).toBe(409);
  });

  test('what is not there is missing, whatever is asked of it', async () => {
    const { at } = await newCourse();
    for (const item of ['unit:none', 'section:none', 'nothing', '..', 'unit:'])
      expect((await author.get(`${at}/items/${encodeURIComponent(item)}`)).statusCode).toBe(404);
    expect((await author.json('POST', `${at}/items/unit:none/move`, { step: 'up' })).statusCode).toBe(404);
  });

  test('people who change it at the same time all get what they asked for', async () => {
    const { at, shape, compiled } = await newCourse();
    const replies = await Promise.all([
      ...['One', 'Two', 'Three'].map((title) =>
        author.json('POST', `${at}/units`, { title, section: 'why' }),
      ),
      author.json('POST', `${at}/items/unit:wind/move`, { into: 'why' }),
      author.json('POST', `${at}/items/unit:wind/move`, { into: 'why', before: 'unit:moon' }),
    ]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 201, 201, 201]);
    const units = (await shape()).flatMap((line) => line.split(' ').slice(1));
    expect(units.sort()).toEqual(['moon', 'one', 'sun', 'three', 'two', 'wind']);
    expect((await compiled()).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('course.yaml that cannot be read is said, and nothing is changed by a guess', async () => {
    const { at, courseId } = await newCourse();
    const { revision } = await getDraft(courseId);
    await editDraft(systemCall('test'), {
      ...{ courseId, base: revision, origin: 'git' },
      edits: [{ path: 'course.yaml', content: 'title: "x\n' }],
    });
    const { body, statusCode } = await author.get(at);
    expect(statusCode).toBe(200);
    expect(body).toContain('The outline cannot be read');
    const refused = await author.json('POST', `${at}/units`, { title: 'x', section: 'why' });
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ code: 'course-file-broken' });
  });

  test('sent twice with one key, a unit is added once', async () => {
    const { at, shape } = await newCourse();
    const fields = { title: 'Once', section: 'why', _key: randomUUID() };
    await author.post(`${at}/units`, fields);
    await author.post(`${at}/units`, fields);
    expect(await shape()).toEqual(['why: moon sun once', 'forces: wind']);
  });
});
