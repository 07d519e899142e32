/** Blueprints and parents: what changes there reaches the courses made of them, and what is locked stays so. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { type Course, findCourse, saveOrganization } from '#modules/catalog/index.ts';
import { editDraft, getDraft, listReleases, memorySource, readDraft } from '#modules/content/index.ts';
import { pushBlueprints } from '#modules/reuse/index.ts';
import { publishCourse } from '#screens/studio/releases/index.ts';

const site = useTestSite();
const call = systemCall('test');
const owner = { role: 'owner', scope: 'organization', target: 'harbor' } as const;

const plan = (over: Record<string, string> = {}) => ({
  'course.yaml':
    'lectern: 1\nkey: plan\ntitle: Plan\nlicense: CC-BY-4.0\ngrading:\n  pass: 60\noutline:\n  - section: start\n    title: Start\n    due: P7D\n    units: [units/a.md, units/b.md]\n',
  'units/a.md': '---\ntitle: A\n---\nFirst line.\n\nSecond line.\n\nThird line.\n',
  'units/b.md': '---\ntitle: B\n---\nB.\n',
  ...over,
});
const publishPlan = (over: Record<string, string> = {}) =>
  publishCourse(call, {
    ...{ organization: { key: 'harbor' }, courseKey: 'plan', courseTitle: 'Plan' },
    source: memorySource(new Map(Object.entries(plan(over)))),
  });

let browser: TestBrowser;
beforeAll(async () => {
  await saveOrganization('harbor', 'Harbor School');
  await publishPlan();
  browser = await site.signIn({}, owner);
});

async function courseAt(key: string): Promise<Course> {
  const course = await findCourse('harbor', key);
  if (!course) throw new Error(`no course ${key}`);
  return course;
}
const textOf = async (key: string, path: string) =>
  new TextDecoder().decode(await (await readDraft((await courseAt(key)).id)).read(path));
const settings = (push: string, locked: string[] = []) =>
  browser.json('POST', '/studio/harbor/plan/blueprint', { push, locked });
const make = (title: string, follow: boolean) =>
  browser.json('POST', '/courses/harbor/plan/remix', {
    ...{ organization: 'harbor', title, license: 'CC-BY-4.0', follow },
  });
async function write(
  key: string,
  path: string,
  from: string,
  to: string,
  origin: 'browser' | 'git' = 'browser',
) {
  const { id } = await courseAt(key);
  const { revision } = await getDraft(id);
  const edits = [{ path, content: (await textOf(key, path)).replace(from, to) }];
  return editDraft(call, { courseId: id, base: revision, origin, edits });
}
async function releaseOf(key: string) {
  const { revision } = await getDraft((await courseAt(key)).id);
  return browser.json('POST', `/studio/harbor/${key}/publish`, { revision, when: 'now' });
}
const children = async () => (await browser.json('GET', '/studio/harbor/plan/blueprint')).json().children;
const childOf = async (key: string) =>
  (await children()).find(({ course }: { course: string }) => course === `harbor/${key}`);

describe('a blueprint', () => {
  test('is followed by courses that are made of it, which say so', async () => {
    expect((await settings('offer')).statusCode).toBe(200);
    expect((await browser.get('/studio/new')).body).toContain('/courses/harbor/plan/remix');
    expect((await make('First', true)).statusCode).toBe(201);
    expect(await children()).toMatchObject([{ course: 'harbor/first', release: null, clashes: 0 }]);
    expect(await textOf('first', 'course.yaml')).toContain('course: harbor/plan');
    expect((await browser.get('/studio/harbor/first/blueprint')).body).toContain(
      'This course follows “Plan”',
    );
  });

  test('is followed by one that was made of it before, where its authors say so, and let go again', async () => {
    await make('Second', false);
    expect((await browser.get('/studio/harbor/plan/blueprint')).body).toContain('Second');
    const path = '/studio/harbor/plan/blueprint/children';
    expect((await browser.json('POST', path, { child: 'second' })).statusCode).toBe(201);
    expect((await browser.json('POST', path, { child: 'second' })).json().code).toBe('child-has-blueprint');
    expect((await browser.json('POST', path, { child: 'plan' })).json().code).toBe('not-a-child');
    await browser.json('POST', `${path}/remove`, { child: 'second' });
    expect((await children()).map(({ course }: { course: string }) => course)).toEqual(['harbor/first']);
  });

  test('locks parts of its children at every door, and nothing else', async () => {
    await settings('offer', ['unit:units/a.md', 'grading']);
    for (const origin of ['browser', 'git'] as const)
      await expect(write('first', 'units/a.md', 'First', 'Own', origin)).rejects.toMatchObject({
        code: 'draft-locked',
      });
    await expect(write('first', 'course.yaml', 'pass: 60', 'pass: 10')).rejects.toMatchObject({
      code: 'draft-locked',
    });
    await expect(write('first', 'course.yaml', 'course: harbor/plan', '')).rejects.toMatchObject({
      code: 'draft-locked',
    });
    expect((await write('first', 'units/b.md', 'B.', 'B, ours.')).kind).toBe('saved');
    const page = await browser.get('/studio/harbor/first/units/a');
    expect(page.body).toContain('The blueprint that this course follows decides on it.');
    // No form is offered whose saving would be refused.
    const item = (await browser.get('/studio/harbor/first/items/unit:a')).body;
    expect(item).toContain('The blueprint that this course follows decides on it.');
    expect(item).not.toContain('name="title"');
    expect((await browser.get('/studio/harbor/first')).body.match(/Locked/g)).toHaveLength(1);
    const readsOnly = async (unit: string) => {
      const { body } = await browser.get(`/studio/harbor/first/units/${unit}`);
      return [/<textarea[^>]* readonly/.test(body), body.includes('data-save')];
    };
    expect(await readsOnly('a')).toEqual([true, false]);
    expect(await readsOnly('b')).toEqual([false, true]);
    const { revision } = await getDraft((await courseAt('first')).id);
    const refused = await browser.json('POST', '/studio/harbor/first/units/a', {
      base: revision,
      body: 'Mine.',
    });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'draft-locked']);
    // Who had opened it before it was locked keeps what was typed.
    const late = await browser.post('/studio/harbor/first/units/a', {
      base: String(revision),
      head: '',
      body: 'Mine.',
    });
    expect(late.statusCode).toBe(409);
    expect(late.body).toMatch(/<textarea[^>]* readonly[^>]*>[^<]*Mine\./);
    expect(late.body).toContain('This is not saved yet.');
  });

  test('offers its release; what is locked comes through, what a child changed stays', async () => {
    await publishPlan({ 'units/a.md': plan()['units/a.md'].replace('Second', 'Another') });
    expect(await childOf('first')).toMatchObject({ release: 1, newest: 2, clashes: 0 });
    const { revision, updates } = (await browser.json('GET', '/studio/harbor/first/updates')).json();
    expect(updates).toMatchObject([{ id: 'course', clashes: 0 }]);
    const wishes = [{ id: 'course', release: 2, way: 'take', choices: [] }];
    await browser.json('POST', '/studio/harbor/first/updates', { revision, wishes });
    expect(await textOf('first', 'units/a.md')).toContain('Another line.');
    expect(await textOf('first', 'units/b.md')).toContain('B, ours.');
    expect(await textOf('first', 'course.yaml')).toContain('release: "2"');
    expect(await childOf('first')).toMatchObject({ release: null });
  });

  test('pushes into drafts where nothing clashes, and forces nothing where something does', async () => {
    await settings('draft');
    await make('Third', true);
    await write('third', 'units/b.md', 'B.', 'B, theirs.');
    await write('first', 'units/a.md', 'Third line.', 'Third line, ours.');
    await publishPlan({ 'units/b.md': '---\ntitle: B\n---\nB, anew.\n' });
    await pushBlueprints(new Date());
    expect(await childOf('first')).toMatchObject({ release: 2, newest: 3, clashes: 1 });
    expect(await childOf('third')).toMatchObject({ clashes: 1 });
    expect(await textOf('third', 'units/b.md')).toContain('B, theirs.');
    await write('third', 'units/b.md', 'B, theirs.', 'B.');
    await pushBlueprints(new Date());
    expect(await childOf('third')).toMatchObject({ release: null });
    expect(await textOf('third', 'units/b.md')).toContain('B, anew.');
    expect((await listReleases((await courseAt('third')).id)).length).toBe(0);
  });

  test('releases in a child at once where nothing else of its authors waits', async () => {
    await settings('release');
    for (const title of ['Ready', 'Waiting']) {
      await make(title, true);
      expect((await releaseOf(title.toLowerCase())).statusCode).toBeLessThan(300);
    }
    await write('waiting', 'units/b.md', 'B', 'Still B');
    await publishPlan({ 'units/a.md': plan()['units/a.md'].replace('First', 'Very first') });
    await pushBlueprints(new Date());
    expect(await childOf('ready')).toMatchObject({ release: null, released: 2, changed: false });
    expect(await childOf('waiting')).toMatchObject({ release: null, released: 1, changed: true });
    expect(await textOf('waiting', 'units/a.md')).toContain('Very first line.');
  });

  test('that ends lets everything go', async () => {
    await settings('offer', ['all']);
    await expect(write('third', 'units/a.md', 'line', 'row')).rejects.toMatchObject({ code: 'draft-locked' });
    const ended = await browser.json('POST', '/studio/harbor/plan/blueprint/end', {});
    expect(ended.statusCode).toBeLessThan(300);
    expect((await write('third', 'units/a.md', 'line', 'row')).kind).toBe('saved');
  });

  test('is decided on by those who may release it', async () => {
    const teacher = await site.signIn({}, { role: 'teacher', scope: 'organization', target: 'harbor' });
    expect(
      (await teacher.json('POST', '/studio/harbor/plan/blueprint', { push: 'release' })).statusCode,
    ).toBe(403);
  });
});

test('a remix is offered what its parent changed, and nothing is pushed into it', async () => {
  await make('Remix', false);
  await write('remix', 'units/a.md', 'Third', 'Our third');
  await publishPlan({ 'units/a.md': plan()['units/a.md'].replace('Second', 'Next') });
  await pushBlueprints(new Date());
  expect(await textOf('remix', 'units/a.md')).not.toContain('Next line.');
  expect((await browser.get('/studio/harbor/remix')).body).toContain('1 update');
  const { revision } = await getDraft((await courseAt('remix')).id);
  const page = await browser.get('/studio/harbor/remix/updates');
  const fields = { revision: String(revision), 'id.0': 'course', way: 'take' };
  const newest = /name="release\.0" value="(\d+)"/.exec(page.body)?.[1] ?? '';
  const answer = await browser.post('/studio/harbor/remix/updates', { ...fields, 'release.0': newest });
  expect(answer.headers.location).toBe('/studio/harbor/remix/updates');
  const text = await textOf('remix', 'units/a.md');
  expect([text.includes('Next line.'), text.includes('Our third line.')]).toEqual([true, true]);
});
