/** Making a course in the browser: who may, what comes of it, and that learners see nothing of it yet. */
import { beforeAll, expect, test } from 'vitest';
import { type TestBrowser, useTestSite } from '#app/testing.ts';
import { listGrants } from '#modules/access/index.ts';
import { findCourse, saveOrganization } from '#modules/catalog/index.ts';
import { activityTypes } from '#modules/content/contract.ts';
import { compileCourse, readDraft } from '#modules/content/index.ts';

const site = useTestSite();
let owner: TestBrowser;

beforeAll(async () => {
  await saveOrganization('harbor', 'Harbor School');
  await saveOrganization('other', 'Other School');
  owner = await site.signIn({}, { role: 'owner', scope: 'organization', target: 'harbor' });
});

const fields = { organization: 'harbor', language: 'en', pace: 'self', license: 'CC-BY-4.0' };

test('only who may make courses somewhere gets the form, and only with their organizations', async () => {
  const author = await site.signIn({}, { role: 'author', scope: 'course', target: 'harbor/tides' });
  expect((await author.json('POST', '/studio/new', { ...fields, title: 'x' })).statusCode).toBe(403);
  const teacher = await site.signIn({}, { role: 'teacher', scope: 'organization', target: 'harbor' });
  expect((await teacher.get('/studio/new')).statusCode).toBe(403);
  expect((await teacher.get('/studio')).body).not.toContain('/studio/new');
  const { body } = await owner.get('/studio/new');
  expect(body).toContain('Harbor School');
  expect(body).not.toContain('Other School');
});

test('a course begins with a section and a unit that compile, in its own language', async () => {
  const sent = await owner.post('/studio/new', { ...fields, title: 'El mar: "mareas"', language: 'es' });
  expect(sent.headers.location).toBe('/studio/harbor/el-mar-mareas');
  const course = await findCourse('harbor', 'el-mar-mareas');
  const { release, problems } = await compileCourse(await readDraft(course?.id ?? ''), activityTypes());
  expect(problems).toEqual([]);
  expect(release?.course).toMatchObject({ title: 'El mar: "mareas"', language: 'es', pace: 'self' });
  expect(release?.units.map(({ title }) => title)).toEqual(['Primera unidad']);
});

test('nobody but its authors sees it before it is released', async () => {
  await owner.post('/studio/new', { ...fields, title: 'Quiet waters' });
  const visitor = site.visitor();
  expect((await visitor.get('/courses?q=quiet')).body).not.toContain('Quiet waters');
  expect((await visitor.get('/courses/harbor/quiet-waters')).statusCode).toBe(404);
  expect((await visitor.get('/studio/harbor/quiet-waters')).statusCode).toBe(401);
  expect((await owner.get('/studio')).body).toContain('Quiet waters');
  expect((await owner.get('/studio/harbor/quiet-waters')).body).toContain('Not released yet');
  expect((await owner.get('/teach/harbor/quiet-waters')).statusCode).toBe(200);
});

test('who makes a course owns it, and no other', async () => {
  await owner.post('/studio/new', { ...fields, title: 'Of somebody else' });
  const author = await site.signIn({}, { role: 'author', scope: 'organization', target: 'harbor' });
  await author.post('/studio/new', { ...fields, title: 'Of my own' });
  expect((await author.get('/studio/harbor/of-my-own')).statusCode).toBe(200);
  const grants = await listGrants({ scope: 'course', target: 'harbor/of-my-own' });
  expect(grants.map(({ role }) => role)).toEqual(['owner']);
  expect(await listGrants({ scope: 'course', target: 'harbor/of-somebody-else' })).toEqual([]);
});

test('a course that is not released yet is called as its draft says', async () => {
  await owner.post('/studio/new', { ...fields, title: 'Working title', key: 'renamed' });
  const at = '/studio/harbor/renamed/settings';
  expect((await owner.json('POST', at, { title: 'The final title' })).statusCode).toBe(200);
  expect((await owner.get('/studio')).body).toContain('The final title');
  expect((await owner.get(at)).body).not.toContain('Working title');
});

test('a key that is taken is refused at its field, and the course that has it stays as it is', async () => {
  await owner.json('POST', '/studio/new', { ...fields, title: 'Twice', key: 'twice' });
  const before = await findCourse('harbor', 'twice');
  const refused = await owner.post('/studio/new', { ...fields, title: 'Another', key: 'Twice' });
  expect(refused.statusCode).toBe(409);
  expect(refused.body).toContain('id="field-key-error"');
  expect(await findCourse('harbor', 'twice')).toEqual(before);
});

test('of two who make one course at once, one is told that its key is taken', async () => {
  const replies = await Promise.all(
    ['One', 'Two'].map((title) => owner.json('POST', '/studio/new', { ...fields, title, key: 'at-once' })),
  );
  expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
});

test('nobody makes a course in an organization of others, whether it exists or not', async () => {
  for (const organization of ['other', 'nowhere'])
    expect(
      (await owner.json('POST', '/studio/new', { ...fields, organization, title: 'x' })).statusCode,
    ).toBe(403);
});

test('a language that is not in the list is typed as its tag, and what was typed comes back with its mistake', async () => {
  const form = { ...fields, title: 'Terje vigan', 'language-other': 'se' };
  const sent = await owner.post('/studio/new', form);
  expect(sent.headers.location).toBe('/studio/harbor/terje-vigan');
  const course = await findCourse('harbor', 'terje-vigan');
  const { release } = await compileCourse(await readDraft(course?.id ?? ''), activityTypes());
  expect(release?.course.language).toBe('se');
  const refused = await owner.post('/studio/new', { ...form, 'language-other': 'no language' });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('id="field-language-error"');
  expect(refused.body).toMatch(/name="language-other"[^>]* value="no language"/);
});
