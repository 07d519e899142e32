/** Importing a course in the browser, over HTTP, with what people and attackers send. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemCall } from '#app/commands/shared.ts';
import { multipartOf, useTestSite } from '#app/testing.ts';
import { listGrants } from '#modules/access/index.ts';
import { findCourse, findOrganization, listRunsOfCourse, saveOrganization } from '#modules/catalog/index.ts';
import { listImportReports, listReleases } from '#modules/content/index.ts';
import { tarGzOf, zipOf } from '#platform/archive/testing.ts';
import { importFromPath } from '#screens/studio/exchange/index.ts';
import { administrator, importInto, newCourse, newOwner } from './imports.ts';

const site = useTestSite();
/** A course as Open edX exports it: something exact, something approximated, something left out. */
const olx = (title = 'Ocean') => ({
  'course/course.xml': '<course url_name="run1" org="HarborX" course="ocean"/>',
  'course/course/run1.xml': `<course display_name="${title}" language="en"><chapter url_name="c1"/></course>`,
  'course/chapter/c1.xml': '<chapter display_name="Waves"><sequential url_name="s1"/></chapter>',
  'course/sequential/s1.xml': '<sequential display_name="Swell"><vertical url_name="v1"/></sequential>',
  'course/vertical/v1.xml':
    '<vertical display_name="What waves are"><html url_name="h1"/><problem url_name="p1"/></vertical>',
  'course/html/h1.xml': '<html display_name="Waves" filename="h1"/>',
  'course/html/h1.html': '<p>Waves <b>move</b>.</p><script>alert(1)</script>',
  'course/problem/p1.xml':
    '<problem display_name="Sum"><numericalresponse answer="4"><label>2 + 2</label><formulaequationinput/></numericalresponse></problem>',
  'course/html/lost.xml': '<html display_name="Orphan" filename="lost"/>',
  'course/html/lost.html': '<p>Nobody shows me.</p>',
});

beforeAll(async () => {
  await saveOrganization('harbor', 'Harbor School');
  await saveOrganization('other', 'Other School');
});

describe('the form', () => {
  test('is for those who may publish somewhere, and offers only the places where they may', async () => {
    expect((await site.visitor().get('/studio/import')).statusCode).toBe(401);
    const learner = await site.signIn();
    expect((await learner.get('/studio/import')).statusCode).toBe(403);
    const author = await site.signIn({}, { role: 'author', scope: 'course', target: 'harbor/tides' });
    const { body } = await author.get('/studio/import');
    expect(body).toContain('Harbor School');
    expect(body).not.toContain('Other School');
    expect(body).not.toContain('newOrganization');
    const admin = await site.signIn({}, administrator);
    expect((await admin.get('/studio/import')).body).toContain('newOrganization');
  });

  test('begins with the course from which it was opened', async () => {
    const { body } = await (await newOwner(site)).get('/studio/import?organization=harbor&update=true');
    expect(body).toMatch(/<option value="harbor" selected/);
    expect(body).toMatch(/name="update"[^>]*checked/);
  });

  test('sends its token, its key and every field before the file', async () => {
    const { body } = await (await newOwner(site)).get('/studio/import');
    const form = body.slice(body.lastIndexOf('multipart/form-data'));
    const names = [...form.matchAll(/ name="(\w+)"/g)].map(([, name]) => name);
    expect(names.indexOf('archive')).toBe(names.length - 1);
    expect(names.slice(0, 2)).toEqual(['_csrf', '_key']);
  });
});

describe('an import', () => {
  test('of our own source publishes the course and leads to its report', async () => {
    const browser = await newOwner(site);
    const { key, files } = newCourse();
    const sent = await importInto(browser, await zipOf(files));
    expect(sent.statusCode).toBe(303);
    expect(sent.headers.location).toMatch(/^\/studio\/imports\/[0-9a-f-]{36}$/);
    const report = await browser.get(String(sent.headers.location));
    expect(report.body).toContain('The course is imported and published.');
    expect(report.body).toContain('units/a.md');
    expect((await browser.get(`/learn/harbor/${key}/main/a`)).body).toContain('Hello.');
    // It was not asked to be open.
    expect((await site.visitor().get(`/learn/harbor/${key}/main/a`)).statusCode).toBe(401);
    expect((await browser.get(`/teach/harbor/${key}`)).body).toContain('course.zip');
  });

  test('of an Open edX export says what became of each thing, with links to where it is', async () => {
    const browser = await newOwner(site);
    const sent = await importInto(browser, await tarGzOf(olx()), { open: 'true' }, 'ocean.tar.gz');
    expect(sent.statusCode).toBe(303);
    const address = String(sent.headers.location);
    const page = await browser.get(address);
    expect(page.body).toContain('Ocean');
    expect(page.body).toContain('No page of the export shows it.');
    const href = /href="(\/learn\/harbor\/[^"]+#[^"]+)"/.exec(page.body)?.[1] ?? '';
    expect((await site.visitor().get(href)).body).toContain('2 + 2');
    const all = (await browser.json('GET', address)).json();
    const { exact, approximated, dropped } = all.counts;
    expect(all.total).toBe(exact + approximated + dropped);
    expect(all.items).toHaveLength(all.total);
    const left = (await browser.json('GET', `${address}?fate=dropped`)).json();
    expect(left.total).toBe(dropped);
    const texts = (await browser.json('GET', `${address}?kind=html`)).json();
    expect(texts.items.map(({ kind }: { kind: string }) => kind)).toEqual(Array(texts.total).fill('html'));
    expect((await browser.get(`${address}?kind=nothing`)).body).toContain('Nothing of this kind');
  });

  test('of questions alone takes the name of their file, and says what became of each', async () => {
    const browser = await newOwner(site);
    const gift = '::Sum::2 + 2?{#4}\n\nBroken?{=a';
    const sent = await importInto(browser, Buffer.from(gift), { open: 'true' }, 'questions-Small sums.gift');
    expect(sent.statusCode).toBe(303);
    const page = await browser.get(String(sent.headers.location));
    expect(page.body).toContain('Small sums');
    expect(page.body).toContain('Numerical question');
    expect(page.body).toContain('The braces do not fit together');
    const href = /href="(\/learn\/harbor\/small-sums\/[^"]+#sum)"/.exec(page.body)?.[1] ?? '';
    expect((await site.visitor().get(href)).body).toContain('2 + 2?');
  });

  test('sent twice with one key happens once and gets the same answer', async () => {
    const browser = await newOwner(site);
    const { key, files } = newCourse();
    const content = await zipOf(files);
    const fields = { _key: crypto.randomUUID(), _csrf: browser.token() };
    const first = await importInto(browser, content, fields);
    const second = await importInto(browser, content, fields);
    expect(second.headers.location).toBe(first.headers.location);
    const course = await findCourse('harbor', key);
    expect(await listImportReports(course?.id ?? '')).toHaveLength(1);
    const other = await importInto(browser, await zipOf(newCourse().files), fields);
    expect(other.statusCode).toBe(422);
  });

  test('of a course that exists asks before it becomes the next release', async () => {
    const browser = await newOwner(site);
    const { key, files } = newCourse();
    await importInto(browser, await zipOf(files));
    const changed = { ...files, 'units/a.md': '---\ntitle: First unit\n---\nChanged.\n' };
    const refused = await importInto(browser, await zipOf(changed));
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('has the course “Tides” already');
    const course = await findCourse('harbor', key);
    expect(await listReleases(course?.id ?? '')).toHaveLength(1);
    const sent = await importInto(browser, await zipOf(changed), { update: 'true' });
    expect(sent.statusCode).toBe(303);
    expect(await listReleases(course?.id ?? '')).toHaveLength(2);
    expect((await browser.get(`/learn/harbor/${key}/main/a`)).body).toContain('Changed.');
  });

  test('into a new organization is for administrators', async () => {
    const admin = await site.signIn({}, administrator);
    await admin.get('/studio/import');
    const fields = { organization: '', newOrganization: 'Lighthouse', newOrganizationName: 'The Lighthouse' };
    const sent = await importInto(admin, await zipOf(newCourse().files), fields);
    expect(sent.statusCode).toBe(303);
    expect(await findOrganization('lighthouse')).toMatchObject({ name: 'The Lighthouse' });
    const bad = await importInto(admin, await zipOf(newCourse().files), {
      ...fields,
      newOrganization: 'A b!',
    });
    expect(bad.statusCode).toBe(422);
    expect(bad.body).toContain('cannot be a key');
    const both = await importInto(admin, await zipOf(newCourse().files), {
      ...fields,
      organization: 'harbor',
    });
    expect(both.body).toContain('choose one or name a new one, not both');
    const neither = await importInto(admin, await zipOf(newCourse().files), { organization: '' });
    expect(neither.body).toContain('Organization is missing.');
    const browser = await newOwner(site);
    const sly = await importInto(browser, await zipOf(newCourse().files), {
      ...fields,
      newOrganization: 'mine',
    });
    expect(sly.statusCode).toBe(403);
    expect(await findOrganization('mine')).toBeUndefined();
  });

  test('into an organization or course of others is refused', async () => {
    const browser = await newOwner(site);
    expect(
      (await importInto(browser, await zipOf(newCourse().files), { organization: 'other' })).statusCode,
    ).toBe(403);
    const { key, files } = newCourse();
    await importInto(browser, await zipOf(files));
    const author = await site.signIn({}, { role: 'author', scope: 'course', target: `harbor/${key}` });
    await author.get('/studio/import');
    const own = await importInto(author, await zipOf(files), { update: 'true' });
    expect(own.statusCode).toBe(303);
    // A new release of a course gives nobody a role in it.
    const grants = await listGrants({ scope: 'course', target: `harbor/${key}` });
    expect(grants.map(({ role }) => role)).toEqual(['author']);
    expect((await importInto(author, await zipOf(newCourse().files))).statusCode).toBe(403);
    const next = newCourse();
    const early = await site.signIn({}, { role: 'author', scope: 'course', target: `harbor/${next.key}` });
    await early.get('/studio/import');
    const created = await importInto(early, await zipOf(next.files));
    expect(created.body).toContain('You may not create a course in this organization');
  });

  test('over the API answers with the report and its figures', async () => {
    const browser = await newOwner(site);
    const { contentType, body } = multipartOf([
      { field: '_csrf', value: browser.token() },
      { field: 'organization', value: 'harbor' },
      { field: 'archive', name: 'a.zip', content: await zipOf(newCourse().files) },
    ]);
    const answer = await browser.send('/api/v1/studio/import', contentType, body);
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ created: true, counts: { units: 1, dropped: 0 } });
  });
});

test('at most two courses are imported at a time; the third is asked to wait', async () => {
  const browser = await newOwner(site);
  const archives = await Promise.all(Array.from({ length: 5 }, () => zipOf(newCourse().files)));
  const answers = await Promise.all(archives.map((content) => importInto(browser, content)));
  const codes = answers.map(({ statusCode }) => statusCode);
  expect(codes.filter((code) => code === 303).length).toBeGreaterThanOrEqual(2);
  for (const answer of answers.filter(({ statusCode }) => statusCode !== 303)) {
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('60');
  }
});

describe('a report', () => {
  test('is there for staff of the course only', async () => {
    const browser = await newOwner(site);
    const sent = await importInto(browser, await zipOf(newCourse().files));
    const address = String(sent.headers.location);
    expect((await site.visitor().get(address)).statusCode).toBe(401);
    expect((await (await site.signIn()).get(address)).statusCode).toBe(403);
    const elsewhere = await site.signIn({}, { role: 'owner', scope: 'organization', target: 'other' });
    expect((await elsewhere.get(address)).statusCode).toBe(404);
    const admin = await site.signIn({}, administrator);
    expect((await admin.get(address)).statusCode).toBe(200);
    expect((await admin.get('/studio/imports/not-a-uuid')).statusCode).toBe(404);
  });

  test('with many items is read in pages', async () => {
    const { key, files } = newCourse();
    const pictures = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`assets/${n}.txt`, `${n}`]));
    const browser = await newOwner(site);
    const sent = await importInto(browser, await zipOf({ ...files, ...pictures }));
    const address = String(sent.headers.location);
    const { body } = await browser.get(address);
    expect(body).toContain('252 items');
    expect(body).toContain('page=3');
    const last = (await browser.json('GET', `${address}?page=3`)).json();
    expect(last).toMatchObject({ pages: 3, total: 252 });
    expect(last.items).toHaveLength(52);
    expect(await findCourse('harbor', key)).not.toBeNull();
  });
});

describe('the command line', () => {
  test('imports a folder or an archive, twice the same without a new release', async () => {
    const folder = 'courses/finding-your-way';
    const options = { organizationKey: 'shipyard', organizationName: 'Shipyard' };
    const first = await importFromPath(systemCall('command line'), folder, options);
    expect(first.published).toMatchObject({ created: true });
    expect(first.report.counts.dropped).toBe(0);
    const again = await importFromPath(systemCall('command line'), folder, options);
    expect(again.published).toMatchObject({ created: false, courseId: first.published.courseId });
    expect(await findOrganization('shipyard')).toMatchObject({ name: 'Shipyard' });
    expect((await listRunsOfCourse(first.published.courseId))[0]).toMatchObject({ key: 'open', open: true });
  });

  const real = '../shared/real/olx/mitx-grading-library-course.tar.gz';
  test.skipIf(!existsSync(real))(
    'imports a real export (skipped where it is not at hand)',
    async () => {
      const admin = await site.signIn({}, administrator);
      await admin.get('/studio/import');
      const sent = await importInto(admin, await readFile(real), { open: 'true' }, 'mitx.tar.gz');
      expect(sent.statusCode).toBe(303);
      const { counts, total } = (await admin.json('GET', String(sent.headers.location))).json();
      expect(counts.units).toBeGreaterThan(50);
      expect(total).toBeGreaterThan(counts.units);
    },
    120_000,
  );
});
